// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/conversationfiltermodel.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "app/conversations/conversationlistmodel.h"
#include "app/link/listdiff.h"

namespace greenroom {

namespace {

/// What a row is sorted by.
struct Key {
    int row = 0;
    int place = 0; ///< while frozen, and nothing else counts then
    bool pinned = false;
    qint64 due = 0;
    qint64 said = 0;
};

bool standsBefore(const Key& one, const Key& other)
{
    if (one.place != other.place)
        return one.place < other.place;
    if (one.pinned != other.pinned)
        return one.pinned;
    if (one.due != other.due)
        return one.due < other.due;
    return one.said != other.said ? one.said > other.said : one.row < other.row;
}

QList<int> rowsUpTo(int count)
{
    QList<int> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

} // namespace

ConversationFilterModel::ConversationFilterModel(QObject* parent)
    : QAbstractProxyModel(parent)
{
}

void ConversationFilterModel::setSourceModel(QAbstractItemModel* model)
{
    beginResetModel();
    if (m_list) {
        disconnect(m_list, nullptr, this, nullptr);
        m_list->setHeld(false);
    }
    m_frozen = false;
    m_places.clear();
    m_rows.clear();
    m_list = qobject_cast<ConversationListModel*>(model);
    QAbstractProxyModel::setSourceModel(model);
    m_passes = m_list && !m_list->isWhole();
    if (m_list)
        follow(m_list);
    if (m_list && !m_passes)
        m_rows = arranged();
    endResetModel();
}

void ConversationFilterModel::follow(ConversationListModel* list)
{
    connect(list, &QAbstractItemModel::dataChanged, this, &ConversationFilterModel::onDataChanged);
    connect(list, &ConversationListModel::wholeChanged, this, &ConversationFilterModel::onWholeChanged);
    connect(list, &QAbstractItemModel::rowsAboutToBeInserted, this, [this](const QModelIndex&, int first, int last) {
        if (m_passes)
            beginInsertRows({}, first, last);
    });
    connect(list, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        if (m_passes)
            return endInsertRows();
        renumber([&](int row) { return row < first ? row : row + last - first + 1; });
        arrange();
    });
    connect(list, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this](const QModelIndex&, int first, int last) {
        if (m_passes)
            return beginRemoveRows({}, first, last);
        QList<int> left = m_rows;
        left.removeIf([&](int row) { return row >= first && row <= last; });
        apply(left);
    });
    connect(list, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) {
        if (m_passes)
            return endRemoveRows();
        renumber([&](int row) { return row < first ? row : row - (last - first + 1); });
    });
    connect(list, &QAbstractItemModel::rowsAboutToBeMoved, this,
        [this](const QModelIndex&, int first, int last, const QModelIndex&, int before) {
            if (m_passes)
                beginMoveRows({}, first, last, {}, before);
        });
    connect(list, &QAbstractItemModel::rowsMoved, this,
        [this](const QModelIndex&, int first, int last, const QModelIndex&, int before) {
            if (m_passes)
                return endMoveRows();
            const int count = last - first + 1;
            renumber([&](int row) {
                if (row >= first && row <= last)
                    return before > last ? row + before - last - 1 : row - (first - before);
                if (row > last && row < before)
                    return row - count;
                return row >= before && row < first ? row + count : row;
            });
            arrange();
        });
}

void ConversationFilterModel::onDataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles)
{
    if (m_passes) {
        Q_EMIT dataChanged(mapFromSource(first), mapFromSource(last), roles);
        return;
    }
    for (int row = first.row(); row <= last.row(); ++row)
        if (const QModelIndex shown = mapFromSource(m_list->index(row)); shown.isValid())
            Q_EMIT dataChanged(shown, shown, roles);
    arrange();
}

void ConversationFilterModel::onWholeChanged()
{
    if (m_list->isWhole()) {
        m_rows = rowsUpTo(m_list->rowCount());
        m_passes = false;
        arrange();
        return;
    }
    apply(rowsUpTo(m_list->rowCount()));
    m_passes = true;
    m_rows.clear();
}

/// After the list's rows were moved, inserted or removed: the same ones by their numbers now.
void ConversationFilterModel::renumber(const std::function<int(int)>& now)
{
    for (int& row : m_rows)
        row = now(row);
}

void ConversationFilterModel::setOrder(Order order)
{
    if (m_order == order)
        return;
    m_order = order;
    arrange();
}

void ConversationFilterModel::setOwedTarget(Millis target)
{
    m_target = target;
    arrange();
}

