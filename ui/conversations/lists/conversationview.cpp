// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/lists/conversationview.h"

#include "app/conversations/conversationfiltermodel.h"

namespace greenroom {

ConversationView::ConversationView(QWidget* parent)
    : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void ConversationView::setCurrentQuietly(const QModelIndex& index)
{
    setAutoScroll(false);
    setCurrentIndex(index);
    setAutoScroll(true);
}

std::optional<std::pair<int, int>> ConversationView::shown() const
{
    const QModelIndex top = indexAt({4, 1});
    if (!top.isValid())
        return {};
    const QModelIndex bottom = indexAt({4, viewport()->height() - 1});
    return std::pair(top.row(), bottom.isValid() ? bottom.row() : model()->rowCount() - 1);
}

void ConversationView::keyboardSearch(const QString& letters)
{
    if (const auto* list = qobject_cast<const ConversationFilterModel*>(model()); list && list->isWhole())
        QListView::keyboardSearch(letters);
}

/// QListView's own lays all rows out anew.
void ConversationView::dataChanged(const QModelIndex& first, const QModelIndex& last, const QList<int>& roles)
{
    QAbstractItemView::dataChanged(first, last, roles);
}

} // namespace greenroom
