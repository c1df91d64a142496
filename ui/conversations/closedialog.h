// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog> // moc cannot read <compare> before a header of Qt

#include "core/base/ids.h"
#include "ui/panels/stepdialog.h"

class QComboBox;
class QLineEdit;

namespace greenroom {

class ConversationService;

/// Closes the conversation, with the reason and tags it is counted by.
class CloseDialog final : public StepDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CloseDialog)

public:
    CloseDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent);

    void accept() override;

protected:
    void retranslate() override;

private:
    ConversationService& m_service;
    ConversationId m_conversation;
    QString m_customer;
    QComboBox* m_reason;
    QLineEdit* m_tags;
};

} // namespace greenroom
