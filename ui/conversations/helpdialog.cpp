// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/helpdialog.h"

#include <QLineEdit>

#include "app/conversations/conversationservice.h"
#include "ui/widgets/label.h"

namespace greenroom {

using namespace Qt::StringLiterals;

HelpDialog::HelpDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent)
    : StepDialog(u"help"_s, parent)
    , m_service(service)
    , m_conversation(conversation)
    , m_customer(customer)
    , m_hint(new Label(this, TextSize::base, ColorRole::muted))
    , m_note(new QLineEdit(this))
{
    m_hint->setWordWrap(true);
    m_note->setObjectName(u"helpNote"_s);
    m_note->setMaxLength(200);
    addRow(m_hint);
    addRow(m_note);
    complete(m_note);
}

void HelpDialog::accept()
{
    m_service.askHelp(m_conversation, true, m_note->text().trimmed(), this, closing());
}

void HelpDialog::retranslate()
{
    ask(tr("Ask for help"), tr("Ask for help with %1").arg(m_customer), tr("Ask for help"));
    m_hint->setText(tr("Leads and supervisors see it at once; the customer stays with you."));
    m_note->setAccessibleName(tr("What you need"));
    m_note->setPlaceholderText(tr("What you need, in a few words"));
}

} // namespace greenroom
