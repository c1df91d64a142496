// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/tickets/ticketservice.h"
#include "ui/tickets/ticketpanel.h"

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
    NewTicketDialog(const QString& customerName, const TicketSubjects& subjects, QWidget* parent);

    NewTicket ticket() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    bool isComplaint() const;
    void showAbout();
    void retranslate();

    QString m_customer;
    QList<std::pair<PersonId, QString>> m_colleagues;
    QFormLayout* m_form;
    Label* m_head;
    QLineEdit* m_title;
    QComboBox* m_kind;
    QComboBox* m_about; ///< nobody in particular, then the colleagues
    Label* m_aboutHint;
    QComboBox* m_priority;
    QComboBox* m_order;
    QPlainTextEdit* m_note;
    QPushButton* m_cancel;
    QPushButton* m_open;
};

} // namespace greenroom
