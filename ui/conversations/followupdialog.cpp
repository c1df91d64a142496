// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/followupdialog.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>

#include "app/conversations/conversationservice.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kSoon = std::chrono::minutes(30);
constexpr Millis kLater = std::chrono::hours(2);

QDateTime local(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at));
}

Instant tomorrowMorning(Instant now)
{
    return fromMillis(QDateTime(local(now).date().addDays(1), QTime(9, 0)).toMSecsSinceEpoch());
}

} // namespace

FollowUpDialog::FollowUpDialog(ConversationService& service, const DeskClock& clock, const About& about, QWidget* parent)
    : QDialog(parent)
    , m_service(service)
    , m_clock(clock)
    , m_about(about)
    , m_title(new Label(this, TextSize::large, ColorRole::text, true))
    , m_now(new Label(this, TextSize::base, ColorRole::muted))
    , m_soon(new QRadioButton(this))
    , m_later(new QRadioButton(this))
    , m_tomorrow(new QRadioButton(this))
    , m_own(new QRadioButton(this))
    , m_none(new QRadioButton(this))
    , m_time(new QDateTimeEdit(this))
    , m_error(new Label(this, TextSize::base, ColorRole::critical))
{
    setObjectName(u"followUpDialog"_s);
    m_soon->setObjectName(u"followUpSoon"_s);
    m_later->setObjectName(u"followUpLater"_s);
    m_tomorrow->setObjectName(u"followUpTomorrow"_s);
    m_own->setObjectName(u"followUpOwn"_s);
    m_none->setObjectName(u"followUpNone"_s);
    m_time->setObjectName(u"followUpTime"_s);
    m_error->setObjectName(u"followUpProblem"_s);
    m_time->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_time->setDateTime(local(m_about.due.value_or(m_clock.now() + std::chrono::hours(1))));
    m_now->setVisible(m_about.due.has_value());
    m_none->setEnabled(m_about.due.has_value());
    m_soon->setChecked(true);
    for (Label* each : {m_title, m_error})
        each->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(this);
    m_cancel = buttons->addButton(QString(), QDialogButtonBox::RejectRole);
    m_set = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_set->setProperty(kPrimaryProperty, true);
    m_set->setDefault(true);
    auto* own = new QHBoxLayout;
    own->addWidget(m_own);
    own->addWidget(m_time, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    for (QWidget* each : QList<QWidget*> {m_title, m_now, m_soon, m_later, m_tomorrow})
        layout->addWidget(each);
    layout->addLayout(own);
    for (QWidget* each : QList<QWidget*> {m_none, m_error, buttons})
        layout->addWidget(each);
    setMinimumWidth(scaled(420, this));
    // Whoever writes a time means it.
    connect(m_time, &QDateTimeEdit::dateTimeChanged, m_own, [this] { m_own->setChecked(true); });
    connect(buttons, &QDialogButtonBox::accepted, this, &FollowUpDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    retranslate();
    m_soon->setFocus();
}

std::optional<Instant> FollowUpDialog::chosen() const
{
    const Instant now = m_clock.now();
    if (m_soon->isChecked())
        return now + kSoon;
    if (m_later->isChecked())
        return now + kLater;
    if (m_tomorrow->isChecked())
        return tomorrowMorning(now);
    if (m_own->isChecked())
        return fromMillis(m_time->dateTime().toMSecsSinceEpoch());
    return {};
}

void FollowUpDialog::accept()
{
    const auto due = chosen();
    if (due && *due <= m_clock.now()) {
        m_time->setFocus();
        return refuse({Code::input, u"dueAt"_s, {}, 0});
    }
    m_service.setFollowUp(m_about.conversation, due, this, [this](const Result<void>& done) {
        if (done)
            QDialog::accept();
        else
            refuse(done.error());
    });
}

void FollowUpDialog::refuse(const Error& why)
{
    m_why = why;
    showError();
}

void FollowUpDialog::showError()
{
    m_error->setVisible(m_why.has_value());
    if (m_why)
        m_error->setText(
            m_why->field == "dueAt"_L1 ? tr("This time is over already. Please choose a later one.") : errorSentence(*m_why));
}

void FollowUpDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FollowUpDialog::retranslate()
{
    const Instant now = m_clock.now();
    setWindowTitle(tr("Follow up"));
    m_title->setText(tr("When do you come back to %1?").arg(m_about.customer));
    if (m_about.due)
        m_now->setText(tr("Promised for %1").arg(momentText(*m_about.due, now)));
    m_soon->setText(tr("In 30 minutes · %1").arg(momentText(now + kSoon, now)));
    m_later->setText(tr("In 2 hours · %1").arg(momentText(now + kLater, now)));
    m_tomorrow->setText(tr("Tomorrow morning · %1").arg(momentText(tomorrowMorning(now), now)));
    m_own->setText(tr("At"));
    m_time->setAccessibleName(tr("Date and time"));
    m_none->setText(tr("Not at all: nothing is promised any more"));
    m_cancel->setText(tr("Cancel"));
    m_set->setText(tr("Set it"));
    showError();
}

} // namespace greenroom
