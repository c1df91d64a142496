// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/conversationlistmodel.h"

#include <QMetaEnum>

#include "app/link/listdiff.h"

namespace greenroom {

namespace {

QVariant millisOf(const std::optional<Instant>& at)
{
    return at ? QVariant(toMillis(*at)) : QVariant();
}

bool isOnTransfer(const ConversationRow& row)
{
    return row.state == ConversationState::assigned && row.offeredTo;
}

} // namespace

ConversationListModel::ConversationListModel(BoardReplica& boards, ConversationScope scope, QObject* parent)
    : QAbstractListModel(parent)
    , m_boards(boards)
    , m_scope(scope)
{
    connect(&m_boards, &BoardReplica::rowsChanged, this, &ConversationListModel::onRowsChanged);
    connect(&m_boards, &BoardReplica::orderChanged, this, [this](BoardName name) {
        if (name == board())
            onOrder();
    });
    connect(&m_boards, &BoardReplica::refused, this, [this](BoardName name, const Error& why) {
        if (name == board())
            Q_EMIT refused(why);
    });
    if (board())
        follow();
}

std::optional<BoardName> ConversationListModel::board() const
{
    switch (m_scope) {
    case ConversationScope::mine: return BoardName::mine;
    case ConversationScope::waiting: return BoardName::waiting;
    case ConversationScope::leftMessages: return BoardName::leftMessages;
    case ConversationScope::all: return BoardName::all;
    case ConversationScope::recent: return {};
    }
    return {};
}

qint64 ConversationListModel::total() const
{
    const auto name = board();
    return name ? m_boards.total(*name) : m_foundTotal;
}

bool ConversationListModel::isAwaited() const
{
    const auto name = board();
    return name && m_boards.isAwaited(*name);
}

ConversationId ConversationListModel::idAt(int row) const
{
    return rowAt(row) ? m_ids[row - m_from] : ConversationId();
}

int ConversationListModel::rowOf(ConversationId id) const
{
    const auto place = m_ids.indexOf(id);
    return place < 0 ? -1 : m_from + static_cast<int>(place);
}

const ConversationRow* ConversationListModel::rowAt(int row) const
{
    return row >= m_from && row - m_from < m_rows.size() ? &m_rows[row - m_from] : nullptr;
}

QSet<QString> ConversationListModel::rooms() const
{
    QSet<QString> found;
    for (const ConversationRow& row : m_rows)
        if (row.room)
            found.insert(*row.room);
    return found;
}

void ConversationListModel::show(int first, int last)
{
    if (const auto name = board())
        m_boards.show(*name, first, last);
}

void ConversationListModel::setFilter(const ConversationFilter& filter, bool unreadOnly)
{
    const auto name = board();
    if (!name || m_scope == ConversationScope::mine)
        return;
    BoardFilter wanted {filter.queue, filter.channel, filter.tier, filter.room};
    if (unreadOnly)
        wanted.unread = true;
    if (filter.newestFirst)
        wanted.newestFirst = true;
    m_boards.setFilter(*name, wanted);
}

void ConversationListModel::setHeld(bool held)
{
    m_held = held;
    if (!held && m_behind)
        follow();
}

void ConversationListModel::setMe(PersonId me)
{
    if (m_me == me)
        return;
    m_me = me;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(m_from), index(m_from + static_cast<int>(m_rows.size()) - 1),
            {int(Role::Mine), int(Role::OfferUntil), int(Role::TransferToMe), int(Role::OnTransfer), int(Role::AsksMe),
                int(Role::Joined)});
}

void ConversationListModel::setFound(const QList<ConversationId>& ids, qint64 total)
{
    m_foundTotal = total;
    setOrder(ids);
    Q_EMIT totalChanged();
}

void ConversationListModel::setDrafts(const QSet<ConversationId>& conversations)
{
    const QSet<ConversationId> touched = (conversations - m_drafts) + (m_drafts - conversations);
    m_drafts = conversations;
    touch(touched, Role::HasDraft);
}

