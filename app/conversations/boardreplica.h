// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QHash>
#include <QTimer>

#include "app/cache/cache.h"
#include "app/link/boardfeed.h"

namespace greenroom {

/// The conversation boards as the server last told them: of each board a window of ids, one row per conversation for all of
/// them (the newest told wins), and rows that were found by search. Of `mine` only the first rows are ever here, which
/// are those that have waited longest; the windows of the others go where somebody looks. Starts from the cache, saves to it.
/// Main thread.
class BoardReplica final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardReplica)
public:
    static constexpr std::array kBoards {BoardName::mine, BoardName::waiting, BoardName::leftMessages, BoardName::all};
    static constexpr qint64 kWindow = 200;

    BoardReplica(Link& link, Cache& cache, QObject* parent);

    /// What Cache::readBoards() read: shown until the server tells.
    void restore(const QList<CachedBoard>& boards);
    void clear();

    /// Of the window, whose first row is from().
    const QList<ConversationId>& order(BoardName board) const;
    qint64 from(BoardName board) const;
    qint64 total(BoardName board) const; ///< rows on the server that its filter lets through; order() may be a part of them
    /// None for a conversation nobody told of. One that has left its window stays for a moment, as it was last told.
    const ConversationRow* row(ConversationId id) const;
    /// Whether a window holds it: the server tells then what becomes of it. It may be on a board and in no window.
    bool isListed(ConversationId id) const;
    /// All of its rows are here, none is left out by a filter, and so the server told on this connection.
    bool isComplete(BoardName board) const;
    /// The window is the board's beginning, and no filter leaves anything out.
    bool isFromTop(BoardName board) const;
    /// The server has not told of it since its filter changed.
    bool isAwaited(BoardName board) const;
    /// Rows that came by another way than a board, or must not go with a window: kept until the next clear().
    void remember(const QList<ConversationRow>& rows);

    /// These rows of the board are looked at: its window goes there once they come near its edge, and the server is asked for
    /// it, a few times a second at most.
    void show(BoardName board, qint64 first, qint64 last);
    /// Which of its conversations a board shows, and how ordered. Until the server has told, order() is empty.
    void setFilter(BoardName board, const BoardFilter& filter);

Q_SIGNALS:
    /// Rows have new values. Told before orderChanged().
    void rowsChanged(const QList<greenroom::ConversationId>& ids);
    void orderChanged(greenroom::BoardName board);
    /// The rows of a board's window have come from the server after a (re)connect.
    void refreshed(greenroom::BoardName board);
    /// The server does not show it so; it is asked again where that may help.
    void refused(greenroom::BoardName board, const greenroom::Error& why);

private:
    struct Board {
        QList<ConversationId> order;
        qint64 from = 0;
        qint64 total = 0;
        BoardFeed* feed = nullptr;
        std::optional<std::pair<qint64, qint64>> looked {}; ///< the first and last row on screen, not yet gone to
        bool fresh = false;
        bool awaited = false; ///< nothing was told since the filter changed
        bool dirty = false;
        bool skipped = false; ///< changed since it was saved, and was not where it could be saved
    };

    void onChanged(const BoardChanged& event);
    void moveWindows();
    QList<ConversationId> put(const QList<ConversationRow>& rows);
    void forgetUnused();
    void save();

    Cache& m_cache;
    QHash<BoardName, Board> m_boards;
    QHash<ConversationId, ConversationRow> m_rows;
    QSet<ConversationId> m_remembered;
    QSet<ConversationId> m_unsaved;
    QTimer m_saving;
    QTimer m_moving;
};

} // namespace greenroom
