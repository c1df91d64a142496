// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "app/link/boardfeed.h"

namespace greenroom {

/// Who types in the open conversation, and how far the customer has read. One conversation at a time.
class TypingModel final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TypingModel)
public:
    TypingModel(Link& link, QObject* parent);

    /// None: nothing is watched.
    void setConversation(std::optional<ConversationId> conversation);

    bool customerTyping() const { return m_row.customerTyping; }
    /// What one writes oneself is nobody's writing.
    void setMe(const QString& name);
    bool staffTyping() const { return m_row.staffTyping && m_row.staffName != m_me; }
    const QString& staffName() const { return m_row.staffName; }
    /// Colleagues who have it open too, by name.
    QStringList viewers() const;
    qint64 readByCustomer() const { return m_row.readByCustomer; }

Q_SIGNALS:
    void changed();

private:
    void onChanged(const BoardChanged& event);
    void set(const TypingRow& row);

    Link& m_link;
    std::optional<ConversationId> m_conversation;
    std::unique_ptr<BoardFeed> m_feed;
    TypingRow m_row;
    QString m_me;
};

} // namespace greenroom
