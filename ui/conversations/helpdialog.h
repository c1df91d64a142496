// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog> // moc cannot read <compare> before a header of Qt

#include "core/base/ids.h"
#include "ui/panels/stepdialog.h"

class QLineEdit;

namespace greenroom {

class ConversationService;

/// Asks those who lead for help with a conversation, in a word; it stays its owner's.
class HelpDialog final : public StepDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelpDialog)

public:
    HelpDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent);

    void accept() override;

protected:
    void retranslate() override;

private:
    ConversationService& m_service;
    ConversationId m_conversation;
    QString m_customer;
    Label* m_hint;
    QLineEdit* m_note;
};

} // namespace greenroom