void ConversationListModel::setFailed(const QHash<ConversationId, int>& counts)
{
    QSet<ConversationId> touched(counts.keyBegin(), counts.keyEnd());
    touched += QSet<ConversationId>(m_failed.keyBegin(), m_failed.keyEnd());
    touched.removeIf([&](const ConversationId& id) { return counts.value(id) == m_failed.value(id); });
    m_failed = counts;
    touch(touched, Role::FailedCount);
}

void ConversationListModel::setPinned(const QSet<ConversationId>& conversations)
{
    // One after another: whoever sorts by it puts each in its place among the others as they stand then.
    for (const ConversationId& id : m_pinned - conversations) {
        m_pinned.remove(id);
        touch({id}, Role::Pinned);
    }
    for (const ConversationId& id : conversations - m_pinned) {
        m_pinned.insert(id);
        touch({id}, Role::Pinned);
    }
}

void ConversationListModel::touch(const QSet<ConversationId>& ids, Role role)
{
    for (const ConversationId& id : ids)
        if (const int row = rowOf(id); row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {int(role)});
}

void ConversationListModel::onOrder()
{
    const BoardName name = *board();
    const bool stays = m_boards.from(name) == m_from && !m_ids.isEmpty() && !m_boards.order(name).isEmpty();
    const bool allHere = m_whole && m_boards.order(name).size() >= m_boards.total(name);
    if (m_held && stays && !allHere)
        m_behind = true;
    else
        follow();
    Q_EMIT totalChanged();
}

/// Takes over what the board holds now.
void ConversationListModel::follow()
{
    const BoardName name = *board();
    const QList<ConversationId>& order = m_boards.order(name);
    m_behind = false;
    if (m_scope == ConversationScope::mine)
        return setOrder(order);
    const auto from = m_boards.from(name);
    setWindow(static_cast<int>(from), order, static_cast<int>(std::max<qint64>(0, m_boards.total(name) - from - order.size())));
}

void ConversationListModel::setOrder(const QList<ConversationId>& ids)
{
    QList<ConversationId> known;
    for (const ConversationId& id : ids)
        if (m_boards.row(id))
            known.append(id);
    setWindow(0, known, 0);
}

void ConversationListModel::setWindow(int from, const QList<ConversationId>& ids, int after)
{
    const bool whole = from == 0 && after == 0;
    if (m_whole && whole)
        return applySteps(ids);
    if (std::exchange(m_whole, false))
        Q_EMIT wholeChanged();
    if (from == m_from) {
        // What stands at the end and is not wanted has gone, or is pushed out: the same to whoever sees only the window.
        const QSet<ConversationId> keep(ids.begin(), ids.end());
        const auto size = m_ids.size();
        while (!m_ids.isEmpty() && !keep.contains(m_ids.last())) {
            m_ids.removeLast();
            m_rows.removeLast();
            ++m_after;
        }
        changed(m_from + static_cast<int>(m_ids.size()), m_from + static_cast<int>(size) - 1);
        applySteps(ids);
        setAfter(after);
    } else {
        blank();
        setAfter(from + static_cast<int>(ids.size()) + after);
        m_from = from;
        m_after = after;
        m_ids = ids;
        for (const ConversationId& id : ids)
            m_rows.append(*m_boards.row(id));
        changed(from, from + static_cast<int>(ids.size()) - 1);
    }
    if (whole) {
        m_whole = true;
        Q_EMIT wholeChanged();
    }
    Q_EMIT windowChanged();
}

void ConversationListModel::applySteps(const QList<ConversationId>& ids)
{
    const auto at = [this](int row) { return m_from + row; };
    int filled = -1;
    applyOrder(
        m_ids, ids,
        [&](int row) {
            beginRemoveRows({}, at(row), at(row));
            m_ids.removeAt(row);
            m_rows.removeAt(row);
            endRemoveRows();
        },
        [&](int row, const ConversationId& id) {
            // Behind the window's end stands a row that was not here: it is this one.
            const bool stood = row == m_ids.size() && m_after > 0;
            if (stood)
                filled = filled < 0 ? row : filled;
            else
                beginInsertRows({}, at(row), at(row));
            m_ids.insert(row, id);
            m_rows.insert(row, *m_boards.row(id));
            if (stood)
                --m_after;
            else
                endInsertRows();
        },
        [&](int from, int to) {
            beginMoveRows({}, at(from), at(from), {}, at(to > from ? to + 1 : to));
            m_ids.move(from, to);
            m_rows.move(from, to);
            endMoveRows();
        });
    if (filled >= 0)
        changed(at(filled), at(static_cast<int>(m_ids.size()) - 1));
}

