// SPDX-License-Identifier: GPL-3.0-or-later
// What is hidden of the messages, and shown in its place for a while.
#include <QAccessible>
#include <QAction>

#include "app/conversations/transcriptmodel.h"
#include "ui/conversations/transcriptview.h"

namespace greenroom {

void TranscriptView::setReveal(QAction* reveal, FindShown shown)
{
    m_reveal = reveal;
    m_shown = std::move(shown);
}

bool TranscriptView::isHidden(int row) const
{
    const QModelIndex index = m_model->index(row, 0);
    return m_reveal && index.data(static_cast<int>(TranscriptModel::Role::Hidden)).toBool()
        && !m_shown(index.data(static_cast<int>(TranscriptModel::Role::Number)).toLongLong());
}

qint64 TranscriptView::hiddenEntry() const
{
    if (!m_model)
        return 0;
    int row = m_clickedRow;
    if (row < 0 || !isHidden(row))
        for (row = rowCount() - 1; row >= 0 && !isHidden(row);)
            --row;
    return row < 0 ? 0 : m_model->index(row, 0).data(static_cast<int>(TranscriptModel::Role::Number)).toLongLong();
}

void TranscriptView::showAnew(qint64 number)
{
    const int row = m_model ? m_model->rowOfNumber(number) : -1;
    if (row < 0)
        return;
    if (row == m_clickedRow)
        m_selectFrom = m_selectTo = 0; // it was of the other words
    onDataChanged(row, row);
    QAccessibleEvent event(this, QAccessible::NameChanged);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

void TranscriptView::tellOf(qint64 number)
{
    const int row = m_model ? m_model->rowOfNumber(number) : -1;
    if (row < 0)
        return;
    m_clickedRow = row;
    m_selectFrom = m_selectTo = 0;
    bringIntoView(row);
    QAccessibleEvent event(this, QAccessible::Alert);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

} // namespace greenroom
