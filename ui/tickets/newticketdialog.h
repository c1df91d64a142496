// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/tickets/ticketservice.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace greenroom {

class Label;

/// What a new ticket of this customer begins with. Its title is needed; the rest has sensible first choices.
class NewTicketDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewTicketDialog)

public:
    /// `about`: the one of these orders it is likely about; may be empty.
    NewTicketDialog(const QString& customerName, const QStringList& orderNumbers, const QString& about, QWidget* parent);

    NewTicket ticket() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QString m_customer;
    QFormLayout* m_form;
    Label* m_head;
    QLineEdit* m_title;
    QComboBox* m_kind;
    QComboBox* m_priority;
    QComboBox* m_order;
    QPlainTextEdit* m_note;
    QPushButton* m_cancel;
    QPushButton* m_open;
};

} // namespace greenroom
