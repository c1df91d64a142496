// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing.h"

namespace greenroom {

namespace {

bool isBetter(const AgentState& a, const AgentState& b)
{
    // load ÷ capacity compared by cross-multiplication: exact, and capacities are positive for the eligible
    const qint64 left = a.load * b.capacity;
    const qint64 right = b.load * a.capacity;
    if (left != right)
        return left < right;
    if (a.idleSince != b.idleSince)
        return a.idleSince < b.idleSince;
    return a.id < b.id;
}

} // namespace

bool isEligible(const AgentState& agent, const Waiting& waiting)
{
    return agent.presence == Presence::online && agent.load < agent.capacity && agent.queues.contains(waiting.queue)
        && !waiting.declinedBy.contains(agent.id);
}

std::optional<Choice> chooseAgent(
    const Waiting& waiting, const QueueRules& rules, std::span<const AgentState> agents, Instant now)
{
    const AgentState* best = nullptr;
    bool tied = false;
    for (const AgentState& agent : agents) {
        if (!isEligible(agent, waiting))
            continue;
        if (agent.id == waiting.lastAgent && waiting.lastAgentAt && now - *waiting.lastAgentAt <= rules.stickyFor
            && rules.stickyFor > 0h)
            return Choice {agent.id, AssignReason::lastAgent};
        if (!best) {
            best = &agent;
            continue;
        }
        const bool sameSaturation = agent.load * best->capacity == best->load * agent.capacity;
        if (isBetter(agent, *best)) {
            best = &agent;
            tied = sameSaturation;
        } else {
            tied = tied || sameSaturation;
        }
    }
    if (!best)
        return std::nullopt;
    return Choice {best->id, tied ? AssignReason::longestIdle : AssignReason::lowestSaturation};
}

std::optional<Millis> estimatedWait(qint64 place, qint64 slotCount, std::optional<Millis> meanHandling)
{
    if (place < 1 || slotCount < 1 || !meanHandling)
        return std::nullopt;
    const qint64 millis = meanHandling->count();
    return Millis(millis * (place - 1) / slotCount + millis);
}

} // namespace greenroom
