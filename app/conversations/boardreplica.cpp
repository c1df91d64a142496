// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/boardreplica.h"

#include <algorithm>

namespace greenroom {

namespace {

constexpr Millis kSaveAfter {1000};
/// Seldom enough for the server's limit of requests, with room for others.
constexpr Millis kMoveEvery {150};
/// Rows between what is looked at and the window's edge below which it moves.
constexpr qint64 kMargin = 50;

} // namespace

BoardReplica::BoardReplica(Link& link, Cache& cache, QObject* parent)
    : QObject(parent)
    , m_cache(cache)
{
    for (const BoardName name : kBoards) {
        WatchBoard watch;
        watch.board = name;
        watch.count = kWindow;
        auto* feed = new BoardFeed(link, watch, this);
        connect(feed, &BoardFeed::changed, this, &BoardReplica::onChanged);
        connect(feed, &BoardFeed::refused, this, [this, name](const Error& why) { Q_EMIT refused(name, why); });
        m_boards[name].feed = feed;
    }
    connect(&link, &Link::disconnected, this, [this] {
        for (Board& board : m_boards)
            board.fresh = false;
    });
    m_saving.setSingleShot(true);
    m_saving.setInterval(kSaveAfter);
    connect(&m_saving, &QTimer::timeout, this, &BoardReplica::save);
    m_moving.setSingleShot(true);
    m_moving.setInterval(kMoveEvery);
    connect(&m_moving, &QTimer::timeout, this, &BoardReplica::moveWindows);
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
        WatchBoard watch = it->feed->watch();
        watch.from = 0;
        watch.filter.reset();
        it->feed->setWatch(watch);
        it->order.clear();
        it->looked.reset();
        it->from = it->total = 0;
        it->awaited = it->dirty = it->skipped = false;
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

qint64 BoardReplica::from(BoardName board) const
{
    const auto found = m_boards.constFind(board);
    return found == m_boards.constEnd() ? 0 : found->from;
}

qint64 BoardReplica::total(BoardName board) const
{
    const auto found = m_boards.constFind(board);
    return found == m_boards.constEnd() ? 0 : found->total;
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
    return found != m_boards.constEnd() && found->fresh && isFromTop(board) && found->order.size() == found->total;
}

bool BoardReplica::isFromTop(BoardName board) const
{
    const auto found = m_boards.constFind(board);
    return found != m_boards.constEnd() && found->from == 0 && !found->awaited && !found->feed->watch().filter;
}

bool BoardReplica::isAwaited(BoardName board) const
{
    const auto found = m_boards.constFind(board);
    return found != m_boards.constEnd() && found->awaited;
}

void BoardReplica::remember(const QList<ConversationRow>& rows)
{
    for (const ConversationRow& row : rows)
        m_remembered.insert(row.id);
    const QList<ConversationId> changed = put(rows);
    if (!changed.isEmpty())
        Q_EMIT rowsChanged(changed);
}

void BoardReplica::show(BoardName name, qint64 first, qint64 last)
{
    const auto board = m_boards.find(name);
    if (board == m_boards.end() || name == BoardName::mine)
        return;
    board->looked = std::pair(first, last);
    if (!m_moving.isActive())
        moveWindows();
}

void BoardReplica::moveWindows()
{
    bool moved = false;
    for (Board& board : m_boards) {
        const auto looked = std::exchange(board.looked, {});
        if (!looked)
            continue;
        WatchBoard watch = board.feed->watch();
        const qint64 end = watch.from + watch.count;
        const bool above = watch.from > 0 && looked->first < watch.from + kMargin;
        const bool below = end < board.total && looked->second >= end - kMargin;
        if (!above && !below)
            continue;
        const qint64 middle = (looked->first + looked->second) / 2;
        watch.from = std::clamp<qint64>(middle - watch.count / 2, 0, std::max<qint64>(0, board.total - watch.count));
        moved = moved || watch != board.feed->watch();
        board.feed->setWatch(watch);
    }
    if (moved)
        m_moving.start();
}

void BoardReplica::setFilter(BoardName name, const BoardFilter& filter)
{
    const auto board = m_boards.find(name);
    if (board == m_boards.end())
        return;
    WatchBoard watch = board->feed->watch();
    const auto wanted = filter == BoardFilter {} ? std::nullopt : std::optional(filter);
    if (watch.filter == wanted)
        return;
    watch.filter = wanted;
    watch.from = 0;
    board->looked.reset();
    board->order.clear();
    board->from = 0;
    board->awaited = true;
    board->feed->setWatch(watch);
    Q_EMIT orderChanged(name);
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
    const qint64 from = std::min(event.from, event.total); // a board that has become shorter than that
    const bool moved = std::exchange(board->awaited, false) || order != board->order || from != board->from
        || event.total != board->total;
    board->order = order;
    board->from = from;
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
        // The next start shows a list from its beginning.
        if (!isFromTop(it.key())) {
            it->skipped = true;
            continue;
        }
        QList<Uuid> keys;
        QList<ConversationRow> rows;
        for (const ConversationId& id : std::as_const(it->order)) {
            keys.append(id.value);
            if (it->skipped || m_unsaved.contains(id))
                rows.append(m_rows.value(id));
        }
        if (it->dirty || !rows.isEmpty())
            m_cache.saveBoard(it.key(), keys, rows);
        it->dirty = it->skipped = false;
    }
    m_unsaved.clear();
}

} // namespace greenroom
