// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>

#include "app/cache/cache.h"
#include "app/link/link.h"

namespace greenroom {

/// Keeps local copies of followed streams equal to the server's, live and across reconnects (ARCHITECTURE.md §1, §4):
/// an entry is applied when its `after` is what is held; what is not above it is skipped; a gap is fetched, never
/// skipped; `behind` pages until near; `resync` drops the copy. What is held is always one unbroken run of entries.
/// Main thread.
class Replica final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Replica)
public:
    Replica(Link& link, Cache& cache, QObject* parent);

    /// Begins to follow, from what the cache holds, or else from the newest page on. Following again does nothing.
    void follow(const StreamId& stream);
    void unfollow(const StreamId& stream);
    /// Unfollows all, forgets all: another person will sit here.
    void clear();

    /// The newest `limit` entries below `before` that join on to it without a hole (0: the newest held): from the cache,
    /// else from the server, then cached. Empty: there are none older. Error: not to be had now (offline).
    void loadOlder(const StreamId& stream, qint64 before, qint64 joinsAfter, qint64 limit, QObject* context,
        std::function<void(Result<QList<Entry>>)> callback);

    /// Number of the last entry held; 0: none.
    qint64 held(const StreamId& stream) const;
    /// True when nothing newer is known to be missing: connected, watched and at the head.
    bool isLive(const StreamId& stream) const;

Q_SIGNALS:
    /// What the cache held, at the start of following: newest page, ascending. Empty when it held nothing.
    void restored(const greenroom::StreamId& stream, const QList<greenroom::Entry>& entries);
    /// New entries, ascending, joining on to what was held.
    void applied(const greenroom::StreamId& stream, const QList<greenroom::Entry>& entries);
    /// The copy was dropped; everything shown of it is void. The newest page follows as applied().
    void dropped(const greenroom::StreamId& stream);
    void liveChanged(const greenroom::StreamId& stream, bool live);
    /// The server no longer shows it to us; it is not followed any more.
    void ended(const greenroom::StreamId& stream, greenroom::Code reason);

private:
    enum class Phase { loading, idle, asking, paging, live };
    struct Copy {
        Phase phase = Phase::loading;
        Cursor cursor;
        bool first = true; ///< nothing is held: the next page is the newest, not the next
        int asked = 0; ///< answers to older questions are ignored
    };

    void start(const StreamId& stream);
    void watch(const StreamId& stream);
    void page(const StreamId& stream);
    void newestPage(const StreamId& stream);
    void take(const StreamId& stream, const QList<Entry>& entries);
    void setPhase(const StreamId& stream, Phase phase);
    void fail(const StreamId& stream, const Error& error);
    void onConnected();
    void onDisconnected();

    Link& m_link;
    Cache& m_cache;
    QHash<StreamId, Copy> m_copies;
    int m_asked = 0;
};

} // namespace greenroom
