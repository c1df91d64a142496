// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QHash>
#include <QSet>

#include "core/base/ids.h"

namespace greenroom {

/// What a number is of that tells a customer from others.
enum class NumberKind { order, parcel, phone, other };

/// Which numbers are known in which conversations, and whose they are. A number has at least six letters (A to Z) and digits,
/// four digits among them, and is found whole only, never within a longer one; width, case, hyphens within it and spaces
/// between its groups make no difference. A mobile number that is hidden but for its last digits ("*** **** 8000") is known
/// by these.
class NumberIndex {
public:
    /// What was said beyond so many numbers is not looked at any more: customers write what they like.
    static constexpr int kMostSaid = 1000;

    /// Is of this conversation's customer. False, also below: nothing new.
    bool add(ConversationId conversation, const QString& number, NumberKind kind);
    /// Was said there, so that its numbers are known there. A customer's own are of them besides: telephone numbers, and such
    /// as are too long for a price, a day or an article.
    bool hear(ConversationId conversation, const QString& text, bool byCustomer);
    /// False: there was nothing.
    bool forget(ConversationId conversation);

    struct Found {
        ConversationId conversation; ///< whose it is
        NumberKind kind = NumberKind::other;
        qsizetype from = 0; ///< in the text, UTF-16
        qsizetype length = 0;
        friend bool operator==(const Found&, const Found&) = default;
    };
    /// The first number of the text that is of another conversation and not known in this one. `isSame`: that one has the same
    /// customer. Costs by the text, not by how many conversations there are.
    std::optional<Found> foreign(
        const QString& text, ConversationId here, const std::function<bool(ConversationId other)>& isSame) const;

private:
    struct Owner {
        ConversationId conversation;
        NumberKind kind = NumberKind::other;
    };
    bool own(ConversationId conversation, const QString& plain, NumberKind kind);

    QHash<QString, QList<Owner>> m_owners;
    QHash<ConversationId, QSet<QString>> m_known; ///< owned or only said there
};

} // namespace greenroom
