// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/clientids.h"

namespace greenroom {

bool ClientIds::contains(ClientId id) const
{
    const auto together = m_around.find(togetherOf(id));
    return (together != m_around.end() && together->second.contains(id)) || m_elsewhere.contains(id);
}

void ClientIds::insert(ClientId id, Instant now)
{
    // What would fall below the horizon before it is surely stored is kept by when it was used.
    if (id >= lowestOf(now - kKept / 2) && id < frontier(now)) {
        m_around[togetherOf(id)].insert(id);
        return;
    }
    m_elsewhere.insert(id);
    m_leaving.emplace_back(now, id);
    if (id >= frontier(now))
        noteAhead(id);
}

void ClientIds::start(const std::vector<ClientId>& around, const std::vector<ClientId>& ahead, Instant now)
{
    *this = {};
    m_from = horizon(now);
    for (ClientId id : around)
        m_around[togetherOf(id)].insert(id);
    for (ClientId id : ahead)
        noteAhead(id);
    if (qsizetype(ahead.size()) >= kMostAhead)
        m_below = std::min(m_below, ahead.back());
}

void ClientIds::noteAhead(ClientId id)
{
    if (id >= m_below)
        return;
    m_ahead.insert(stretchOf(id));
    if (qsizetype(m_ahead.size()) <= kMostAhead)
        return;
    // The farthest are given up: no id of that time or later is covered any more.
    const auto farthest = std::prev(m_ahead.end());
    m_below = lowestIn(*farthest);
    m_ahead.erase(farthest);
}

void ClientIds::forget(Instant now)
{
    if (horizon(now) > m_from) {
        m_from = horizon(now);
        m_around.erase(m_around.begin(), m_around.lower_bound(togetherOf(m_from)));
        m_ahead.erase(m_ahead.begin(), m_ahead.lower_bound(stretchOf(m_from)));
    }
    for (; !m_leaving.empty() && m_leaving.front().first + kKept <= now; m_leaving.pop_front())
        m_elsewhere.remove(m_leaving.front().second);
}

qsizetype ClientIds::size() const
{
    qsizetype size = m_elsewhere.size();
    for (const auto& [together, ids] : m_around)
        size += ids.size();
    return size;
}

} // namespace greenroom
