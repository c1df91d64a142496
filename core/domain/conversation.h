// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"

namespace greenroom {

/// Where a conversation stands. It waits, is offered, is somebody's, or is over.
/// `leftMessage`: over, but what the customer left waits to be answered.
enum class ConversationState { idle, waiting, offered, assigned, leftMessage, closed };

template <>
struct EnumNames<ConversationState> {
    static constexpr std::array names {
        named(ConversationState::idle, "idle"),
        named(ConversationState::waiting, "waiting"),
        named(ConversationState::offered, "offered"),
        named(ConversationState::assigned, "assigned"),
        named(ConversationState::leftMessage, "leftMessage"),
        named(ConversationState::closed, "closed"),
    };
};

/// What is true now of one conversation: the fold of its entries. A value; owned by the coordinator.
struct Conversation {
    ConversationId id;
    ShopId shop;
    CustomerId customer;
    Channel channel = Channel::web;

    ConversationState state = ConversationState::idle;
    std::optional<QueueId> queue; ///< the last one it waited in
    std::optional<PersonId> assignee; ///< while assigned
    QString assigneeName;
    std::optional<PersonId> lastAgent; ///< who had it last, for coming back to the same person
    std::optional<Instant> lastAgentAt; ///< when they were given it, or said the last thing in it
    QList<PersonId> ratedLow; ///< whom this customer rated low, or complained about; never again preferred
    QString room; ///< the live room it came from; empty: none
    qint64 assignmentVersion = 0; ///< grows by one with each change of owner
    qint64 transfers = 0; ///< how often it was given away since it was opened
    std::optional<PersonId> offeredTo; ///< while offered; while assigned: who is asked to take it over
    std::optional<Instant> offerUntil;
    std::optional<Instant> unansweredSince; ///< when whoever has it was given it, until they first answer
    QList<PersonId> declinedBy; ///< since it began to wait; and who let it lie, or gave it away
    std::optional<Instant> waitingSince; ///< while waiting or offered
    std::optional<Instant> inQueueSince; ///< since it came to this queue; overflow moves it, and `waitingSince` stays
    QList<QueueId> overflowed; ///< queues it left by overflow since it began to wait
    qint64 priority = 0; ///< points on top of what the profile gives; until it closes
    routing::Tier tier = routing::Tier::l1; ///< line of support it needs
    QString issue; ///< what it is about; empty: not known
    qint64 emotion = 0; ///< hundredths: 0 calm to 100 furious
    QList<routing::Skill> skills; ///< that whoever is given it must have
    std::optional<Instant> helpSince; ///< the owner asks for help
    QList<PersonId> asked; ///< colleagues whom a note asks, and who have not answered by one
    QList<PersonId> joined; ///< who speaks in it beside the owner
    std::optional<Instant> owedSince; ///< since the first customer message no person has answered
    std::optional<Instant> followUpDue;
    Instant openedAt;
    std::optional<Instant> closedAt;
    QString closeReason;
    QStringList tags;
    QString preview; ///< what was said last, as staff see it
    std::optional<Instant> lastSaidAt;
    bool rated = false;
    qint64 customerSaid = 0; ///< number of the last thing the customer said; 0: nothing
    std::optional<Instant> customerSaidAt;
    qint64 staffSaid = 0; ///< number of the last thing a person said to the customer
    std::optional<PersonId> staffSaidBy;
    qint64 botSaid = 0; ///< number of the last thing a program said to the customer since it is its owner's; 0: nothing

    qint64 head = 0; ///< number of the last entry
    qint64 customerHead = 0; ///< number of the last entry customers may see
    qint64 readByStaff = 0; ///< read marks; not entries
    qint64 readByCustomer = 0;
    qint64 unread = 0; ///< customer messages after readByStaff

    bool isOpen() const
    {
        return state == ConversationState::waiting || state == ConversationState::offered
            || state == ConversationState::assigned;
    }
    bool isOwnedBy(PersonId person) const { return state == ConversationState::assigned && assignee == person; }
    /// The owner has asked somebody to take it over.
    bool isOnTransfer() const { return state == ConversationState::assigned && offeredTo; }

    friend bool operator==(const Conversation&, const Conversation&) = default;
};

/// Applies the next entry. Requires entry.number == conversation.head + 1.
///
/// The owed-reply clock (reference/metrics.md §2.1): a customer's message starts it if it does not run; more of them
/// leave it; only what a person says to the customer clears it (no bot, no note); closing clears it.
void apply(Conversation& conversation, const Entry& entry);

/// Ratings up to this one are low: the customer is not given to the same person for old times' sake.
inline constexpr qint64 kLowRating = 2;

/// The customer's staff-read mark moves to `number`; unread is then what the customer said after it.
void markReadByStaff(Conversation& conversation, qint64 number);

} // namespace greenroom
