// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/closedialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include "app/conversations/conversationservice.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

CloseDialog::CloseDialog(ConversationService& service, ConversationId conversation, const QString& customer, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_conversation(conversation)
    , m_customer(customer)
    , m_form(new QFormLayout(this))
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_reason(new QComboBox(this))
    , m_tags(new QLineEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"closeDialog"_s);
    m_title->setWordWrap(true);
    m_reason->setObjectName(u"closeReason"_s);
    for (const QString& code : closeReasonCodes())
        m_reason->addItem(closeReasonWord(code), code);
    m_tags->setObjectName(u"closeTags"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_close = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_close->setProperty(kPrimaryProperty, true);
    m_close->setDefault(true);
    m_form->setContentsMargins(16, 16, 16, 16);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(12);
    m_form->addRow(m_title);
    m_form->addRow(new QLabel(this), m_reason); // without words at first a form makes no label
    m_form->addRow(new QLabel(this), m_tags);
    m_form->addRow(m_error);
    m_form->addRow(buttons);
    setMinimumWidth(scaled(420, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &CloseDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
}

void CloseDialog::accept()
{
    static const QRegularExpression gaps(u"[\\s,，、]+"_s);
    const QStringList tags = m_tags->text().split(gaps, Qt::SkipEmptyParts).mid(0, 20);
    m_service.close(m_conversation, m_reason->currentData().toString(), tags, this, [this](const Result<void>& done) {
        if (done) {
            QDialog::accept();
            return;
        }
        m_why = done.error();
        m_error->setText(errorSentence(*m_why));
        m_error->show();
    });
}

void CloseDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CloseDialog::retranslate()
{
    setWindowTitle(tr("Close the conversation"));
    m_title->setText(tr("Close the conversation with %1").arg(m_customer));
    m_reason->setAccessibleName(tr("Reason"));
    for (int row = 0; row < m_reason->count(); ++row)
        m_reason->setItemText(row, closeReasonWord(m_reason->itemData(row).toString()));
    m_tags->setAccessibleName(tr("Tags"));
    m_tags->setPlaceholderText(tr("Tags, with spaces between"));
    for (const auto& [field, text] : {std::pair<QWidget*, QString>(m_reason, tr("Reason")), {m_tags, tr("Tags")}})
        if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(field)))
            label->setText(text);
    m_cancel->setText(tr("Cancel"));
    m_close->setText(tr("Close it"));
    if (m_why)
        m_error->setText(errorSentence(*m_why));
}

} // namespace greenroom
