// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presence/surgedialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/workspace/deskclock.h"
#include "ui/panels/stepdialog.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/routingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

SurgeDialog::SurgeDialog(PresenceService& service, const DeskClock& clock, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_clock(clock)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_effect(new Label(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"surgeDialog"_s);
    m_effect->setObjectName(u"surgeEffect"_s);
    m_error->setObjectName(u"surgeProblem"_s);
    for (Label* each : {m_title, m_effect, m_error})
        each->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_end = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_end->setObjectName(u"surgeEnd"_s);
    m_begin = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    m_begin->setObjectName(u"surgeBegin"_s);
    buttons->setFocusProxy(nullptr); // a hidden first button would be where Tab ends
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    for (QWidget* each : QList<QWidget*> {m_title, m_effect, m_error, buttons})
        layout->addWidget(each);
    setMinimumWidth(scaled(460, this));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_end, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_begin, &QPushButton::clicked, this, [this] { ask(true); });
    connect(&m_service, &PresenceService::queuesChanged, this, &SurgeDialog::retranslate);
    retranslate();
    m_cancel->setFocus();
    m_service.readSurge(this, [this](const Result<routing::SurgeRules>& rules) {
        if (!rules)
            return refuse(rules.error());
        m_rules = *rules;
        retranslate();
        if (!m_service.surgeUntil())
            m_begin->setFocus();
    });
}

void SurgeDialog::ask(bool on)
{
    m_service.setSurge(on, this, [this](const Result<void>& done) {
        if (done)
            accept();
        else
            refuse(done.error());
    });
}

void SurgeDialog::refuse(const Error& why)
{
    m_why = why;
    m_error->setText(errorSentence(why));
    m_error->show();
    growToFit(*this);
}

QString SurgeDialog::whatItDoes() const
{
    QStringList lines;
    if (m_rules->capacityPercent > 100)
        lines.append(tr("Everybody is given up to %1 % of what they usually take at once.").arg(m_rules->capacityPercent));
    if (m_rules->leaveMessage)
        lines.append(tr("Customers who wait are told that they had better leave a message."));
    if (m_rules->overflowAtOnce)
        lines.append(tr("Queues overflow at once, where their rules let them."));
    const QString end = clockText(endIfBegun());
    lines.append(
        m_service.surgeUntil() ? tr("If restarted, it ends at %1 instead.").arg(end) : tr("It ends by itself at %1.").arg(end));
    return lines.join(u'\n');
}

Instant SurgeDialog::endIfBegun() const
{
    return m_clock.now() + std::chrono::minutes(m_rules->minutes);
}

void SurgeDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SurgeDialog::retranslate()
{
    const auto until = m_service.surgeUntil();
    setWindowTitle(tr("Surge mode"));
    m_title->setText(until ? surgeText(*until) : tr("Switch surge mode on?"));
    m_effect->setText(m_rules ? whatItDoes() : m_why ? QString() : tr("Asking the server…"));
    m_cancel->setText(tr("Cancel"));
    m_end->setText(tr("End now"));
    m_end->setVisible(until.has_value());
    m_begin->setText(until && m_rules ? tr("Extend to %1").arg(clockText(endIfBegun())) : tr("Switch on"));
    m_begin->setVisible(m_rules || !until);
    m_begin->setEnabled(m_rules.has_value());
    m_begin->setProperty(kPrimaryProperty, !until);
    m_begin->update();
    if (m_why)
        m_error->setText(errorSentence(*m_why));
    growToFit(*this);
}

} // namespace greenroom
