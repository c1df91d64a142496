// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/profile.h"

/// Who may have what (reference/routing.md §3.2, §3.5).
namespace greenroom::routing {

/// Why an agent cannot have a conversation: the first of these that holds.
enum class Exclusion {
    none, ///< could have it now
    queue, ///< not of that queue
    tier, ///< of a lower line than it needs
    language,
    skill, ///< lacks a skill, or the level
    excluded, ///< declined it, let it lie, or must not have it again
    heldForAnother, ///< it still waits for whoever had it last
    absent, ///< in no presence that takes new ones
    ramp, ///< came online a moment ago
    full, ///< has no room for it
};
inline constexpr size_t kExclusions = static_cast<size_t>(Exclusion::full) + 1;

/// Everything that decides who is eligible, but for how the agents are just now.
struct Demand {
    QueueId queue;
    Channel channel = Channel::web;
    QString language;
    Tier tier = Tier::l1;
    QList<Skill> skills; ///< by name
    QList<PersonId> excluded; ///< ascending
    std::optional<PersonId> only;

    friend bool operator==(const Demand&, const Demand&) = default;
    friend size_t qHash(const Demand& demand, size_t seed = 0)
    {
        seed = qHashMulti(seed, demand.queue, int(demand.channel), demand.language, int(demand.tier));
        for (const Skill& skill : demand.skills)
            seed = qHashMulti(seed, skill.name, skill.level);
        for (PersonId person : demand.excluded)
            seed = qHash(person, seed);
        return demand.only ? qHash(*demand.only, seed) : seed;
    }
};

/// What it needs at `now`, held for nobody.
Demand demandOf(const Waiting& waiting, const QueueProfile& queue, Instant now);
/// Rings left behind.
int ringOf(const Waiting& waiting, const QueueProfile& queue, Instant now);
/// Of what does not change from one conversation to the next: none, or up to heldForAnother.
Exclusion exclusionOf(const Agent& agent, const Demand& demand);
/// Units and the channel's own limit; whoever is not online has none.
bool hasCapacity(const Agent& agent, size_t channel, qint64 units);
/// When somebody who came online a moment ago may be given one more; none: now.
std::optional<Instant> rampEnds(const Agent& agent, Millis step, Instant now);
/// The last agent may still have it before others: they had it recently enough.
bool isSticky(const Waiting& waiting, const QueueProfile& queue);
/// Where it goes on to wait, after so long and if the guards allow it; null: it stays. Never to a queue it was in.
const Overflow* overflowOf(const Waiting& waiting, const QueueProfile& queue);
/// Mean level of the skills asked for; 0 if none is.
double matchOf(const Agent& agent, const QList<Skill>& asked);

} // namespace greenroom::routing

namespace greenroom {

template <>
struct EnumNames<routing::Exclusion> {
    static constexpr std::array names {
        named(routing::Exclusion::none, "none"),
        named(routing::Exclusion::queue, "queue"),
        named(routing::Exclusion::tier, "tier"),
        named(routing::Exclusion::language, "language"),
        named(routing::Exclusion::skill, "skill"),
        named(routing::Exclusion::excluded, "excluded"),
        named(routing::Exclusion::heldForAnother, "heldForAnother"),
        named(routing::Exclusion::absent, "absent"),
        named(routing::Exclusion::ramp, "ramp"),
        named(routing::Exclusion::full, "full"),
    };
    static_assert(names.size() == routing::kExclusions);
};

} // namespace greenroom
