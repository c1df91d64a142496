// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <set>

#include "server/log/entrytable.h"

namespace greenroom {

/// Which client ids were used lately. Ids are ordered by time, so those around now are a range of which all are here,
/// stored or decided; whatever covers() denies must be looked up in the store. The time in an id is its sender's: what is far
/// from now by our clock is remembered too, as long after it was used, and no longer.
class ClientIds {
public:
    static constexpr Millis kKept = std::chrono::minutes(10);
    /// How many stretches of the time to come are remembered in which ids were used already.
    static constexpr qsizetype kMostAhead = 10'000;

    using Used = std::vector<std::pair<ClientId, StoredAs>>;

    /// At this moment the ids from horizon() to frontier() are those around now.
    static ClientId horizon(Instant now) { return lowestOf(now - kKept); }
    static ClientId frontier(Instant now) { return lowestOf(now + kKept); }

    bool covers(ClientId id) const { return id >= m_from && id < m_below && !m_ahead.contains(stretchOf(id)); }
    const StoredAs* find(ClientId id) const;
    void insert(ClientId id, StoredAs stored, Instant now);
    /// What the store has: `around` are all from horizon() to frontier(), `ahead` the lowest beyond, all or kMostAhead.
    void start(Used around, const std::vector<ClientId>& ahead, Instant now);
    void forget(Instant now);
    qsizetype size() const { return qsizetype(m_around.size() + m_elsewhere.size()); }

private:
    static ClientId lowestOf(Instant at) { return ClientId(Uuid {static_cast<quint64>(toMillis(at)) << 16, 0}); }
    static quint64 stretchOf(ClientId id) { return (id.value.high >> 16) / static_cast<quint64>(kKept.count()); }
    void noteAhead(ClientId id);

    std::map<ClientId, StoredAs> m_around;
    std::map<ClientId, StoredAs> m_elsewhere; ///< used lately, and not of now by their own time
    std::deque<std::pair<Instant, ClientId>> m_leaving; ///< those elsewhere, by when they were used
    std::set<quint64> m_ahead;
    ClientId m_from {Uuid {~0ULL, ~0ULL}};
    ClientId m_below {Uuid {~0ULL, ~0ULL}};
};

} // namespace greenroom
