// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>

#include "app/conversations/customerguard.h"
#include "core/domain/sending/sendingcheck.h"
#include "ui/widgets/noticebar.h"

class QPlainTextEdit;

namespace greenroom {

class SendingService;

/// Above the field a reply is written in: what the rules before sending find in it, and another customer's number, in words;
/// underlined in the field too. Its button goes to the place.
class SendingBar final : public NoticeBar {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendingBar)

public:
    /// All outlive it.
    SendingBar(const SendingService& service, const CustomerGuard& guard, QPlainTextEdit& field, QWidget* parent);

    /// Whom one writes to; no channel: nobody outside, nothing is looked for.
    void setAddressee(ConversationId conversation, std::optional<Channel> channel);
    /// The gravest of what the rules find in the field; none: nothing is.
    std::optional<SendingFinding> worst() const;
    /// What somebody is told of it.
    QString sentenceOf(const SendingFinding& finding) const;
    /// It must not be sent as it is, and that is said, also to screen readers: a rule blocks it, or another customer's number
    /// is in the field and this was not asked since it was written (for the same text once more: false).
    bool holdsBack();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Place {
        qsizetype from = 0;
        qsizetype length = 0;
    };
    bool isBlocked() const;
    void look();
    void lookForOthers();
    void tell();
    void select(const Place& place, QTextCursor& cursor) const;
    QString foreignSentence() const;
    void goThere();

    const SendingService& m_service;
    const CustomerGuard& m_guard;
    QPlainTextEdit& m_field;
    ConversationId m_conversation;
    std::optional<Channel> m_channel;
    QString m_text; ///< that was looked at
    QList<SendingFinding> m_findings;
    std::optional<CustomerGuard::Foreign> m_foreign;
    bool m_losesDigits = false; ///< a number in it passes for a card's
    bool m_heldBack = false; ///< once, as it is now
};

} // namespace greenroom
