// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/followupdialog.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QRadioButton>

#include "app/conversations/conversationservice.h"
#include "ui/widgets/label.h"
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
    : StepDialog(u"followUp"_s, parent)
    , m_service(service)
    , m_clock(clock)
    , m_about(about)
    , m_now(new Label(this, TextSize::base, ColorRole::muted))
    , m_soon(new QRadioButton(this))
    , m_later(new QRadioButton(this))
    , m_tomorrow(new QRadioButton(this))
    , m_own(new QRadioButton(this))
    , m_none(new QRadioButton(this))
    , m_time(new QDateTimeEdit(this))
{
    m_soon->setObjectName(u"followUpSoon"_s);
    m_later->setObjectName(u"followUpLater"_s);
    m_tomorrow->setObjectName(u"followUpTomorrow"_s);
    m_own->setObjectName(u"followUpOwn"_s);
    m_none->setObjectName(u"followUpNone"_s);
    m_time->setObjectName(u"followUpTime"_s);
    m_time->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    // What is promised stays, unless something else is chosen; once it is over, a new time is needed.
    const bool stands = m_about.due > m_clock.now();
    m_time->setDateTime(local(stands ? *m_about.due : m_clock.now() + std::chrono::hours(1)));
    m_now->setVisible(m_about.due.has_value());
    m_none->setEnabled(m_about.due.has_value());
    QRadioButton* first = stands ? m_own : m_soon;
    first->setChecked(true);
    auto* own = new QHBoxLayout;
    own->addWidget(m_own);
    own->addWidget(m_time, 1);
    for (QWidget* each : QList<QWidget*> {m_now, m_soon, m_later, m_tomorrow})
        addRow(each);
    addRow(own);
    addRow(m_none);
    // Whoever writes a time means it.
    connect(m_time, &QDateTimeEdit::dateTimeChanged, m_own, [this] { m_own->setChecked(true); });
    complete(first);
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
    m_service.setFollowUp(m_about.conversation, due, this, closing());
}

QString FollowUpDialog::refusal(const Error& why) const
{
    return why.field == "dueAt"_L1 ? tr("This time is over already. Please choose a later one.") : StepDialog::refusal(why);
}

void FollowUpDialog::retranslate()
{
    const Instant now = m_clock.now();
    ask(tr("Follow up"), tr("When do you come back to %1?").arg(m_about.customer), tr("Set it"));
    if (m_about.due)
        m_now->setText(tr("Promised for %1").arg(momentText(*m_about.due, now)));
    m_soon->setText(tr("In 30 minutes · %1").arg(momentText(now + kSoon, now)));
    m_later->setText(tr("In 2 hours · %1").arg(momentText(now + kLater, now)));
    m_tomorrow->setText(tr("Tomorrow morning · %1").arg(momentText(tomorrowMorning(now), now)));
    m_own->setText(tr("At"));
    m_time->setAccessibleName(tr("Date and time"));
    m_none->setText(tr("Not at all: nothing is promised any more"));
}

} // namespace greenroom
