// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include <QList>

#include "core/base/ids.h"
#include "core/domain/customer.h"
#include "core/domain/presence.h"
#include "core/domain/routing/tier.h"

/// Who waits and who works, as the router sees them. Pure values.
namespace greenroom::routing {

inline constexpr size_t kChannels = EnumNames<Channel>::names.size();

/// Wished for, not demanded: dropped ring by ring, the largest priority first, equal ones together (reference/routing.md §3.5).
struct OptionalSkill {
    Skill skill;
    int priority = 0; ///< 0 to 9; 0 is dropped last

    friend bool operator==(const OptionalSkill&, const OptionalSkill&) = default;
};

struct Agent {
    PersonId id;
    Presence presence = Presence::offline;
    QList<QueueId> queues;
    QList<Skill> skills;
    QList<Skill> languages;
    Tier tier = Tier::l1;
    qint64 capacity = 0; ///< most units at once; 0: is given nothing
    /// Most at once of one channel, besides the capacity; none: only the capacity counts.
    std::array<std::optional<qint64>, kChannels> mostOf {};
    qint64 load = 0; ///< units of what they have and are asked to take
    std::array<qint64, kChannels> open {}; ///< how many of each channel that is
    Instant onlineSince; ///< while online; the ramp counts from here
    qint64 givenSinceOnline = 0;
    Instant lastAssigned;
    Instant lastReleased;

    qint64 items() const;

    friend bool operator==(const Agent&, const Agent&) = default;
};

struct Waiting {
    ConversationId id;
    QueueId queue;
    Channel channel = Channel::web;
    QString language; ///< BCP 47; empty: any agent's will do
    QString issue; ///< what it is about; empty: not known
    QString room; ///< the live room it comes from; empty: none
    QList<Skill> required; ///< never dropped
    QList<OptionalSkill> optional;
    CustomerTier customerTier = CustomerTier::standard;
    qint64 priority = 0; ///< points somebody added or took
    double emotion = 0; ///< 0 calm to 1 furious
    Tier tier = Tier::l1;
    Instant since; ///< when the wait began that still goes on; re-queueing keeps it
    Instant inQueueSince; ///< when it came to this queue, or back to it: rings, sticky wait and overflow count from here
    std::optional<Instant> replyDue; ///< when the first answer is due
    std::optional<PersonId> preferred; ///< who had it last
    std::optional<Instant> preferredAt; ///< when that was
    QList<PersonId> excluded; ///< who declined it, let it lie, or must not have it again
    QList<QueueId> overflowed; ///< queues it came through by overflow

    friend bool operator==(const Waiting&, const Waiting&) = default;
};

inline qint64 Agent::items() const
{
    qint64 sum = 0;
    for (qint64 count : open)
        sum += count;
    return sum;
}

} // namespace greenroom::routing
