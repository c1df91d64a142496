// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/conversation.h"

namespace greenroom {

/// How a queue hands out its conversations.
enum class QueueMode {
    direct, ///< assigned at once
    offer, ///< offered to one agent, who accepts or declines before the countdown ends
};

template <>
struct EnumNames<QueueMode> {
    static constexpr std::array names {named(QueueMode::direct, "direct"), named(QueueMode::offer, "offer")};
};

/// A queue's rules.
struct QueueRules {
    QueueId id;
    ShopId shop;
    QString name;
    QueueMode mode = QueueMode::direct;
    std::chrono::seconds offerFor {20}; ///< countdown of an offer, 5 s to 300 s
    std::chrono::hours stickyFor {72}; ///< how long the last agent is preferred; 0: never

    friend bool operator==(const QueueRules&, const QueueRules&) = default;
};

/// An agent as the rule sees one.
struct AgentState {
    PersonId id;
    Presence presence = Presence::offline;
    qint64 capacity = 0; ///< most conversations at once
    qint64 load = 0; ///< conversations owned, plus the one on offer
    Instant idleSince; ///< when the last conversation left, or the person came online
    QList<QueueId> queues;

    friend bool operator==(const AgentState&, const AgentState&) = default;
};

/// Somebody who waits, as the rule sees it.
struct Waiting {
    ConversationId id;
    QueueId queue;
    Instant since;
    std::optional<PersonId> lastAgent;
    std::optional<Instant> lastAgentAt; ///< when they last spoke
    QList<PersonId> declinedBy;
};

/// Honest estimate of the wait of place `place` (1 = next): (place − 1) ÷ slots rounds of `meanHandling`, plus one
/// (the form of reference/routing.md §2.1, with slots as concurrency). None while nobody could take it or nothing
/// has been measured.
std::optional<Millis> estimatedWait(qint64 place, qint64 slotCount, std::optional<Millis> meanHandling);

} // namespace greenroom
