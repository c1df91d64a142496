// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/base/error.h"
#include "core/base/ids.h"

class QLineEdit;
class QPushButton;

namespace greenroom {

class ConversationService;
class Label;

/// Asks those who lead for help with a conversation, in a word; it stays its owner's.
class HelpDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelpDialog)

public:
    HelpDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent);

    void accept() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    ConversationService& m_service;
    ConversationId m_conversation;
    QString m_customer;
    Label* m_title;
    Label* m_hint;
    QLineEdit* m_note;
    Label* m_error;
    std::optional<Error> m_why; ///< the last try failed
    QPushButton* m_cancel;
    QPushButton* m_ask;
};

} // namespace greenroom
