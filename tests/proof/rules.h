// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/proof/history.h"

// The rules that decide what is right, as the checker says them itself: were they asked of `core`, which the server goes by,
// a fault there would be right on both sides. Whoever changes a rule of the product changes it here too, on purpose.
namespace greenroom::proof {

/// What a customer may not see of any conversation: notes, and who is offered it, has it or had it.
bool isInternal(const Content& content);
/// Words, pictures, cards: what somebody said, as against what happened.
bool isSpoken(const Content& content);
bool isTombstone(const Entry& entry);
/// This entry without what customers are not told of it: who somebody is, why they were chosen, why it was closed.
Entry asCustomersSee(Entry entry);
/// Online, with room, of the queue (with none told: of every one), and has not declined it. The load is as they are told
/// themselves, the room as it was given to them.
bool couldHave(const AgentState& agent, qint64 capacity, const Waiting& waiting);

/// Where a conversation stands after some of its entries.
struct Standing {
    ConversationState state = ConversationState::idle;
    std::optional<PersonId> owner;
    std::optional<PersonId> lastOwner;
    qint64 version = 0;
    std::optional<PersonId> offeredTo;
    std::optional<Instant> offerUntil;
    qint64 offer = 0; ///< number of the entry that offered it, or asked somebody to take it over, while that holds
    std::optional<Instant> waitingSince;
    QList<PersonId> declinedBy;
    qint64 head = 0;
    qint64 customerHead = 0;

    void take(const Entry& entry);
    /// Who has it, or is to say whether they will.
    std::optional<PersonId> holder() const { return state == ConversationState::offered ? offeredTo : owner; }
    bool isOpen() const;
};

} // namespace greenroom::proof
