// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "app/tickets/ticketservice.h"

class QComboBox;
class QDialogButtonBox;
class QLineEdit;
class QPlainTextEdit;

namespace greenroom {

/// What a new ticket of this customer begins with. Its title is needed; the rest has sensible first choices.
class NewTicketDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewTicketDialog)

public:
    NewTicketDialog(const QString& customerName, const QStringList& orderNumbers, QWidget* parent);

    NewTicket ticket() const;

private:
    QLineEdit* m_title;
    QComboBox* m_kind;
    QComboBox* m_priority;
    QComboBox* m_order;
    QPlainTextEdit* m_note;
    QDialogButtonBox* m_buttons;
};

} // namespace greenroom