void ConversationFilterModel::setUnreadOnly(bool unreadOnly)
{
    if (m_unreadOnly == unreadOnly)
        return;
    m_unreadOnly = unreadOnly;
    setFrozen(false);
    arrange();
}

void ConversationFilterModel::setOpen(ConversationId open)
{
    if (m_open == open)
        return;
    m_open = open;
    arrange();
}

void ConversationFilterModel::setFrozen(bool frozen)
{
    if (m_frozen == frozen)
        return;
    m_places.clear();
    if (frozen && !m_passes)
        for (int row = 0; row < rowCount(); ++row)
            m_places.insert(idAt(row), row);
    m_frozen = frozen;
    if (m_list)
        m_list->setHeld(frozen);
    arrange();
}

bool ConversationFilterModel::accepts(int sourceRow) const
{
    const ConversationRow* row = m_list->rowAt(sourceRow);
    return !m_unreadOnly || row->unread > 0 || row->id == m_open || (m_frozen && m_places.contains(row->id));
}

void ConversationFilterModel::arrange()
{
    if (m_list && !m_passes)
        apply(arranged());
}

/// The rows to show of a list that is all here, in their order.
QList<int> ConversationFilterModel::arranged() const
{
    constexpr qint64 never = std::numeric_limits<qint64>::max();
    QList<Key> keys;
    for (int each = 0; each < m_list->rowCount(); ++each) {
        if (!accepts(each))
            continue;
        const ConversationRow& row = *m_list->rowAt(each);
        Key key {each};
        if (m_frozen) {
            key.place = m_places.value(row.id, std::numeric_limits<int>::max());
        } else {
            key.pinned = m_list->isPinned(row.id);
            if (m_order == Order::deadline) {
                key.due = std::min(row.owedSince ? toMillis(*row.owedSince) + m_target.count() : never,
                    row.followUpDue ? toMillis(*row.followUpDue) : never);
                // An offer or a transfer to this person, which runs out.
                if (const QVariant until = m_list->data(m_list->index(each), int(ConversationListModel::Role::OfferUntil));
                    until.isValid())
                    key.due = std::min(key.due, until.toLongLong());
                key.said = row.lastSaidAt ? toMillis(*row.lastSaidAt) : 0;
            }
        }
        keys.append(key);
    }
    std::sort(keys.begin(), keys.end(), standsBefore);
    QList<int> wanted;
    for (const Key& key : std::as_const(keys))
        wanted.append(key.row);
    return wanted;
}

void ConversationFilterModel::apply(const QList<int>& wanted)
{
    if (std::equal(m_rows.cbegin(), m_rows.cend(), wanted.cbegin(), wanted.cend()))
        return;
    applyOrder(
        m_rows, wanted,
        [this](int row) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        },
        [this](int row, int sourceRow) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, sourceRow);
            endInsertRows();
        },
        [this](int from, int to) {
            beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
            m_rows.move(from, to);
            endMoveRows();
        });
}

ConversationId ConversationFilterModel::idAt(int row) const
{
    return m_list ? m_list->idAt(mapToSource(index(row, 0)).row()) : ConversationId();
}

int ConversationFilterModel::rowOf(ConversationId id) const
{
    const int row = m_list ? m_list->rowOf(id) : -1;
    return row < 0 ? -1 : mapFromSource(m_list->index(row)).row();
}

QVariant ConversationFilterModel::data(const QModelIndex& index, int role) const
{
    return role == Qt::AccessibleTextRole && m_spoken && index.isValid() ? m_spoken(index)
                                                                         : QAbstractProxyModel::data(index, role);
}

QModelIndex ConversationFilterModel::index(int row, int column, const QModelIndex& parent) const
{
    return row >= 0 && column == 0 && row < rowCount(parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex ConversationFilterModel::parent(const QModelIndex&) const
{
    return {};
}

int ConversationFilterModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !m_list)
        return 0;
    return m_passes ? m_list->rowCount() : static_cast<int>(m_rows.size());
}

int ConversationFilterModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1;
}

QModelIndex ConversationFilterModel::mapToSource(const QModelIndex& index) const
{
    if (!index.isValid() || !m_list)
        return {};
    return m_list->index(m_passes ? index.row() : m_rows.value(index.row(), -1));
}

QModelIndex ConversationFilterModel::mapFromSource(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    const auto row = m_passes ? index.row() : m_rows.indexOf(index.row());
    return row < 0 ? QModelIndex() : createIndex(static_cast<int>(row), 0);
}

} // namespace greenroom
