// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/base/error.h"
#include "core/base/ids.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace greenroom {

class ConversationService;
class Label;

/// Closes the conversation, with the reason and tags it is counted by.
class CloseDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CloseDialog)

public:
    CloseDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent);

    void accept() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    ConversationService& m_service;
    ConversationId m_conversation;
    QString m_customer;
    QFormLayout* m_form;
    Label* m_title;
    QComboBox* m_reason;
    QLineEdit* m_tags;
    Label* m_error;
    std::optional<Error> m_why; ///< the last try failed
    QPushButton* m_cancel;
    QPushButton* m_close;
};

} // namespace greenroom
