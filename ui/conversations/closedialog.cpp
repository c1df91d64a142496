// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/closedialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>

#include "app/conversations/conversationservice.h"
#include "ui/widgets/label.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

CloseDialog::CloseDialog(ConversationService& service, const DeskClock& clock, const About& about, QWidget* parent)
    : StepDialog(u"close"_s, parent)
    , m_service(service)
    , m_clock(clock)
    , m_about(about)
    , m_reason(new QComboBox(this))
    , m_tags(new QLineEdit(this))
    , m_unfinished(new Label(this, TextSize::base, ColorRole::caution))
{
    m_reason->setObjectName(u"closeReason"_s);
    for (const QString& code : closeReasonCodes())
        m_reason->addItem(closeReasonWord(code), code);
    m_tags->setObjectName(u"closeTags"_s);
    addField(m_reason);
    addField(m_tags);
    m_unfinished->setObjectName(u"closeUnfinished"_s);
    m_unfinished->setWordWrap(true);
    m_unfinished->setVisible(m_about.owed || m_about.followUpDue || m_about.needsHelp);
    addRow(m_unfinished);
    complete(m_reason);
}

void CloseDialog::accept()
{
    static const QRegularExpression gaps(u"[\\s,，、]+"_s);
    const QStringList tags = m_tags->text().split(gaps, Qt::SkipEmptyParts).mid(0, 20);
    m_service.close(m_about.conversation, m_reason->currentData().toString(), tags, this, closing());
}

void CloseDialog::retranslate()
{
    ask(tr("Close the conversation"), tr("Close the conversation with %1").arg(m_about.customer), tr("Close it"));
    name(m_reason, tr("Reason"));
    for (int row = 0; row < m_reason->count(); ++row)
        m_reason->setItemText(row, closeReasonWord(m_reason->itemData(row).toString()));
    name(m_tags, tr("Tags"));
    m_tags->setPlaceholderText(tr("Tags, with spaces between"));
    QStringList unfinished;
    if (m_about.owed)
        unfinished.append(tr("%1 still waits for a reply.").arg(m_about.customer));
    if (m_about.followUpDue)
        unfinished.append(tr("A follow-up is promised for %1.").arg(momentText(*m_about.followUpDue, m_clock.now())));
    if (m_about.needsHelp)
        unfinished.append(tr("Help is still asked for."));
    m_unfinished->setText(unfinished.join(u'\n'));
}

} // namespace greenroom
