// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <set>
#include <vector>

#include <QSet>

#include "core/base/ids.h"

namespace greenroom {

/// Which client ids were used lately; what they were used for, the store knows. Ids are ordered by time, so those around now
/// are a range of which all are here, stored or decided; whatever covers() denies must be looked up in the store. The time in
/// an id is its sender's: what is far from now by our clock is remembered too, as long after it was used, and no longer.
class ClientIds {
public:
    static constexpr Millis kKept = std::chrono::minutes(10);
    /// How many stretches of the time to come are remembered in which ids were used already.
    static constexpr qsizetype kMostAhead = 10'000;

    /// At this moment the ids from horizon() to frontier() are those around now.
    static ClientId horizon(Instant now) { return lowestOf(now - kKept); }
    static ClientId frontier(Instant now) { return lowestOf(now + kKept); }

    bool covers(ClientId id) const { return id >= m_from && id < m_below && !m_ahead.contains(stretchOf(id)); }
    bool contains(ClientId id) const;
    void insert(ClientId id, Instant now);
    /// The lowest id of the next stretch.
    static ClientId behind(ClientId id) { return lowestIn(stretchOf(id) + 1); }
    /// What the store has: `around` are all from horizon() to frontier(), `ahead` one of each stretch beyond, of the first
    /// kMostAhead that have any.
    void start(const std::vector<ClientId>& around, const std::vector<ClientId>& ahead, Instant now);
    void forget(Instant now);
    qsizetype size() const;

private:
    /// Those around now are kept by their own time, so long together: a set that grows by doubling must not hold up the rest
    /// for long, and what is past goes at once.
    static constexpr Millis kTogether = std::chrono::seconds(4);

    static ClientId lowestOf(Instant at) { return ClientId(Uuid {static_cast<quint64>(toMillis(at)) << 16, 0}); }
    static ClientId lowestIn(quint64 stretch)
    {
        return ClientId(Uuid {(stretch * static_cast<quint64>(kKept.count())) << 16, 0});
    }
    static quint64 millisOf(ClientId id) { return id.value.high >> 16; }
    static quint64 stretchOf(ClientId id) { return millisOf(id) / static_cast<quint64>(kKept.count()); }
    static quint64 togetherOf(ClientId id) { return millisOf(id) / static_cast<quint64>(kTogether.count()); }
    void noteAhead(ClientId id);

    std::map<quint64, QSet<ClientId>> m_around;
    QSet<ClientId> m_elsewhere; ///< used lately, and not of now by their own time
    std::deque<std::pair<Instant, ClientId>> m_leaving; ///< those elsewhere, by when they were used
    std::set<quint64> m_ahead;
    ClientId m_from {Uuid {~0ULL, ~0ULL}};
    ClientId m_below {Uuid {~0ULL, ~0ULL}};
};

} // namespace greenroom
