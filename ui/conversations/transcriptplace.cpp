// SPDX-License-Identifier: GPL-3.0-or-later
// Where in a transcript one is: the place it is left at and comes back to, what is found, the row the keys are on.
#include <QAccessible>
#include <QPushButton>
#include <QScrollBar>

#include "app/conversations/transcriptmodel.h"
#include "ui/conversations/transcriptview.h"
#include "ui/theme/metrics.h"

namespace greenroom {

void TranscriptView::rememberPlace()
{
    const ConversationId conversation = m_model->conversation();
    m_places.remove(conversation);
    if (m_atEnd || m_heights.empty())
        return;
    updateTops();
    const int top = verticalScrollBar()->value();
    // The first whole row: the one above it may turn out higher or lower when it is laid out again.
    int row = rowAt(top);
    if (m_tops[static_cast<size_t>(row)] < top && row + 1 < rowCount())
        ++row;
    const qint64 number = m_model->index(row, 0).data(static_cast<int>(TranscriptModel::Role::Number)).toLongLong();
    if (number > 0)
        m_places.insert(conversation, {number, top - m_tops[static_cast<size_t>(row)], m_model->lastNumber(), m_newBelow});
}

void TranscriptView::restorePlace()
{
    if (!m_wanted || !m_model || m_heights.empty())
        return;
    const Place place = *std::exchange(m_wanted, {});
    const int row = m_model->rowOfNumber(place.number);
    if (row < 0)
        return;
    updateTops();
    m_atEnd = false;
    updateBar();
    verticalScrollBar()->setValue(m_tops[static_cast<size_t>(row)] + place.offset);
    // What was said meanwhile is out of sight there, and nobody would look for it.
    int came = place.below;
    for (int each = rowCount() - 1; each > row; --each) {
        const QModelIndex index = m_model->index(each, 0);
        const qint64 number = index.data(static_cast<int>(TranscriptModel::Role::Number)).toLongLong();
        if (number > 0 && number <= place.last)
            break;
        came += number == 0 || index.data(static_cast<int>(TranscriptModel::Role::Own)).toBool() ? 0 : 1;
    }
    if (!m_atEnd)
        showNewBelow(came);
}

void TranscriptView::showNewBelow(int more)
{
    m_newBelow += more;
    m_below->setVisible(m_newBelow > 0);
    if (m_newBelow <= 0)
        return;
    m_below->setText(tr("%n new below", nullptr, m_newBelow));
    m_below->adjustSize();
    m_below->move((viewport()->width() - m_below->width()) / 2, height() - m_below->height() - scaled(12, this));
    m_below->raise();
}

void TranscriptView::find(const QString& text, bool upward, bool again)
{
    m_sought.clear();
    if (!m_model || text.isEmpty()) {
        m_foundRow = -1;
        viewport()->update();
        return;
    }
    int from = m_foundRow >= 0 ? m_foundRow : rowCount() - 1;
    if (again && m_foundRow >= 0)
        from += upward ? -1 : 1;
    const int row = m_model->findText(text, from, upward);
    if (row >= 0) {
        m_foundRow = row;
        showRow(row, viewport()->height() / 3);
        Q_EMIT searched(true);
        return;
    }
    if (upward && !m_model->atStart()) {
        m_sought = text;
        m_soughtRows = rowCount();
        m_model->loadOlder();
        return;
    }
    if (!again)
        m_foundRow = -1;
    viewport()->update();
    Q_EMIT searched(false);
}

int TranscriptView::hits(const QString& text) const
{
    int found = 0;
    for (int row = m_model ? m_model->findText(text, 0, false) : -1; row >= 0; row = m_model->findText(text, row + 1, false))
        ++found;
    return found;
}

/// Older entries have come, or could not be had.
void TranscriptView::continueFind()
{
    if (m_sought.isEmpty() || !m_model || m_model->isLoadingOlder())
        return;
    const int added = rowCount() - m_soughtRows;
    const int row = m_model->findText(m_sought, added - 1, true);
    const bool over = row >= 0 || added <= 0 || m_model->atStart() || m_model->error().code != Code::ok;
    if (!over) {
        m_soughtRows = rowCount();
        m_model->loadOlder();
        return;
    }
    m_sought.clear();
    if (row >= 0) {
        m_foundRow = row;
        showRow(row, viewport()->height() / 3);
    }
    Q_EMIT searched(row >= 0);
}

/// Scrolls the row into view with this room above it; what lies between is laid out first, so that it stands there.
void TranscriptView::showRow(int row, int room)
{
    m_atEnd = false;
    for (int round = 0; round < 4; ++round) {
        updateTops();
        updateBar();
        const int wanted = qBound(0, m_tops[static_cast<size_t>(row)] - room, verticalScrollBar()->maximum());
        if (round > 0 && verticalScrollBar()->value() == wanted)
            break;
        verticalScrollBar()->setValue(wanted);
        settle();
    }
    viewport()->update();
}

void TranscriptView::choose(int row)
{
    if (m_heights.empty())
        return;
    m_clickedRow = qBound(0, row, rowCount() - 1);
    m_selectFrom = m_selectTo = 0;
    m_byKeys = true;
    bringIntoView(m_clickedRow);
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(m_clickedRow);
    QAccessible::updateAccessibility(&event);
}

void TranscriptView::bringIntoView(int row)
{
    const QRect rect = rowRect(row);
    if (rect.top() < 0)
        showRow(row, 8);
    else if (rect.bottom() > viewport()->height())
        showRow(row, qMax(8, viewport()->height() - rect.height() - 8));
    viewport()->update();
}

QRect TranscriptView::rowRect(int row)
{
    updateTops();
    const int height = layOut(row).height();
    return {0, m_tops[static_cast<size_t>(row)] - verticalScrollBar()->value(), viewport()->width(), height};
}

QString TranscriptView::spokenRow(int row)
{
    return m_model && row >= 0 && row < rowCount() ? layOut(row).spoken() : QString();
}

} // namespace greenroom
