// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing/eligibility.h"

#include <algorithm>
#include <functional>
#include <set>

namespace greenroom::routing {

namespace {

bool has(const QList<Skill>& skills, const Skill& asked)
{
    return std::any_of(skills.begin(), skills.end(),
        [&](const Skill& skill) { return skill.name == asked.name && skill.level >= asked.level; });
}

} // namespace

int ringOf(const Waiting& waiting, const QueueProfile& queue, Instant now)
{
    int ring = 0;
    Instant end = waiting.inQueueSince;
    for (Millis stay : queue.rings) {
        end += stay;
        if (now < end)
            break;
        ++ring;
    }
    return ring;
}

Demand demandOf(const Waiting& waiting, const QueueProfile& queue, Instant now)
{
    QList<Skill> skills = waiting.required;
    // Without rings a wish would be a demand for ever.
    if (!queue.rings.empty()) {
        std::set<int, std::greater<>> priorities;
        for (const OptionalSkill& wish : waiting.optional)
            priorities.insert(wish.priority);
        auto kept = priorities.begin();
        for (int ring = ringOf(waiting, queue, now); ring > 0 && kept != priorities.end(); --ring)
            ++kept;
        for (const OptionalSkill& wish : waiting.optional)
            if (kept != priorities.end() && wish.priority <= *kept)
                skills.append(wish.skill);
    }
    std::sort(skills.begin(), skills.end());
    Demand demand {waiting.queue, waiting.channel, waiting.language, waiting.tier, skills, waiting.excluded, {}};
    std::sort(demand.excluded.begin(), demand.excluded.end());
    return demand;
}

Exclusion exclusionOf(const Agent& agent, const Demand& demand)
{
    if (!agent.queues.contains(demand.queue))
        return Exclusion::queue;
    if (agent.tier < demand.tier)
        return Exclusion::tier;
    if (!demand.language.isEmpty() && !has(agent.languages, {demand.language, 1}))
        return Exclusion::language;
    for (const Skill& skill : demand.skills)
        if (!has(agent.skills, skill))
            return Exclusion::skill;
    if (demand.excluded.contains(agent.id))
        return Exclusion::excluded;
    if (demand.only && *demand.only != agent.id)
        return Exclusion::heldForAnother;
    return Exclusion::none;
}

bool hasCapacity(const Agent& agent, size_t channel, qint64 units)
{
    const auto& most = agent.mostOf[channel];
    return agent.presence == Presence::online && agent.load + units <= agent.capacity && (!most || agent.open[channel] < *most);
}

std::optional<Instant> rampEnds(const Agent& agent, Millis step, Instant now)
{
    if (step <= Millis(0) || agent.presence != Presence::online || agent.givenSinceOnline == 0)
        return std::nullopt;
    const Instant next = agent.onlineSince + step * agent.givenSinceOnline;
    // Who has been here for as long as filling up takes is past it, however much they did.
    const Instant over = agent.onlineSince + step * agent.capacity;
    const Instant ends = std::min(next, over);
    return now < ends ? std::optional(ends) : std::nullopt;
}

bool isSticky(const Waiting& waiting, const QueueProfile& queue)
{
    return queue.stickyFor > Millis(0) && waiting.preferred && waiting.preferredAt
        && waiting.inQueueSince - *waiting.preferredAt <= queue.stickyFor;
}

const Overflow* overflowOf(const Waiting& waiting, const QueueProfile& queue)
{
    const bool may = queue.overflow && queue.overflow->to != waiting.queue && !waiting.overflowed.contains(queue.overflow->to)
        && waiting.overflowed.size() < Profile::kMostOverflows;
    return may ? &*queue.overflow : nullptr;
}

double matchOf(const Agent& agent, const QList<Skill>& asked)
{
    if (asked.isEmpty())
        return 0;
    qint64 sum = 0;
    for (const Skill& want : asked)
        for (const Skill& skill : agent.skills)
            if (skill.name == want.name)
                sum += skill.level;
    return double(sum) / double(asked.size());
}

} // namespace greenroom::routing
