// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/conversations/conversationservice.h"

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace greenroom {

class Label;

/// Gives the conversation to a person, a queue or another line of support, with a reason and a note for whoever comes next.
class TransferDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferDialog)

public:
    struct About {
        ConversationId conversation;
        QString customer;
        std::optional<QueueId> queue; ///< it is of
        qint64 transfers = 0; ///< until now
        bool leads = false; ///< whoever transfers it
        routing::Tier supportTier = routing::Tier::l1; ///< it needs now
        QString question; ///< of the customer, the last one; empty: none is known
        QString order; ///< number of the one spoken of last; empty: none is known
    };
    TransferDialog(ConversationService& service, const About& about, QWidget* parent);

    void accept() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void show(const QList<TransferTarget>& targets);
    /// The likeliest first.
    void sort();
    const TransferTarget* target() const; ///< null: none, or it cannot take one more
    bool isSpent() const; ///< it was given away as often as whoever does not lead may
    std::optional<TransferReason> reason() const;
    /// What whoever comes next has to know, begun.
    QString begunNote() const;
    QString note() const;
    void refuse(const Error& why);
    QString sentence() const;
    void retranslate();

    ConversationService& m_service;
    About m_about;
    QList<TransferTarget> m_targets;
    Label* m_title;
    Label* m_before;
    QTreeWidget* m_list;
    Label* m_reasonLabel;
    QComboBox* m_reason;
    QPlainTextEdit* m_note;
    Label* m_error;
    std::optional<Error> m_why; ///< the last try failed
    QString m_whose; ///< who was tried
    bool m_asked = false;
    QPushButton* m_cancel;
    QPushButton* m_give;
};

} // namespace greenroom
