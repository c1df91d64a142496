// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

#include "core/domain/content.h"
#include "core/domain/conversation.h"

namespace greenroom {

/// The conversation everything on the desk is about now.
struct OpenConversation {
    ConversationId conversation;
    ShopId shop;
    CustomerId customer;
    QString customerName;
    bool verified = false;
    CustomerTier tier = CustomerTier::standard;
    Channel channel = Channel::web;
    ConversationState state = ConversationState::waiting;
    bool mine = false; ///< assigned to the person at this desk
    QString assigneeName;
    QString queueName;
    qint64 assignmentVersion = 0;
    std::optional<Instant> owedSince;
    std::optional<Instant> followUpDue;
    std::optional<Instant> offerUntil; ///< offered to the person at this desk, until then

    friend bool operator==(const OpenConversation&, const OpenConversation&) = default;
};

/// What all panels follow: the open conversation, and what they hand to its composer. Main thread.
class Workspace final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Workspace)
public:
    explicit Workspace(QObject* parent);

    const std::optional<OpenConversation>& open() const { return m_open; }
    /// Asks for another conversation to be opened; whoever knows it answers with setOpen().
    void requestOpen(ConversationId conversation);
    /// The open one, or its facts, changed.
    void setOpen(const std::optional<OpenConversation>& open);

    /// Puts text where the composer's cursor is. Never sends.
    void requestInsertText(const QString& text);
    /// Asks for this card to be sent to the open conversation.
    void requestSendCard(const Content& card);

Q_SIGNALS:
    void openRequested(greenroom::ConversationId conversation);
    /// Another conversation is open, or none: panels fetch anew.
    void conversationChanged();
    /// The same conversation, new facts.
    void factsChanged();
    void insertTextRequested(const QString& text);
    void sendCardRequested(const greenroom::Content& card);

private:
    std::optional<OpenConversation> m_open;
};

} // namespace greenroom
