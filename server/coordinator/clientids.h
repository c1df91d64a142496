// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "server/log/entrytable.h"

namespace greenroom {

/// Which client ids were used lately. Ids are time-ordered, so the recent ones are a range: everything at or above the
/// horizon is here, stored or decided; anything below must be looked up in the store.
class ClientIds {
public:
    static constexpr Millis kKept = std::chrono::minutes(10);

    /// The id every remembered one is at or above, for this moment.
    static ClientId horizon(Instant now) { return ClientId(Uuid {static_cast<quint64>(toMillis(now - kKept)) << 16, 0}); }

    bool covers(ClientId id) const { return id >= m_from; }
    const StoredAs* find(ClientId id) const
    {
        const auto found = m_known.find(id);
        return found == m_known.end() ? nullptr : &found->second;
    }
    void insert(ClientId id, StoredAs stored) { m_known.insert_or_assign(id, std::move(stored)); }
    /// Everything at or above `from` is known from now on.
    void start(ClientId from)
    {
        m_known.clear();
        m_from = from;
    }
    void forgetBelow(ClientId from)
    {
        if (from <= m_from)
            return;
        m_known.erase(m_known.begin(), m_known.lower_bound(from));
        m_from = from;
    }

private:
    std::map<ClientId, StoredAs> m_known;
    ClientId m_from {Uuid {~0ULL, ~0ULL}};
};

} // namespace greenroom
