// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/conversationfiltermodel.h"

#include <limits>

#include "app/conversations/conversationlistmodel.h"

namespace greenroom {

using ListRole = ConversationListModel::Role;

namespace {

qint64 millis(const QModelIndex& index, ListRole role, qint64 fallback)
{
    const QVariant value = index.data(int(role));
    return value.isValid() ? value.toLongLong() : fallback;
}

} // namespace

ConversationFilterModel::ConversationFilterModel(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(true);
    sort(0);
}

void ConversationFilterModel::setOrder(Order order)
{
    if (m_order == order)
        return;
    m_order = order;
    resort();
}

void ConversationFilterModel::setOwedTarget(Millis target)
{
    m_target = target;
    resort();
}

void ConversationFilterModel::setUnreadOnly(bool unreadOnly)
{
    if (m_unreadOnly == unreadOnly)
        return;
    m_unreadOnly = unreadOnly;
    setFrozen(false);
    invalidateFilter();
}

void ConversationFilterModel::setOpen(ConversationId open)
{
    if (m_open == open)
        return;
    m_open = open;
    if (m_unreadOnly)
        invalidateFilter();
}

void ConversationFilterModel::setFrozen(bool frozen)
{
    if (m_frozen == frozen)
        return;
    m_places.clear();
    for (int row = 0; frozen && row < rowCount(); ++row)
        m_places.insert(idAt(row), row);
    m_frozen = frozen;
    setDynamicSortFilter(!frozen);
    if (!frozen) {
        resort();
        if (m_unreadOnly)
            invalidateFilter(); // what was read meanwhile goes now
    }
}

void ConversationFilterModel::resort()
{
    if (!m_frozen)
        invalidate();
}

QVariant ConversationFilterModel::data(const QModelIndex& index, int role) const
{
    return role == Qt::AccessibleTextRole && m_spoken && index.isValid() ? m_spoken(index)
                                                                         : QSortFilterProxyModel::data(index, role);
}

ConversationId ConversationFilterModel::idAt(int row) const
{
    const auto* list = qobject_cast<const ConversationListModel*>(sourceModel());
    return list ? list->idAt(mapToSource(index(row, 0)).row()) : ConversationId();
}

int ConversationFilterModel::rowOf(ConversationId id) const
{
    const auto* list = qobject_cast<const ConversationListModel*>(sourceModel());
    const int row = list ? list->rowOf(id) : -1;
    return row < 0 ? -1 : mapFromSource(list->index(row)).row();
}

bool ConversationFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (!m_unreadOnly || sourceModel()->index(sourceRow, 0, sourceParent).data(int(ListRole::Unread)).toInt() > 0)
        return true;
    const auto* list = qobject_cast<const ConversationListModel*>(sourceModel());
    const ConversationId id = list ? list->idAt(sourceRow) : ConversationId();
    return id == m_open || (m_frozen && m_places.contains(id));
}

bool ConversationFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto latest = [&] {
        const qint64 a = millis(left, ListRole::LastSaidAt, 0);
        const qint64 b = millis(right, ListRole::LastSaidAt, 0);
        return a != b ? a > b : left.row() < right.row();
    };
    if (m_frozen) {
        const auto place = [&](const QModelIndex& index) {
            const auto* list = qobject_cast<const ConversationListModel*>(sourceModel());
            return list ? m_places.value(list->idAt(index.row()), std::numeric_limits<int>::max()) : 0;
        };
        const int a = place(left);
        const int b = place(right);
        return a != b ? a < b : left.row() < right.row();
    }
    const bool pinned = left.data(int(ListRole::Pinned)).toBool();
    if (pinned != right.data(int(ListRole::Pinned)).toBool())
        return pinned;
    switch (m_order) {
    case Order::server: return left.row() < right.row();
    case Order::deadline: {
        constexpr qint64 never = std::numeric_limits<qint64>::max();
        const auto due = [&](const QModelIndex& index) {
            const qint64 owed = millis(index, ListRole::OwedSince, never);
            return std::min(owed == never ? never : owed + m_target.count(), millis(index, ListRole::FollowUpDue, never));
        };
        const qint64 a = due(left);
        const qint64 b = due(right);
        return a != b ? a < b : latest();
    }
    }
    return false;
}

} // namespace greenroom