/// The end of the list, where nothing is here, grows or shrinks.
void ConversationListModel::setAfter(int after)
{
    const int rows = rowCount();
    if (after > m_after) {
        beginInsertRows({}, rows, rows + after - m_after - 1);
        m_after = after;
        endInsertRows();
    } else if (after < m_after) {
        beginRemoveRows({}, rows - (m_after - after), rows - 1);
        m_after = after;
        endRemoveRows();
    }
}

/// Nothing is here for a moment.
void ConversationListModel::blank()
{
    const int first = m_from;
    const int last = m_from + static_cast<int>(m_ids.size()) - 1;
    m_after = rowCount();
    m_from = 0;
    m_ids.clear();
    m_rows.clear();
    changed(first, last);
}

void ConversationListModel::changed(int first, int last)
{
    if (first <= last)
        Q_EMIT dataChanged(index(first), index(last));
}

void ConversationListModel::onRowsChanged(const QList<ConversationId>& ids)
{
    for (const ConversationId& id : ids) {
        const int row = rowOf(id);
        const ConversationRow* fresh = m_boards.row(id);
        if (row < 0 || !fresh || m_rows[row - m_from] == *fresh)
            continue;
        m_rows[row - m_from] = *fresh;
        changed(row, row);
    }
}

int ConversationListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_from + static_cast<int>(m_ids.size()) + m_after;
}

QVariant ConversationListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ConversationRow* here = rowAt(index.row());
    if (!here)
        return role == int(Role::Loading) ? true : QVariant();
    const ConversationRow& row = *here;
    if (role == Qt::DisplayRole)
        return row.customerName;
    switch (Role(role)) {
    case Role::Id: return row.id.toString();
    case Role::CustomerName: return row.customerName;
    case Role::Verified: return row.verified;
    case Role::Tier: return int(row.tier);
    case Role::Channel: return int(row.channel);
    case Role::State: return int(row.state);
    case Role::Mine: return row.state == ConversationState::assigned && row.assignee == m_me;
    case Role::AssigneeName: return row.assigneeName;
    case Role::QueueName: return row.queueName;
    case Role::WaitingSince: return millisOf(row.waitingSince);
    case Role::OwedSince: return millisOf(row.owedSince);
    case Role::FollowUpDue: return millisOf(row.followUpDue);
    case Role::OfferUntil: return row.offeredTo == m_me ? millisOf(row.offerUntil) : QVariant();
    case Role::Preview: return row.preview;
    case Role::LastSaidAt: return millisOf(row.lastSaidAt);
    case Role::Unread: return int(row.unread);
    case Role::HasDraft: return m_drafts.contains(row.id);
    case Role::FailedCount: return m_failed.value(row.id);
    case Role::TransferToMe: return isOnTransfer(row) && row.offeredTo == m_me;
    case Role::OnTransfer: return isOnTransfer(row) && row.offeredTo != m_me;
    case Role::AsksMe: return row.asked && row.asked->contains(m_me);
    case Role::Joined: return row.joined && row.joined->contains(m_me);
    case Role::HelpSince: return millisOf(row.helpSince);
    case Role::Transfers: return int(row.transfers.value_or(0));
    case Role::SupportTier: return int(row.supportTier.value_or(routing::Tier::l1));
    case Role::Pinned: return isPinned(row.id);
    case Role::Loading: return false;
    }
    return {};
}

QHash<int, QByteArray> ConversationListModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractListModel::roleNames();
    const auto roles = QMetaEnum::fromType<Role>();
    for (int i = 0; i < roles.keyCount(); ++i)
        names.insert(roles.value(i), roles.key(i));
    return names;
}

} // namespace greenroom
