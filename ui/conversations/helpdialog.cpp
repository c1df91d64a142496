// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/helpdialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/conversations/conversationservice.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

HelpDialog::HelpDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_conversation(conversation)
    , m_customer(customer)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_hint(new Label(this, TextSize::base, ColorRole::muted))
    , m_note(new QLineEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"helpDialog"_s);
    m_note->setObjectName(u"helpNote"_s);
    m_note->setMaxLength(200);
    for (Label* each : {m_title, m_hint, m_error})
        each->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_ask = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_ask->setProperty(kPrimaryProperty, true);
    m_ask->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    for (QWidget* each : QList<QWidget*> {m_title, m_hint, m_note, m_error, buttons})
        layout->addWidget(each);
    setMinimumWidth(scaled(420, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &HelpDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    m_note->setFocus();
}

void HelpDialog::accept()
{
    m_service.askHelp(m_conversation, true, m_note->text().trimmed(), this, [this](const Result<void>& done) {
        if (done) {
            QDialog::accept();
            return;
        }
        m_why = done.error();
        m_error->setText(errorSentence(*m_why));
        m_error->show();
    });
}

void HelpDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HelpDialog::retranslate()
{
    setWindowTitle(tr("Ask for help"));
    m_title->setText(tr("Ask for help with %1").arg(m_customer));
    m_hint->setText(tr("Leads and supervisors see it at once; the customer stays with you."));
    m_note->setAccessibleName(tr("What you need"));
    m_note->setPlaceholderText(tr("What you need, in a few words"));
    m_cancel->setText(tr("Cancel"));
    m_ask->setText(tr("Ask for help"));
    if (m_why)
        m_error->setText(errorSentence(*m_why));
}

} // namespace greenroom
