// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/closedialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
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
    , m_reason(new QComboBox(this))
    , m_tags(new QLineEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"closeDialog"_s);
    setWindowTitle(tr("Close the conversation"));
    auto* title = new Label(this, TextSize::large, ColorRole::text, true);
    title->setText(tr("Close the conversation with %1").arg(customer));
    title->setWordWrap(true);
    m_reason->setObjectName(u"closeReason"_s);
    m_reason->setAccessibleName(tr("Reason"));
    for (const QString& code : closeReasonCodes())
        m_reason->addItem(closeReasonWord(code), code);
    m_tags->setObjectName(u"closeTags"_s);
    m_tags->setAccessibleName(tr("Tags"));
    m_tags->setPlaceholderText(tr("Tags, with spaces between"));
    m_error->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    QPushButton* done = buttons->addButton(tr("Close it"), QDialogButtonBox::AcceptRole);
    done->setProperty(kPrimaryProperty, true);
    done->setDefault(true);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->addRow(title);
    form->addRow(tr("Reason"), m_reason);
    form->addRow(tr("Tags"), m_tags);
    form->addRow(m_error);
    form->addRow(buttons);
    setMinimumWidth(scaled(420, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &CloseDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
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
        m_error->setText(errorSentence(done.error()));
        m_error->show();
    });
}

} // namespace greenroom
