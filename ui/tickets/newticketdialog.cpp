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

NewTicketDialog::NewTicketDialog(const QString& customerName, const TicketSubjects& subjects, QWidget* parent)
    : QDialog(parent)
    , m_customer(safeName(customerName))
    , m_colleagues(subjects.colleagues)
    , m_form(new QFormLayout)
    , m_head(new Label(this, TextSize::large, ColorRole::text, true))
    , m_title(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_about(new QComboBox(this))
    , m_aboutHint(new Label(this, TextSize::base, ColorRole::muted))
    , m_priority(new QComboBox(this))
    , m_order(new QComboBox(this))
    , m_note(new QPlainTextEdit(this))
{
    setObjectName(u"newTicketDialog"_s);
    m_title->setObjectName(u"ticketTitle"_s);
    m_kind->setObjectName(u"ticketKind"_s);
    m_about->setObjectName(u"ticketAbout"_s);
    m_aboutHint->setObjectName(u"ticketAboutHint"_s);
    m_order->setObjectName(u"ticketOrder"_s);
    m_form->setHorizontalSpacing(12);
    m_title->setMaxLength(200);
    for (const auto& [kind, code] : EnumNames<TicketKind>::names)
        m_kind->addItem(ticketKindWord(kind), static_cast<int>(kind));
    m_about->addItem(QString());
    for (const auto& [person, name] : m_colleagues) {
        m_about->addItem(safeName(name));
        if (person == subjects.likelyColleague)
            m_about->setCurrentIndex(m_about->count() - 1);
    }
    m_aboutHint->setWordWrap(true);
    for (const auto& [priority, code] : EnumNames<TicketPriority>::names)
        m_priority->addItem(ticketPriorityWord(priority), static_cast<int>(priority));
    m_priority->setCurrentIndex(m_priority->findData(static_cast<int>(TicketPriority::normal)));
    m_order->addItem(QString());
    m_order->addItems(subjects.orders);
    m_order->setCurrentIndex(subjects.likelyOrder.isEmpty() ? 0 : qMax(0, m_order->findText(subjects.likelyOrder)));
    m_note->setTabChangesFocus(true);
    m_note->setMaximumHeight(scaled(96, this));
    for (QWidget* field : QList<QWidget*> {m_title, m_kind, m_about, m_priority, m_order, m_note})
        m_form->addRow(new QLabel(this), field); // without words at first a form makes no label
    int aboutRow = 0;
    m_form->getWidgetPosition(m_about, &aboutRow, nullptr);
    m_form->insertRow(aboutRow + 1, nullptr, m_aboutHint);
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_open = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_open->setProperty(kPrimaryProperty, true);
    m_open->setDefault(true);
    m_open->setEnabled(false);
    connect(m_title, &QLineEdit::textChanged, m_open,
        [this](const QString& text) { m_open->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_kind, &QComboBox::currentIndexChanged, this, &NewTicketDialog::showAbout);
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
    showAbout();
    m_title->setFocus();
}

bool NewTicketDialog::isComplaint() const
{
    return static_cast<TicketKind>(m_kind->currentData().toInt()) == TicketKind::complaint;
}

void NewTicketDialog::showAbout()
{
    const bool asks = isComplaint() && !m_colleagues.isEmpty();
    m_form->setRowVisible(m_about, asks);
    m_form->setRowVisible(m_aboutHint, asks);
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
    m_about->setItemText(0, tr("Nobody in particular"));
    m_aboutHint->setText(tr("Whoever it is about is not given this customer by preference again."));
    m_about->setAccessibleDescription(m_aboutHint->text());
    m_order->setItemText(0, tr("No order"));
    m_note->setPlaceholderText(tr("What the next person has to know"));
    const auto name = [this](QWidget* field, const QString& text) {
        field->setAccessibleName(text);
        if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(field)))
            label->setText(text);
    };
    name(m_title, tr("Title"));
    name(m_kind, tr("Kind"));
    name(m_about, tr("About whom"));
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
    if (isComplaint() && m_about->currentIndex() > 0)
        ticket.about = m_colleagues[m_about->currentIndex() - 1].first;
    return ticket;
}

} // namespace greenroom
