// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presence/handoverdialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/panels/stepdialog.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

HandOverDialog::HandOverDialog(
    PresenceService& service, PersonId person, const QString& name, int held, int owed, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_person(person)
    , m_name(name)
    , m_held(held)
    , m_owed(owed)
    , m_question(new Label(this, TextSize::large, ColorRole::text, true))
    , m_sentence(new Label(this))
    , m_note(new QPlainTextEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"handOverDialog"_s);
    m_note->setObjectName(u"handOverNote"_s);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(scaled(72, this));
    for (Label* each : {m_question, m_sentence, m_error})
        each->setWordWrap(true);
    m_error->setObjectName(u"handOverProblem"_s);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_give = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_give->setObjectName(u"handOverYes"_s);
    m_give->setProperty(kPrimaryProperty, true);
    m_give->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    for (QWidget* each : QList<QWidget*> {m_question, m_sentence, m_note, m_error, buttons})
        layout->addWidget(each);
    setMinimumWidth(scaled(420, this));
    connect(buttons, &QDialogButtonBox::accepted, this, &HandOverDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    m_note->setFocus();
}

void HandOverDialog::accept()
{
    if (m_asked)
        return;
    m_asked = true;
    m_service.handOver(m_person, m_note->toPlainText().trimmed(), this, [this](const Result<qint64>& count) {
        m_asked = false;
        if (count) {
            Q_EMIT handedOver(*count);
            QDialog::accept();
            return;
        }
        m_why = count.error();
        m_error->setText(errorSentence(*m_why));
        m_error->show();
        growToFit(*this);
    });
}

void HandOverDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HandOverDialog::retranslate()
{
    setWindowTitle(tr("Hand over"));
    m_question->setText(tr("Give %n conversation(s) of %1 back to their queues?", nullptr, m_held).arg(m_name));
    const QString waits = m_owed > 0 ? tr("In %n of them a customer waits for an answer.", nullptr, m_owed) + u'\n' : QString();
    m_sentence->setText(waits + tr("The time that customers have waited still counts."));
    m_note->setAccessibleName(tr("Note for whoever comes next"));
    m_note->setPlaceholderText(tr("Note for whoever comes next: what was said, what was promised"));
    m_cancel->setText(tr("Cancel"));
    m_give->setText(tr("Give back"));
    if (m_why)
        m_error->setText(errorSentence(*m_why));
    growToFit(*this);
}

} // namespace greenroom
