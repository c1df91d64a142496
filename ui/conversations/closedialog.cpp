// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/closedialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>

#include "app/conversations/conversationservice.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

CloseDialog::CloseDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent)
    : StepDialog(u"close"_s, parent)
    , m_service(service)
    , m_conversation(conversation)
    , m_customer(customer)
    , m_reason(new QComboBox(this))
    , m_tags(new QLineEdit(this))
{
    m_reason->setObjectName(u"closeReason"_s);
    for (const QString& code : closeReasonCodes())
        m_reason->addItem(closeReasonWord(code), code);
    m_tags->setObjectName(u"closeTags"_s);
    addField(m_reason);
    addField(m_tags);
    complete(m_reason);
}

void CloseDialog::accept()
{
    static const QRegularExpression gaps(u"[\\s,，、]+"_s);
    const QStringList tags = m_tags->text().split(gaps, Qt::SkipEmptyParts).mid(0, 20);
    m_service.close(m_conversation, m_reason->currentData().toString(), tags, this, closing());
}

void CloseDialog::retranslate()
{
    ask(tr("Close the conversation"), tr("Close the conversation with %1").arg(m_customer), tr("Close it"));
    name(m_reason, tr("Reason"));
    for (int row = 0; row < m_reason->count(); ++row)
        m_reason->setItemText(row, closeReasonWord(m_reason->itemData(row).toString()));
    name(m_tags, tr("Tags"));
    m_tags->setPlaceholderText(tr("Tags, with spaces between"));
}

} // namespace greenroom
