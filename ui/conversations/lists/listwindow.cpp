// SPDX-License-Identifier: GPL-3.0-or-later
// What of a list is here, and what narrows it.
#include <QAction>
#include <QEvent>
#include <QLineEdit>

#include "app/conversations/conversationservice.h"
#include "ui/conversations/lists/conversationlists.h"
#include "ui/conversations/lists/conversationview.h"

namespace greenroom {

/// The open conversation is marked where it stands now, and nothing scrolls; while the keys are in the list the mark is theirs.
void ConversationLists::markOpen()
{
    // A row that became the current one because the keys came, and that nobody chose, is not selected.
    const QModelIndex current = m_view->currentIndex();
    if (m_view->hasFocus() && current.isValid() && (!m_proxy->isWhole() || m_view->selectionModel()->isSelected(current)))
        return;
    const auto& open = m_parts.workspace.open();
    const int row = open ? m_proxy->rowOf(open->conversation) : -1;
    if (row < 0)
        return m_view->selectionModel()->clearSelection();
    m_left = -1;
    m_view->setCurrentQuietly(m_proxy->index(row, 0));
}

/// Another part of the list on screen is here.
void ConversationLists::onWindow()
{
    m_filter->setRefused({Code::ok, {}, {}, 0});
    if (!m_awaited.isValid())
        markOpen();
    else if (!m_proxy->idAt(m_awaited.row()).isNull())
        openRow(m_awaited);
}

/// What is around the rows on screen comes.
void ConversationLists::lookAround()
{
    if (m_proxy->isWhole() || !m_shown)
        return;
    if (const auto shown = m_view->shown())
        m_models.at(m_current).model->show(shown->first, shown->second);
}

/// The board is whole again for others while nobody looks at the list.
void ConversationLists::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event); // also of a window that is minimized: its alerts must come
    m_shown = false;
    narrowThere();
    m_models.at(m_current).model->showTop();
}

void ConversationLists::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_shown = true;
    narrowThere();
    lookAround();
}

bool ConversationLists::onEscape()
{
    if (!m_models.at(m_current).filter.isOn())
        return false;
    m_filter->showAll();
    return true;
}

bool ConversationLists::hasFilter(int list) const
{
    const ConversationScope scope = m_models.at(list).scope;
    return scope != ConversationScope::mine && scope != ConversationScope::recent;
}

/// Asked for by a person: it takes effect at once, from the list's beginning.
void ConversationLists::onFilter(const ConversationFilter& filter)
{
    m_models[m_current].filter = filter;
    m_proxy->setFrozen(false);
    m_view->selectionModel()->clear();
    m_view->scrollToTop();
    narrow();
}

/// What is searched for is shown whether it was read or not.
void ConversationLists::narrow()
{
    m_proxy->setUnreadOnly(m_unreadOnly->isChecked() && m_find->text().isEmpty());
    narrowThere();
    updateEmpty();
    showOpen();
}

void ConversationLists::narrowThere()
{
    if (!m_parts.service.isOnline())
        return; // once there is a connection
    for (int i = 0; i < m_models.size(); ++i) {
        Tab& tab = m_models[i];
        const bool shown = m_shown && i == m_current;
        // What is read is left out here where all is here: then it stays while it is open.
        tab.unread = shown && m_unreadOnly->isChecked() && (tab.unread || !tab.model->isWhole());
        tab.model->setFilter(shown ? tab.filter : ConversationFilter {}, tab.unread);
    }
}

} // namespace greenroom
