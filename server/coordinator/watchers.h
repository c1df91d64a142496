// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <unordered_map>

#include <QSet>

#include "server/coordinator/call.h"
#include "server/log/entrytable.h"

namespace greenroom {

/// Who is sent which stream. A new watcher is first caught up from the store, then gets every entry as it is committed;
/// what is committed meanwhile waits for it, so that it sees each entry once and in order.
class Watchers {
public:
    explicit Watchers(class Coordinator& coordinator);

    void watch(const Call<WatchStream>& call);
    void unwatch(const Call<UnwatchStream>& call);
    void page(const Call<ReadStream>& call);
    /// Just committed, in order.
    void publish(const std::vector<LoggedEntry>& entries);
    void endSession(SessionId session);
    /// After a reload: what was being caught up is told by nobody; its clients were told `unavailable`.
    void onReload();
    bool isWatched(const StreamId& stream) const { return m_byStream.contains(stream); }

private:
    struct Watch {
        Audience audience = Audience::staff;
        bool catchingUp = true;
        qint64 above = 0; ///< it was caught up to here, perhaps by a reader that saw a commit before it was told
        quint64 serial = 0; ///< tells a new watch from an older one of the same session
        std::vector<LoggedEntry> held;
    };
    struct Caught {
        StreamHeads heads;
        std::vector<LoggedEntry> entries;
        bool tooMuch = false; ///< to be told at once
    };

    void end(SessionId session, const StreamId& stream);
    void catchUp(const Call<WatchStream>& call, quint64 serial, const Caught& caught);
    void send(
        SessionId session, const StreamId& stream, Audience audience, const std::vector<LoggedEntry>& entries, qint64 above);

    Coordinator& m_coordinator;
    QHash<StreamId, std::map<SessionId, Watch>> m_byStream;
    std::unordered_map<SessionId, QSet<StreamId>> m_bySession;
    quint64 m_serial = 0;
};

} // namespace greenroom
