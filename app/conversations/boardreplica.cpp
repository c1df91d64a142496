// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/boardreplica.h"

#include <algorithm>

namespace greenroom {

namespace {

constexpr qint64 kFirstCount = 100;
constexpr qint64 kMostCount = 200;
constexpr Millis kSaveAfter {1000};

} // namespace

BoardReplica::BoardReplica(Link& link, Cache& cache, QObject* parent)
    : QObject(parent)
    , m_cache(cache)
{
    for (const BoardName name : kBoards) {
        WatchBoard watch;
        watch.board = name;
        watch.count = kFirstCount;
        auto* feed = new BoardFeed(link, watch, this);
        connect(feed, &BoardFeed::changed, this, &BoardReplica::onChanged);
        m_boards[name].feed = feed;
    }
    connect(&link, &Link::disconnected, this, [this] {
        for (Board& board : m_boards)
            board.fresh = false;
    });
    m_saving.setSingleShot(true);
    m_saving.setInterval(kSaveAfter);
    connect(&m_saving, &QTimer::timeout, this, &BoardReplica::save);
}

void BoardReplica::restore(const QList<CachedBoard>& boards)
{
    for (const CachedBoard& cached : boards) {
        Board& board = m_boards[cached.board];
        if (!board.order.isEmpty())
            continue;
        for (const ConversationRow& row : cached.rows) {
            m_rows.insert(row.id, row);
            board.order.append(row.id);
        }
        board.total = board.order.size();
        Q_EMIT orderChanged(cached.board);
    }
}

void BoardReplica::clear()
{
    m_saving.stop();
    m_unsaved.clear();
    m_remembered.clear();
    for (auto it = m_boards.begin(); it != m_boards.end(); ++it) {
        it->order.clear();
        it->total = 0;
        it->dirty = false;
        Q_EMIT orderChanged(it.key());
    }
    m_rows.clear();
}

const QList<ConversationId>& BoardReplica::order(BoardName board) const
{
    static const QList<ConversationId> none;
    const auto found = m_boards.constFind(board);
    return found == m_boards.constEnd() ? none : found->order;
}

qint64 BoardReplica::total(BoardName board) const
{
    return m_boards.value(board).total;
}

const ConversationRow* BoardReplica::row(ConversationId id) const
{
    const auto found = m_rows.constFind(id);
    return found == m_rows.constEnd() ? nullptr : &*found;
}

bool BoardReplica::isListed(ConversationId id) const
{
    return std::any_of(m_boards.cbegin(), m_boards.cend(), [id](const Board& board) { return board.order.contains(id); });
}

bool BoardReplica::isComplete(BoardName board) const
{
    const auto found = m_boards.constFind(board);
    return found != m_boards.constEnd() && found->fresh && found->order.size() == found->total;
}

void BoardReplica::remember(const QList<ConversationRow>& rows)
{
    for (const ConversationRow& row : rows)
        m_remembered.insert(row.id);
    const QList<ConversationId> changed = put(rows);
    if (!changed.isEmpty())
        Q_EMIT rowsChanged(changed);
}

qint64 BoardReplica::count(BoardName board) const
{
    const auto found = m_boards.constFind(board);
    return found == m_boards.constEnd() || !found->feed ? 0 : found->feed->watch().count;
}

void BoardReplica::setCount(BoardName board, qint64 count)
{
    BoardFeed* feed = m_boards.value(board).feed;
    if (!feed)
        return;
    WatchBoard watch = feed->watch();
    watch.count = std::clamp<qint64>(count, 1, kMostCount);
    feed->setWatch(watch);
}

QList<ConversationId> BoardReplica::put(const QList<ConversationRow>& rows)
{
    QList<ConversationId> changed;
    for (const ConversationRow& row : rows) {
        ConversationRow& held = m_rows[row.id];
        if (held == row)
            continue;
        held = row;
        changed.append(row.id);
        m_unsaved.insert(row.id);
    }
    return changed;
}

void BoardReplica::onChanged(const BoardChanged& event)
{
    const auto board = m_boards.find(event.board);
    if (board == m_boards.end())
        return;
    QList<ConversationRow> rows;
    for (const BoardRow& row : event.rows)
        if (const auto* conversation = std::get_if<ConversationRow>(&row))
            rows.append(*conversation);
    const QList<ConversationId> changed = put(rows);

    QList<ConversationId> order;
    for (const Uuid& key : event.keys)
        if (m_rows.contains(ConversationId(key)))
            order.append(ConversationId(key));
    const bool moved = order != board->order || event.total != board->total;
    board->order = order;
    board->total = event.total;
    board->dirty = board->dirty || moved;
    const bool refresh = !std::exchange(board->fresh, true);
    if (!changed.isEmpty())
        Q_EMIT rowsChanged(changed);
    if (moved)
        Q_EMIT orderChanged(event.board);
    if (refresh)
        Q_EMIT refreshed(event.board);
    if ((moved || !changed.isEmpty()) && !m_saving.isActive())
        m_saving.start();
}

void BoardReplica::forgetUnused()
{
    QSet<ConversationId> used = m_remembered;
    for (const Board& board : std::as_const(m_boards))
        for (const ConversationId& id : board.order)
            used.insert(id);
    m_rows.removeIf([&](const auto& each) { return !used.contains(each.key()); });
}

void BoardReplica::save()
{
    forgetUnused();
    for (auto it = m_boards.begin(); it != m_boards.end(); ++it) {
        QList<Uuid> keys;
        QList<ConversationRow> rows;
        for (const ConversationId& id : std::as_const(it->order)) {
            keys.append(id.value);
            if (m_unsaved.contains(id))
                rows.append(m_rows.value(id));
        }
        if (it->dirty || !rows.isEmpty())
            m_cache.saveBoard(it.key(), keys, rows);
        it->dirty = false;
    }
    m_unsaved.clear();
}

} // namespace greenroom
