// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspace.h"

namespace greenroom {

Workspace::Workspace(QObject* parent)
    : QObject(parent)
{
}

void Workspace::requestOpen(ConversationId conversation)
{
    Q_EMIT openRequested(conversation);
}

void Workspace::setOpen(const std::optional<OpenConversation>& open)
{
    if (m_open == open)
        return;
    const bool other = m_open.has_value() != open.has_value() || (open && open->conversation != m_open->conversation);
    m_open = open;
    if (other)
        Q_EMIT conversationChanged();
    else
        Q_EMIT factsChanged();
}

void Workspace::requestInsertText(const QString& text)
{
    if (m_open && !text.isEmpty())
        Q_EMIT insertTextRequested(text);
}

void Workspace::requestSendCard(const Content& card)
{
    if (m_open)
        Q_EMIT sendCardRequested(card);
}

} // namespace greenroom
