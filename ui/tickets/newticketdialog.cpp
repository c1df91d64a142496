// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tickets/newticketdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include "core/text/display.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"
#include "ui/words/ticketwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

NewTicketDialog::NewTicketDialog(const QString& customerName, const QStringList& orderNumbers, QWidget* parent)
    : QDialog(parent)
    , m_title(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_priority(new QComboBox(this))
    , m_order(new QComboBox(this))
    , m_note(new QPlainTextEdit(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setObjectName(u"newTicketDialog"_s);
    setWindowTitle(tr("Open a ticket"));
    const QString name = safeName(customerName);
    auto* head = new Label(this, TextSize::medium, ColorRole::text, true);
    head->setText(tr("A ticket for %1").arg(name.isEmpty() ? anonymousWord() : name));
    m_title->setObjectName(u"ticketTitle"_s);
    m_title->setMaxLength(200);
    m_title->setPlaceholderText(tr("What is to be done, in one line"));
    for (const auto& [kind, code] : EnumNames<TicketKind>::names)
        m_kind->addItem(ticketKindWord(kind), static_cast<int>(kind));
    for (const auto& [priority, code] : EnumNames<TicketPriority>::names)
        m_priority->addItem(ticketPriorityWord(priority), static_cast<int>(priority));
    m_priority->setCurrentIndex(m_priority->findData(static_cast<int>(TicketPriority::normal)));
    m_order->addItem(tr("No order"));
    m_order->addItems(orderNumbers);
    m_note->setTabChangesFocus(true);
    m_note->setMaximumHeight(scaled(96, this));
    m_note->setPlaceholderText(tr("What the next person has to know"));
    auto* form = new QFormLayout;
    const auto add = [this, form](const QString& label, QWidget* field) {
        form->addRow(label, field);
        field->setAccessibleName(label);
    };
    add(tr("Title"), m_title);
    add(tr("Kind"), m_kind);
    add(tr("Priority"), m_priority);
    add(tr("Order"), m_order);
    add(tr("Note"), m_note);
    QPushButton* open = m_buttons->addButton(tr("Open the ticket"), QDialogButtonBox::AcceptRole);
    open->setProperty(kPrimaryProperty, true);
    open->setDefault(true);
    open->setEnabled(false);
    connect(
        m_title, &QLineEdit::textChanged, open, [open](const QString& text) { open->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(head);
    layout->addLayout(form);
    layout->addWidget(m_buttons);
    setMinimumWidth(scaled(420, this));
    m_title->setFocus();
}

NewTicket NewTicketDialog::ticket() const
{
    NewTicket ticket;
    if (m_order->currentIndex() > 0)
        ticket.order = m_order->currentText();
    ticket.title = m_title->text().trimmed();
    ticket.kind = static_cast<TicketKind>(m_kind->currentData().toInt());
    ticket.priority = static_cast<TicketPriority>(m_priority->currentData().toInt());
    ticket.note = m_note->toPlainText().trimmed().left(2000);
    return ticket;
}

} // namespace greenroom
