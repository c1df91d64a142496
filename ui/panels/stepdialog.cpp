// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stepdialog.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

void growToFit(QDialog& dialog)
{
    if (!dialog.isVisible()) // it gets its height when it is shown
        return;
    dialog.layout()->activate();
    const int height = dialog.layout()->totalHeightForWidth(dialog.width());
    dialog.setMinimumHeight(height);
    dialog.resize(dialog.width(), std::max(dialog.height(), height));
}

StepDialog::StepDialog(const QString& name, QWidget* parent)
    : QDialog(parent)
    , m_form(new QFormLayout(this))
    , m_question(new Label(this, TextSize::large, ColorRole::text, true))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(name + u"Dialog"_s);
    m_error->setObjectName(name + u"Problem"_s);
    for (Label* each : {m_question, m_error})
        each->setWordWrap(true);
    m_error->hide();
    m_form->setContentsMargins(16, 16, 16, 16);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(12);
    m_form->addRow(m_question);
    setMinimumWidth(scaled(420, this));
}

void StepDialog::addField(QWidget* field)
{
    m_form->addRow(new QLabel(this), field); // without words at first a form makes no label
}

void StepDialog::addRow(QWidget* row)
{
    m_form->addRow(row);
}

void StepDialog::addRow(QLayout* row)
{
    m_form->addRow(row);
}

void StepDialog::complete(QWidget* first)
{
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_step = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_step->setProperty(kPrimaryProperty, true);
    m_step->setDefault(true);
    m_form->addRow(m_error);
    m_form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    first->setFocus();
}

void StepDialog::name(QWidget* field, const QString& text)
{
    field->setAccessibleName(text);
    qobject_cast<QLabel*>(m_form->labelForField(field))->setText(text);
}

void StepDialog::ask(const QString& title, const QString& question, const QString& step)
{
    setWindowTitle(title);
    m_question->setText(question);
    m_cancel->setText(tr("Cancel"));
    m_step->setText(step);
    if (m_why)
        m_error->setText(refusal(*m_why));
}

std::function<void(const Result<void>&)> StepDialog::closing()
{
    return [this](const Result<void>& done) {
        if (done)
            QDialog::accept();
        else
            refuse(done.error());
    };
}

void StepDialog::refuse(const Error& why)
{
    m_why = why;
    m_error->setText(refusal(why));
    m_error->show();
    growToFit(*this);
}

QString StepDialog::refusal(const Error& why) const
{
    return errorSentence(why);
}

void StepDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        growToFit(*this);
    }
}

} // namespace greenroom
