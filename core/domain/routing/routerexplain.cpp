// SPDX-License-Identifier: GPL-3.0-or-later
// Why somebody waits, and who would be next: what is asked of a router without deciding anything.
#include "core/domain/routing/routerparts.h"

#include <algorithm>

namespace greenroom::routing {

Candidate Router::candidate(const Agent& agent, const Demand& demand) const
{
    return {agent.id, agent.load, agent.capacity, agent.items(), matchOf(agent, demand.skills), agent.lastAssigned,
        agent.lastReleased, Exclusion::none};
}

void Router::count(const Line& line, Explanation& why) const
{
    why.count = line.never;
    const qint64 could = std::exchange(why.count[static_cast<size_t>(Exclusion::none)], 0);
    const qint64 now = line.could.common(m_canTake[static_cast<size_t>(line.demand.channel)]);
    const qint64 ramping = line.could.common(m_ramping);
    const qint64 online = line.could.common(m_online);
    why.count[static_cast<size_t>(Exclusion::none)] = now;
    why.count[static_cast<size_t>(Exclusion::ramp)] = ramping;
    why.count[static_cast<size_t>(Exclusion::absent)] = could - online;
    why.count[static_cast<size_t>(Exclusion::full)] = online - ramping - now;
}

std::optional<Explanation> Router::explain(ConversationId id, Instant now) const
{
    const auto found = m_items.find(id);
    if (found == m_items.end())
        return std::nullopt;
    now = std::max(m_now, now);
    const Waiting& waiting = found->second->waiting;
    const QueueProfile& queue = queueProfile(waiting.queue);
    const Demand demand = demandNow(waiting, now);
    const auto channel = static_cast<size_t>(waiting.channel);

    Explanation why;
    why.profile = m_profile.version;
    why.urgency = urgencyOf(waiting, m_profile, now);
    why.ring = ringOf(waiting, queue, now);
    if (demand.only)
        why.heldUntil = heldUntil(waiting, now);
    std::vector<std::pair<Candidate, Ranked>> all;
    for (size_t index = 0; index < m_seats.size(); ++index) {
        if (!m_seats[index]->taken)
            continue;
        const Agent& agent = m_seats[index]->agent;
        Candidate one = candidate(agent, demand);
        one.exclusion = exclusionOf(agent, demand);
        if (one.exclusion == Exclusion::none && agent.presence != Presence::online)
            one.exclusion = Exclusion::absent;
        if (one.exclusion == Exclusion::none && rampEnds(agent, m_profile.rampStep, now))
            one.exclusion = Exclusion::ramp;
        if (one.exclusion == Exclusion::none && !hasCapacity(agent, channel, m_units[channel]))
            one.exclusion = Exclusion::full;
        ++why.count[static_cast<size_t>(one.exclusion)];
        all.emplace_back(one, Ranked::of(agent, queue.strategy, index));
    }
    std::sort(all.begin(), all.end(), [byMatch = queue.strategy == Strategy::bestSkillMatch](const auto& a, const auto& b) {
        if (a.first.exclusion != b.first.exclusion)
            return (a.first.exclusion == Exclusion::none) != (b.first.exclusion == Exclusion::none)
                ? a.first.exclusion == Exclusion::none
                : a.first.exclusion > b.first.exclusion; // the nearer to having it, the earlier
        if (byMatch && a.first.match != b.first.match)
            return a.first.match > b.first.match;
        return a.second < b.second;
    });
    for (auto& [one, ranked] : all)
        why.best.push_back(std::move(one));
    return why;
}

std::optional<ConversationId> Router::nextFor(PersonId person) const
{
    const auto seat = m_seatOf.constFind(person);
    if (seat == m_seatOf.cend())
        return std::nullopt;
    std::optional<Urgent> next;
    for (QueueId queue : m_seats[*seat]->agent.queues) {
        const auto lines = m_lines.find(queue);
        if (lines == m_lines.end())
            continue;
        for (const auto& line : lines->second) {
            if (line->waiting.empty() || !line->could.has(*seat))
                continue;
            const Order& order = *line->waiting.begin();
            const Urgent first {order.score(line->ageing, m_now), order, line.get()};
            if (!next || *next < first)
                next = first;
        }
    }
    return next ? std::optional(next->order.id) : std::nullopt;
}

std::vector<std::pair<Exclusion, qint64>> Router::waitReasons(QueueId queue) const
{
    std::array<qint64, kExclusions> waiting {};
    const auto lines = m_lines.find(queue);
    if (lines == m_lines.end())
        return {};
    for (const auto& line : lines->second) {
        if (line->waiting.empty())
            continue;
        Explanation why;
        count(*line, why);
        // Who comes nearest to having it says why it waits.
        Exclusion nearest = why.count[static_cast<size_t>(Exclusion::queue)] > 0 ? Exclusion::queue : Exclusion::absent;
        for (Exclusion each : {Exclusion::none, Exclusion::full, Exclusion::ramp, Exclusion::absent, Exclusion::heldForAnother,
                 Exclusion::excluded, Exclusion::skill, Exclusion::language, Exclusion::tier})
            if (why.count[static_cast<size_t>(each)] > 0) {
                nearest = each;
                break;
            }
        waiting[static_cast<size_t>(nearest)] += qint64(line->waiting.size());
    }
    std::vector<std::pair<Exclusion, qint64>> reasons;
    for (size_t why = 0; why < kExclusions; ++why)
        if (waiting[why] > 0)
            reasons.emplace_back(static_cast<Exclusion>(why), waiting[why]);
    std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return reasons;
}

} // namespace greenroom::routing
