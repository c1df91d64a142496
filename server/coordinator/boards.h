// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <set>

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
/// boards that changed.
class Boards {
public:
    static constexpr Millis kCoalesce {250};
    using Send = std::function<void(SessionId, const BoardChanged&)>;

    explicit Boards(Send send);
    /// Told of each board that a window of it went.
    std::function<void(const BoardId&)> onUnwatched;

    /// The row stands at `order` (ascending) from now on, replacing the one with this key.
    void put(const BoardId& board, const Uuid& key, qint64 order, BoardRow row);
    void remove(const BoardId& board, const Uuid& key);
    /// One window per session and board name; a second one replaces the first. The whole window is sent at the next tick.
    void watch(SessionId session, const BoardId& board, qint64 from, qint64 count);
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
    struct Table {
        std::set<std::pair<qint64, Uuid>> inOrder; ///< by order, then key
        QHash<Uuid, Row> rows;
    };
    struct Window {
        BoardId board;
        qint64 from = 0;
        qint64 count = 0;
        qint64 total = -1; ///< as last sent
        QList<Uuid> keys; ///< as last sent
        QHash<Uuid, quint64> versions; ///< of the rows as last sent
    };
    using WindowKey = std::pair<SessionId, BoardName>;

    void changed(const BoardId& board);
    void refresh(const WindowKey& key, Window& window);

    Send m_send;
    QHash<BoardId, Table> m_tables;
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
