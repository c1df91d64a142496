// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"
#include "core/base/ids.h"

namespace greenroom {

/// The kinds of durable, numbered logs. Appended only: the numbers are stored.
enum class StreamKind { conversation = 1, ticket = 3 };

template <>
struct EnumNames<StreamKind> {
    static constexpr std::array names {
        named(StreamKind::conversation, "conversation"),
        named(StreamKind::ticket, "ticket"),
    };
};

/// Which log: its kind and the id of the thing it tells of (a conversation, a ticket).
/// On the wire: "conversation/0190c0de-…".
struct StreamId {
    StreamKind kind = StreamKind::conversation;
    Uuid key;

    static StreamId of(ConversationId id) { return {StreamKind::conversation, id.value}; }
    static StreamId of(TicketId id) { return {StreamKind::ticket, id.value}; }

    QString toString() const;
    static std::optional<StreamId> fromString(QStringView text);

    friend auto operator<=>(const StreamId&, const StreamId&) = default;
    friend size_t qHash(const StreamId& id, size_t seed = 0) { return qHashMulti(seed, static_cast<int>(id.kind), id.key); }
};

} // namespace greenroom

template <>
struct std::hash<greenroom::StreamId> {
    size_t operator()(const greenroom::StreamId& id) const noexcept { return qHash(id); }
};
