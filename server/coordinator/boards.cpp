// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/boards.h"

namespace greenroom {

Boards::Boards(Send send)
    : m_send(std::move(send))
{
}

void Boards::put(const BoardId& board, const Uuid& key, qint64 order, BoardRow row)
{
    Table& table = m_tables[board];
    if (const auto old = table.rows.find(key); old != table.rows.end()) {
        if (old->order != order) {
            auto place = table.inOrder.extract({old->order, key});
            place.value().first = order;
            table.inOrder.insert(std::move(place));
        } else if (old->row == row) {
            return;
        }
        *old = {order, ++m_version, std::move(row)};
    } else {
        table.rows.insert(key, {order, ++m_version, std::move(row)});
        table.inOrder.emplace(order, key);
    }
    changed(board);
}

void Boards::remove(const BoardId& board, const Uuid& key)
{
    const auto table = m_tables.find(board);
    if (table == m_tables.end())
        return;
    const auto row = table->rows.find(key);
    if (row == table->rows.end())
        return;
    table->inOrder.erase({row->order, key});
    table->rows.erase(row);
    if (table->rows.isEmpty())
        m_tables.erase(table);
    changed(board);
}

/// What nobody looks at need not be told.
void Boards::changed(const BoardId& board)
{
    if (isWatched(board))
        m_dirty.insert(board);
}

void Boards::watch(SessionId session, const BoardId& board, qint64 from, qint64 count)
{
    const WindowKey key {session, board.name};
    if (const auto before = m_windows.find(key); before == m_windows.end() || before->second.board != board)
        unwatch(session, board.name);
    m_windows[key] = {board, from, count, -1, {}, {}};
    m_windowsOf[board].insert(key);
    m_fresh.insert(key);
}

void Boards::unwatch(SessionId session, BoardName board)
{
    const WindowKey key {session, board};
    const auto window = m_windows.find(key);
    if (window == m_windows.end())
        return;
    const BoardId left = window->second.board;
    const auto watching = m_windowsOf.find(left);
    watching->erase(key);
    if (watching->empty())
        m_windowsOf.erase(watching);
    m_windows.erase(window);
    m_fresh.erase(key);
    if (onUnwatched)
        onUnwatched(left);
}

void Boards::endSession(SessionId session)
{
    for (const auto& [board, name] : EnumNames<BoardName>::names)
        unwatch(session, board);
}

void Boards::clear()
{
    for (auto board = m_tables.keyBegin(); board != m_tables.keyEnd(); ++board)
        changed(*board);
    m_tables.clear();
}

qint64 Boards::size(const BoardId& board) const
{
    const auto table = m_tables.constFind(board);
    return table == m_tables.cend() ? 0 : table->rows.size();
}

std::vector<SessionId> Boards::watchersOf(const BoardId& board) const
{
    std::vector<SessionId> sessions;
    for (const WindowKey& key : m_windowsOf.value(board))
        sessions.push_back(key.first);
    return sessions;
}

void Boards::tick(Instant now)
{
    while (!m_told.empty() && m_told.front().first + kCoalesce <= now) {
        if (m_toldAt.value(m_told.front().second) == m_told.front().first)
            m_toldAt.remove(m_told.front().second);
        m_told.pop_front();
    }
    for (const BoardId& board : std::exchange(m_dirty, {})) {
        const auto told = m_toldAt.constFind(board);
        m_due.emplace(told == m_toldAt.cend() ? now : *told + kCoalesce, board);
    }
    std::set<WindowKey> windows = std::exchange(m_fresh, {});
    while (!m_due.empty() && m_due.begin()->first <= now) {
        const BoardId board = m_due.extract(m_due.begin()).value().second;
        const auto watching = m_windowsOf.constFind(board);
        if (watching == m_windowsOf.cend())
            continue;
        windows.insert(watching->begin(), watching->end());
        m_toldAt.insert(board, now);
        m_told.emplace_back(now, board);
    }
    for (const WindowKey& key : windows)
        refresh(key, m_windows[key]);
}

std::optional<Instant> Boards::nextDue(Instant now) const
{
    if (!m_dirty.isEmpty() || !m_fresh.empty())
        return now;
    return m_due.empty() ? std::nullopt : std::optional(std::max(now, m_due.begin()->first));
}

void Boards::refresh(const WindowKey& key, Window& window)
{
    static const Table nothing;
    const auto found = m_tables.constFind(window.board);
    const Table& table = found == m_tables.cend() ? nothing : *found;
    const auto total = static_cast<qint64>(table.rows.size());
    BoardChanged changed {window.board.name, window.from, total, {}, {}};
    QHash<Uuid, quint64> versions;
    auto at = table.inOrder.begin();
    std::advance(at, std::min(window.from, total));
    for (qint64 i = 0; i < window.count && at != table.inOrder.end(); ++i, ++at) {
        const Uuid& id = at->second;
        const Row& row = *table.rows.constFind(id);
        changed.keys.append(id);
        versions.insert(id, row.version);
        if (window.versions.value(id) != row.version)
            changed.rows.append(row.row);
    }
    if (window.total == total && window.keys == changed.keys && changed.rows.isEmpty())
        return;
    window.total = total;
    window.keys = changed.keys;
    window.versions = std::move(versions);
    m_send(key.first, changed);
}

} // namespace greenroom
