// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <unordered_map>

#include "tests/proof/invariants.h"

// What several invariants look up in a history.
namespace greenroom::proof {

/// Everything a history says of one client id.
struct Life {
    std::vector<std::size_t> attempts; ///< positions of its Invoked, ascending
    std::vector<std::size_t> answers; ///< positions of its Answered, ascending
};

/// What of a store's entries somebody took back: stream and number.
std::set<std::pair<StreamId, qint64>> takenBack(const Dump& dump);

class Reading {
public:
    explicit Reading(const History& read);

    const History& history;
    const Dump& last; ///< the final store
    std::map<ClientId, Life> lives;
    std::unordered_map<ClientId, const StoredEntry*> stored; ///< in the final store
    std::map<StreamId, std::vector<const StoredEntry*>> streams; ///< of the final store, by number
    std::set<std::pair<StreamId, qint64>> recalled; ///< in the final store

    const Invoked& invoked(std::size_t position) const { return std::get<Invoked>(history.events[position].what); }
    const Answered& answered(std::size_t position) const { return std::get<Answered>(history.events[position].what); }
    /// What was known at this position is in the final store: no later restore went back behind it. With an epoch: what was
    /// told by a session of that epoch, though it may have been heard after the restore that ended it.
    bool survives(std::size_t position, const std::optional<Uuid>& epoch = {}) const;
    QString nameOf(int client) const { return history.clients[std::size_t(client)].name; }

private:
    struct Restore {
        std::size_t position;
        std::size_t kept;
        Uuid epoch;
    };
    std::vector<Restore> m_restores;
};

/// Collects violations of one invariant, at most a handful.
class Complaints {
public:
    explicit Complaints(const char* id)
        : m_id(QString::fromLatin1(id))
    {
    }
    /// Of the final state.
    void add(const QString& what) { put(-1, what); }
    void add(std::size_t position, const QString& what) { put(static_cast<qint64>(position), what); }
    Violations take() { return std::move(m_found); }

private:
    void put(qint64 position, const QString& what)
    {
        if (m_found.size() < 5)
            m_found.push_back({m_id, position, what});
    }

    QString m_id;
    Violations m_found;
};

} // namespace greenroom::proof
