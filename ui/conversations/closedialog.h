// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/base/ids.h"

class QComboBox;
class QLineEdit;

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

private:
    ConversationService& m_service;
    ConversationId m_conversation;
    QComboBox* m_reason;
    QLineEdit* m_tags;
    Label* m_error;
};

} // namespace greenroom
