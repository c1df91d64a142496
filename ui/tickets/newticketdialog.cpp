// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tickets/newticketdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
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

NewTicketDialog::NewTicketDialog(
    const QString& customerName, const QStringList& orderNumbers, const QString& about, QWidget* parent)
    : QDialog(parent)
    , m_customer(safeName(customerName))
    , m_form(new QFormLayout)
    , m_head(new Label(this, TextSize::large, ColorRole::text, true))
    , m_title(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_priority(new QComboBox(this))
    , m_order(new QComboBox(this))
    , m_note(new QPlainTextEdit(this))
{
    setObjectName(u"newTicketDialog"_s);
    m_title->setObjectName(u"ticketTitle"_s);
    m_form->setHorizontalSpacing(12);
    m_title->setMaxLength(200);
    for (const auto& [kind, code] : EnumNames<TicketKind>::names)
        m_kind->addItem(ticketKindWord(kind), static_cast<int>(kind));
    for (const auto& [priority, code] : EnumNames<TicketPriority>::names)
        m_priority->addItem(ticketPriorityWord(priority), static_cast<int>(priority));
    m_priority->setCurrentIndex(m_priority->findData(static_cast<int>(TicketPriority::normal)));
    m_order->addItem(QString());
    m_order->addItems(orderNumbers);
    m_order->setCurrentIndex(about.isEmpty() ? 0 : qMax(0, m_order->findText(about)));
    m_note->setTabChangesFocus(true);
    m_note->setMaximumHeight(scaled(96, this));
    for (QWidget* field : QList<QWidget*> {m_title, m_kind, m_priority, m_order, m_note})
        m_form->addRow(new QLabel(this), field); // without words at first a form makes no label
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_open = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_open->setProperty(kPrimaryProperty, true);
    m_open->setDefault(true);
    m_open->setEnabled(false);
    connect(m_title, &QLineEdit::textChanged, m_open,
        [this](const QString& text) { m_open->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_head);
    layout->addLayout(m_form);
    layout->addWidget(buttons);
    setMinimumWidth(scaled(420, this));
    retranslate();
    m_title->setFocus();
}

void NewTicketDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NewTicketDialog::retranslate()
{
    setWindowTitle(tr("Open a ticket"));
    m_head->setText(tr("A ticket for %1").arg(m_customer.isEmpty() ? anonymousWord() : m_customer));
    m_title->setPlaceholderText(tr("What is to be done, in one line"));
    for (int row = 0; row < m_kind->count(); ++row)
        m_kind->setItemText(row, ticketKindWord(static_cast<TicketKind>(m_kind->itemData(row).toInt())));
    for (int row = 0; row < m_priority->count(); ++row)
        m_priority->setItemText(row, ticketPriorityWord(static_cast<TicketPriority>(m_priority->itemData(row).toInt())));
    m_order->setItemText(0, tr("No order"));
    m_note->setPlaceholderText(tr("What the next person has to know"));
    const auto name = [this](QWidget* field, const QString& text) {
        field->setAccessibleName(text);
        if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(field)))
            label->setText(text);
    };
    name(m_title, tr("Title"));
    name(m_kind, tr("Kind"));
    name(m_priority, tr("Priority"));
    name(m_order, tr("Order"));
    name(m_note, tr("Note"));
    m_cancel->setText(tr("Cancel"));
    m_open->setText(tr("Open the ticket"));
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
