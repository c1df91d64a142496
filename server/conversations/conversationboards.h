// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/conversations/openconversations.h"

namespace greenroom {

/// The lists of conversations (mine, waiting, leftMessages, all, help) and who is typing, kept from what is committed.
class ConversationBoards {
public:
    using QueueName = std::function<QString(QueueId)>;
    /// Whether who leads in this shop looks on without being shown.
    using WatchUnseen = std::function<bool(ShopId)>;
    ConversationBoards(
        Coordinator& coordinator, OpenConversations& conversations, QueueName queueName, WatchUnseen watchUnseen);

    ConversationRow row(const Conversation& conversation) const;
    /// Transient: told to whoever watches the conversation's `typing`.
    void setTyping(const Conversation& conversation, const Principal& who, bool typing);

    /// Somebody begins to watch the conversation's `typing`.
    void showTyping(const Conversation& conversation) { putTyping(conversation); }

private:
    /// Those a conversation is on: a few.
    using Lists = std::vector<BoardId>;

    void onCommitted(const Conversation& conversation);
    void putTyping(const Conversation& conversation);
    std::optional<QStringList> viewersOf(const BoardId& typing) const;

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    QueueName m_queueName;
    WatchUnseen m_watchUnseen;
    QHash<ConversationId, Lists> m_on;
    QHash<ConversationId, TypingRow> m_typing;
};

} // namespace greenroom
