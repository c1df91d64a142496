// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QHash>
#include <QTimer>

#include "app/cache/cache.h"
#include "app/link/boardfeed.h"

namespace greenroom {

/// The conversation boards as the server last told them: one order of ids per board, one row per conversation for all
/// of them (the newest told wins), and rows that were found by search. Starts from the cache, saves to it.
/// Main thread.
class BoardReplica final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BoardReplica)
public:
    static constexpr std::array kBoards {BoardName::mine, BoardName::waiting, BoardName::leftMessages, BoardName::all};

    BoardReplica(Link& link, Cache& cache, QObject* parent);

    /// What Cache::readBoards() read: shown until the server tells.
    void restore(const QList<CachedBoard>& boards);
    void clear();

    const QList<ConversationId>& order(BoardName board) const;
    qint64 total(BoardName board) const; ///< rows on the server; order() may be a part of them
    /// None for a conversation nobody told of.
    const ConversationRow* row(ConversationId id) const;
    /// Whether any board holds it: the server tells then what becomes of it.
    bool isListed(ConversationId id) const;
    /// All of its rows are here, as the server told them on this connection.
    bool isComplete(BoardName board) const;
    /// Rows that came by another way than a board: kept until the next clear().
    void remember(const QList<ConversationRow>& rows);

    /// How many rows of this board to hold, up to 200.
    void setCount(BoardName board, qint64 count);
    qint64 count(BoardName board) const;

Q_SIGNALS:
    /// Rows have new values. Told before orderChanged().
    void rowsChanged(const QList<greenroom::ConversationId>& ids);
    void orderChanged(greenroom::BoardName board);
    /// The rows of a board have come from the server, complete, after a (re)connect.
    void refreshed(greenroom::BoardName board);

private:
    struct Board {
        QList<ConversationId> order;
        qint64 total = 0;
        BoardFeed* feed = nullptr;
        bool fresh = false;
        bool dirty = false;
    };

    void onChanged(const BoardChanged& event);
    QList<ConversationId> put(const QList<ConversationRow>& rows);
    void forgetUnused();
    void save();

    Cache& m_cache;
    QHash<BoardName, Board> m_boards;
    QHash<ConversationId, ConversationRow> m_rows;
    QSet<ConversationId> m_remembered;
    QSet<ConversationId> m_unsaved;
    QTimer m_saving;
};

} // namespace greenroom
