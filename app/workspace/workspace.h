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
    bool joined = false; ///< somebody else's, and the person at this desk speaks in it too
    bool asked = false; ///< a note asks the person at this desk
    std::optional<PersonId> assignee;
    QString assigneeName;
    std::optional<QueueId> queue; ///< the last one it waited in
    QString queueName;
    QString room; ///< the live room it came from; empty: none
    qint64 assignmentVersion = 0;
    qint64 transfers = 0; ///< how often it was given away since it was opened
    routing::Tier supportTier = routing::Tier::l1; ///< line of support it needs
    QString issue; ///< what it is about; empty: not known
    std::optional<qint64> emotion; ///< hundredths: 0 calm to 100 furious; none: not known
    std::optional<Instant> helpSince; ///< the owner asks for help
    std::optional<Instant> owedSince;
    std::optional<Instant> followUpDue;
    /// Offered to the person at this desk, until then; while it is somebody's, that one asks them to take it over.
    std::optional<Instant> offerUntil;
    std::optional<Instant> transferUntil; ///< one's own, and somebody is asked to take it over, until then
    QString transferTo; ///< who; empty while that is not known

    /// What the person at this desk says goes to the customer.
    bool canSay() const { return mine || joined; }
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
