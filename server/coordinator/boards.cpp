// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/boards.h"

namespace greenroom {

void Boards::View::put(const Uuid& key, const Row& row)
{
    const auto* conversation = std::get_if<ConversationRow>(&row.row);
    if (!conversation || !filter.lets(*conversation)) {
        remove(key);
        return;
    }
    const qint64 order = !filter.newestFirst.value_or(false) ? row.order
        : conversation->lastSaidAt                           ? -toMillis(*conversation->lastSaidAt)
                                                             : 0;
    if (const auto held = orders.constFind(key); held != orders.cend()) {
        if (*held == order)
            return;
        inOrder.erase({*held, key});
    }
    inOrder.insert({order, key});
    orders.insert(key, order);
}

void Boards::View::remove(const Uuid& key)
{
    if (const auto held = orders.constFind(key); held != orders.cend()) {
        inOrder.erase({*held, key});
        orders.erase(held);
    }
}

Boards::Boards(Send send)
    : m_send(std::move(send))
{
}

void Boards::put(const BoardId& board, const Uuid& key, qint64 order, BoardRow row)
{
    Table& table = m_tables[board];
    if (const auto old = table.rows.find(key); old != table.rows.end()) {
        if (old->order != order) {
            table.inOrder.erase({old->order, key});
            table.inOrder.insert({order, key});
        } else if (old->row == row) {
            return;
        }
        *old = {order, ++m_version, std::move(row)};
    } else {
        table.rows.insert(key, {order, ++m_version, std::move(row)});
        table.inOrder.insert({order, key});
        // What comes to somebody is told at once, whatever else changed for them a moment ago: it may be an offer that runs
        // out.
        if (board.name == BoardName::mine)
            m_toldAt.remove(board);
    }
    if (const auto views = m_views.find(board); views != m_views.end())
        for (View& view : views->second)
            view.put(key, *table.rows.constFind(key));
    changed(board);
}

void Boards::remove(const BoardId& board, const Uuid& key)
{
    const auto table = m_tables.find(board);
    if (table == m_tables.end())
        return;
    const auto row = table->second.rows.find(key);
    if (row == table->second.rows.end())
        return;
    table->second.inOrder.erase({row->order, key});
    table->second.rows.erase(row);
    if (const auto views = m_views.find(board); views != m_views.end())
        for (View& view : views->second)
            view.remove(key);
    if (table->second.rows.isEmpty())
        m_tables.erase(table);
    changed(board);
}

/// What nobody looks at need not be told.
void Boards::changed(const BoardId& board)
{
    if (isWatched(board))
        m_dirty.insert(board);
}

bool Boards::watch(SessionId session, const BoardId& board, qint64 from, qint64 count, const BoardFilter& filter)
{
    const WindowKey key {session, board.name};
    if (!addView(board, filter))
        return false;
    if (const auto before = m_windows.find(key); before != m_windows.end()) {
        if (before->second.board == board)
            dropView(before->second);
        else
            unwatch(session, board.name);
    }
    m_windows[key] = {board, filter, from, count, -1, {}, {}};
    m_windowsOf[board].insert(key);
    m_fresh.insert(key);
    return true;
}

Boards::View* Boards::view(const BoardId& board, const BoardFilter& filter)
{
    const auto views = m_views.find(board);
    if (filter == BoardFilter {} || views == m_views.end())
        return nullptr;
    const auto found = std::find_if(
        views->second.begin(), views->second.end(), [&](const View& each) { return each.filter == filter; });
    return found == views->second.end() ? nullptr : &*found;
}

bool Boards::addView(const BoardId& board, const BoardFilter& filter)
{
    if (filter == BoardFilter {})
        return true;
    if (View* known = view(board, filter)) {
        ++known->windows;
        return true;
    }
    std::list<View>& views = m_views[board];
    if (qsizetype(views.size()) >= kMostFilters)
        return false;
    View& made = views.emplace_back();
    made.filter = filter;
    made.windows = 1;
    if (const auto table = m_tables.find(board); table != m_tables.end())
        for (auto row = table->second.rows.cbegin(); row != table->second.rows.cend(); ++row)
            made.put(row.key(), *row);
    return true;
}

void Boards::dropView(const Window& window)
{
    View* known = view(window.board, window.filter);
    if (!known || --known->windows > 0)
        return;
    std::list<View>& views = m_views[window.board];
    views.remove_if([known](const View& each) { return &each == known; });
    if (views.empty())
        m_views.erase(window.board);
}

void Boards::unwatch(SessionId session, BoardName board)
{
    const WindowKey key {session, board};
    const auto window = m_windows.find(key);
    if (window == m_windows.end())
        return;
    const BoardId left = window->second.board;
    dropView(window->second);
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
    for (const auto& [board, table] : m_tables)
        changed(board);
    m_tables.clear();
    for (auto& [board, views] : m_views)
        for (View& view : views) {
            view.inOrder.clear();
            view.orders.clear();
        }
}

qint64 Boards::size(const BoardId& board) const
{
    const auto table = m_tables.find(board);
    return table == m_tables.end() ? 0 : table->second.rows.size();
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
    const auto found = m_tables.find(window.board);
    const Table& table = found == m_tables.end() ? nothing : found->second;
    const View* filtered = view(window.board, window.filter);
    const Order& inOrder = filtered ? filtered->inOrder : table.inOrder;
    const auto total = static_cast<qint64>(inOrder.size());
    BoardChanged changed {window.board.name, window.from, total, {}, {}};
    QHash<Uuid, quint64> versions;
    auto at = inOrder.find_by_order(static_cast<size_t>(window.from));
    for (qint64 i = 0; i < window.count && at != inOrder.end(); ++i, ++at) {
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
