// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <list>
#include <map>
#include <set>

#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>

#include <QSet>

#include "core/protocol/board.h"
#include "server/coordinator/traffic.h"

namespace greenroom {

/// Which board: of a shop, or of one subject in it (a person's `mine`, a conversation's `typing`, a customer's `queue`).
struct BoardId {
    BoardName name = BoardName::mine;
    ShopId shop;
    Uuid subject;

    friend auto operator<=>(const BoardId&, const BoardId&) = default;
    friend size_t qHash(const BoardId& id, size_t seed = 0)
    {
        return qHashMulti(seed, static_cast<int>(id.name), id.shop, id.subject);
    }
};

/// Live tables: rows with a key, newest wins, watched through windows. A change is told at once, the next ones of the same
/// board together after kCoalesce. Features put committed rows in; nobody keeps history. Cost of a tick: the windows on
/// boards that changed, wherever in a board they stand. Windows with the same filter share one order of what it lets through.
class Boards {
public:
    static constexpr Millis kCoalesce {250};
    static constexpr qsizetype kMostFilters = 100; ///< on one board at a time
    using Send = std::function<void(SessionId, const BoardChanged&)>;

    explicit Boards(Send send);
    /// Told of each board that a window of it went.
    std::function<void(const BoardId&)> onUnwatched;

    /// The row stands at `order` (ascending) from now on, replacing the one with this key.
    void put(const BoardId& board, const Uuid& key, qint64 order, BoardRow row);
    void remove(const BoardId& board, const Uuid& key);
    /// One window per session and board name; a second one replaces the first. The whole window is sent at the next tick.
    /// False, and the window stays as it was: too many filters are on this board.
    bool watch(SessionId session, const BoardId& board, qint64 from, qint64 count, const BoardFilter& filter = {});
    void unwatch(SessionId session, BoardName board);
    void endSession(SessionId session);
    void clear();

    qint64 size(const BoardId& board) const;
    bool isWatched(const BoardId& board) const { return m_windowsOf.contains(board); }
    /// Who has a window on it.
    std::vector<SessionId> watchersOf(const BoardId& board) const;
    /// Sends what changed and may be told by now.
    void tick(Instant now);
    /// When to tick next; none: nothing is left to tell. `now`: at once.
    std::optional<Instant> nextDue(Instant now) const;

private:
    struct Row {
        qint64 order = 0;
        quint64 version = 0;
        BoardRow row;
    };
    using Place = std::pair<qint64, Uuid>;
    /// By order, then key; the nth of them is found without counting up to it.
    using Order = __gnu_pbds::tree<Place, __gnu_pbds::null_type, std::less<Place>, __gnu_pbds::rb_tree_tag,
        __gnu_pbds::tree_order_statistics_node_update>;
    /// What a filter lets through.
    struct View {
        BoardFilter filter;
        Order inOrder;
        QHash<Uuid, qint64> orders;
        int windows = 0;

        void put(const Uuid& key, const Row& row);
        void remove(const Uuid& key);
    };
    struct Table {
        Order inOrder;
        QHash<Uuid, Row> rows;
    };
    struct Window {
        BoardId board;
        BoardFilter filter;
        qint64 from = 0;
        qint64 count = 0;
        qint64 total = -1; ///< as last sent
        QList<Uuid> keys; ///< as last sent
        QHash<Uuid, quint64> versions; ///< of the rows as last sent
    };
    using WindowKey = std::pair<SessionId, BoardName>;

    void changed(const BoardId& board);
    View* view(const BoardId& board, const BoardFilter& filter);
    bool addView(const BoardId& board, const BoardFilter& filter);
    void dropView(const Window& window);
    void refresh(const WindowKey& key, Window& window);

    Send m_send;
    // Neither is ever moved: a tree of that library is copied then.
    std::map<BoardId, Table> m_tables;
    std::map<BoardId, std::list<View>> m_views; ///< of the filters that somebody looks through
    std::map<WindowKey, Window> m_windows;
    QHash<BoardId, std::set<WindowKey>> m_windowsOf;
    QSet<BoardId> m_dirty; ///< changed since the last tick
    std::set<WindowKey> m_fresh;
    std::set<std::pair<Instant, BoardId>> m_due; ///< changed, told when the time has come
    QHash<BoardId, Instant> m_toldAt; ///< within kCoalesce
    std::deque<std::pair<Instant, BoardId>> m_told; ///< the same, in order
    quint64 m_version = 0;
};

} // namespace greenroom
