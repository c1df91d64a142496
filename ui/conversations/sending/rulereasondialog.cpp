// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/sending/rulereasondialog.h"

#include <QLineEdit>

#include "ui/widgets/label.h"

namespace greenroom {

using namespace Qt::StringLiterals;

RuleReasonDialog::RuleReasonDialog(const QString& sentence, QWidget* parent)
    : StepDialog(u"ruleReason"_s, parent)
    , m_sentence(new Label(this, TextSize::base, ColorRole::muted))
    , m_reason(new QLineEdit(this))
{
    m_sentence->setWordWrap(true);
    m_sentence->setText(sentence);
    m_reason->setObjectName(u"ruleReasonText"_s);
    m_reason->setMaxLength(200);
    addRow(m_sentence);
    addRow(m_reason);
    complete(m_reason);
}

void RuleReasonDialog::accept()
{
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty()) {
        m_reason->setFocus();
        return;
    }
    Q_EMIT given(reason);
    QDialog::accept();
}

void RuleReasonDialog::retranslate()
{
    ask(tr("A reason"), tr("Why is this said all the same?"), tr("Send"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("In a few words; it is kept in the audit"));
}

} // namespace greenroom
