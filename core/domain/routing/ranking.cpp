// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing/ranking.h"

#include <algorithm>

namespace greenroom::routing {

Ranked Ranked::of(const Agent& agent, Strategy strategy, size_t seat)
{
    const qint64 assigned = toMillis(agent.lastAssigned);
    const qint64 released = toMillis(agent.lastReleased);
    const qint64 capacity = std::max<qint64>(1, agent.capacity); // whoever has none is only shown
    switch (strategy) {
    case Strategy::highestSpare: return {agent.load - agent.capacity, 1, released, agent.id, seat};
    case Strategy::lowestSaturation: return {agent.load, capacity, released, agent.id, seat};
    case Strategy::leastActive: return {agent.items(), 1, assigned, agent.id, seat};
    case Strategy::mostAvailable: return {agent.load - agent.capacity, 1, assigned, agent.id, seat};
    case Strategy::roundRobin: return {assigned, 1, 0, agent.id, seat};
    case Strategy::longestIdle:
    case Strategy::bestSkillMatch: return {released, 1, 0, agent.id, seat};
    }
    return {};
}

} // namespace greenroom::routing
