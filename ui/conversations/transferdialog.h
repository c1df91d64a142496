// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/conversations/conversationservice.h"

class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace greenroom {

class Label;

/// Gives the conversation to a person or a queue, with a note for whoever comes next.
class TransferDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferDialog)

public:
    TransferDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent);

    void accept() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void show(const QList<TransferTarget>& targets);
    const TransferTarget* target() const; ///< null: none, or it cannot take one more
    void refuse(const Error& why);
    QString sentence() const;
    void retranslate();

    ConversationService& m_service;
    ConversationId m_conversation;
    QString m_customer;
    QList<TransferTarget> m_targets;
    Label* m_title;
    QTreeWidget* m_list;
    QPlainTextEdit* m_note;
    Label* m_error;
    std::optional<Error> m_why; ///< the last try failed
    QString m_whose; ///< who was tried
    bool m_asked = false;
    QPushButton* m_cancel;
    QPushButton* m_give;
};

} // namespace greenroom
