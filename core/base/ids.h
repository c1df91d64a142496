// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <random>

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include "core/base/instant.h"

namespace greenroom {

/// 128 bits in the UUID version 7 layout of RFC 9562: 48 bits of milliseconds, then random. Sorts by time.
/// On the wire: lower-case 8-4-4-4-12 hexadecimal; in SQL: BLOB of 16 bytes, big-endian. Null is all zeros.
struct Uuid {
    quint64 high = 0;
    quint64 low = 0;

    bool isNull() const { return high == 0 && low == 0; }
    QString toString() const;
    QByteArray toBytes() const;
    /// Accepts the canonical lower-case form only, so that one id has one spelling. Null is refused.
    static std::optional<Uuid> fromString(QStringView text);
    static std::optional<Uuid> fromBytes(QByteArrayView bytes);

    friend auto operator<=>(const Uuid&, const Uuid&) = default;
    /// The seed goes into every step: clients choose ids, and must not be able to choose some that collide.
    friend size_t qHash(const Uuid& id, size_t seed = 0) { return qHashBits(&id, sizeof id, seed); }
};

/// A distinct type for each kind of thing, so that one kind of id is never passed for another.
template <class Tag>
struct Id {
    Uuid value;

    Id() = default;
    explicit Id(Uuid uuid)
        : value(uuid)
    {
    }

    bool isNull() const { return value.isNull(); }
    QString toString() const { return value.toString(); }
    QByteArray toBytes() const { return value.toBytes(); }

    friend auto operator<=>(const Id&, const Id&) = default;
    friend size_t qHash(const Id& id, size_t seed = 0) { return qHash(id.value, seed); }
};

using ShopId = Id<struct ShopTag>;
using PersonId = Id<struct PersonTag>; ///< somebody who signs in: agent, lead, …
using CustomerId = Id<struct CustomerTag>;
using ConversationId = Id<struct ConversationTag>;
using QueueId = Id<struct QueueTag>;
using ClientId = Id<struct ClientTag>; ///< made by the client for each thing it sends; the key against doubling
using TicketId = Id<struct TicketTag>;
using BlobId = Id<struct BlobTag>;
using OrderId = Id<struct OrderTag>;
using ProductId = Id<struct ProductTag>;
using ArticleId = Id<struct ArticleTag>;
using PhraseId = Id<struct PhraseTag>;

/// Makes version 7 ids. Within one millisecond they still ascend. Not for secrets: those come from libsodium.
/// One per thread; the random source is given, so that a simulation can repeat itself.
class IdSource {
public:
    explicit IdSource(quint64 seed = std::random_device {}());

    Uuid next(Instant now);
    template <class AnyId>
    AnyId next(Instant now)
    {
        return AnyId(next(now));
    }

private:
    std::mt19937_64 m_random;
    quint64 m_lastHigh = 0;
};

} // namespace greenroom

template <>
struct std::hash<greenroom::Uuid> {
    size_t operator()(const greenroom::Uuid& id) const noexcept { return qHash(id); }
};
template <class Tag>
struct std::hash<greenroom::Id<Tag>> {
    size_t operator()(const greenroom::Id<Tag>& id) const noexcept { return qHash(id.value); }
};
