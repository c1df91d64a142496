// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presence/teampage.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>

#include "app/workspace/deskclock.h"
#include "ui/presence/handoverdialog.h"
#include "ui/presence/peoplelist.h"
#include "ui/presence/queueboard.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"
#include "ui/words/routingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kSaidFor {30'000};
constexpr PresenceChoice kChoices[] {{Presence::online, BreakReason::none}, {Presence::windingDown, BreakReason::none},
    {Presence::onBreak, BreakReason::rest}, {Presence::onBreak, BreakReason::meal}, {Presence::afterWork, BreakReason::none},
    {Presence::training, BreakReason::none}, {Presence::meeting, BreakReason::none}, {Presence::offline, BreakReason::none}};

} // namespace

TeamPage::TeamPage(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_title(new Label(this, TextSize::title, ColorRole::text, true))
    , m_surgeSaid(new Label(this, TextSize::base, ColorRole::caution, true))
    , m_surge(new QPushButton(this))
    , m_endSurge(new QPushButton(this))
    , m_export(new QPushButton(this))
    , m_alert(new QPushButton(this))
    , m_list(new PeopleList(parts.presence.people(), parts.clock, this))
    , m_presence(new QPushButton(this))
    , m_handOver(new QPushButton(this))
    , m_give(new QPushButton(this))
    , m_notNow(new QPushButton(this))
    , m_count(new Label(this, TextSize::base, ColorRole::muted))
    , m_queues(new QueueBoard({parts.presence, parts.clock, parts.actions}, this))
    , m_said(new Label(this, TextSize::base, ColorRole::muted))
{
    setObjectName(u"teamPage"_s);
    m_surgeSaid->setObjectName(u"teamSurgeSaid"_s);
    m_surge->setObjectName(u"teamSurge"_s);
    m_endSurge->setObjectName(u"teamSurgeEnd"_s);
    m_export->setObjectName(u"teamExport"_s);
    m_alert->setObjectName(u"teamAlert"_s);
    m_presence->setObjectName(u"teamPresence"_s);
    m_presence->setMenu(new QMenu(m_presence));
    m_handOver->setObjectName(u"teamHandOver"_s);
    m_give->setObjectName(u"teamGiveBreak"_s);
    m_notNow->setObjectName(u"teamNotNow"_s);
    m_count->setObjectName(u"teamCount"_s);
    m_said->setObjectName(u"teamSaid"_s);
    m_said->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    for (QWidget* each : QList<QWidget*> {m_surgeSaid, m_surge, m_endSurge, m_export})
        head->addWidget(each);
    auto* lists = new QSplitter(Qt::Vertical, this);
    lists->setObjectName(u"teamSplit"_s);
    lists->setChildrenCollapsible(false);
    lists->addWidget(buildPeople());
    lists->addWidget(m_queues);
    lists->setStretchFactor(0, 2);
    lists->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(m_alert, 0, Qt::AlignLeft);
    layout->addWidget(lists, 1);
    layout->addWidget(m_said);
    for (const auto& [button, name] : {std::pair(m_surge, u"team.surge"_s), std::pair(m_export, u"team.export"_s)}) {
        QAction* action = m_parts.actions.find(name);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, this, &TeamPage::showActions);
    }
    connect(m_list, &PeopleList::chosenChanged, this, &TeamPage::onChosen);
    for (auto changed : {&PresenceModel::rowsInserted, &PresenceModel::rowsRemoved})
        connect(&m_parts.presence.people(), changed, this, &TeamPage::showCount);
    connect(&m_parts.presence, &PresenceService::onlineChanged, this, &TeamPage::onChosen);
    connect(&m_parts.presence, &PresenceService::queuesChanged, this, &TeamPage::showActions);
    connect(m_queues, &QueueBoard::openRequested, this, &TeamPage::openRequested);
    connect(m_queues, &QueueBoard::whyRequested, this, &TeamPage::whyRequested);
    connect(m_alert, &QPushButton::clicked, this, &TeamPage::alertActivated);
    connect(m_handOver, &QPushButton::clicked, this, &TeamPage::handOver);
    connect(m_endSurge, &QPushButton::clicked, this, &TeamPage::endSurge);
    connect(m_give, &QPushButton::clicked, this, [this] {
        if (const auto who = m_list->chosen(); who && who->asks)
            change(Presence::onBreak, *who->asks);
    });
    connect(m_notNow, &QPushButton::clicked, this, [this] {
        if (const auto who = m_list->chosen())
            change(who->state.presence, who->state.reason);
    });
    connect(&m_parts.ticker, &Ticker::ticked, this, &TeamPage::showTimes);
    retranslate();
}

QWidget* TeamPage::buildPeople()
{
    auto* people = new QWidget(this);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* each : {m_presence, m_handOver, m_give, m_notNow})
        buttons->addWidget(each);
    buttons->addStretch(1);
    buttons->addWidget(m_count);
    auto* layout = new QVBoxLayout(people);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    return people;
}

void TeamPage::buildMenu()
{
    QMenu* menu = m_presence->menu();
    menu->clear();
    for (const PresenceChoice& choice : kChoices) {
        QAction* action = menu->addAction(presenceText(choice.presence, choice.reason));
        connect(action, &QAction::triggered, this, [this, choice] { change(choice.presence, choice.reason); });
    }
}

void TeamPage::showTimes()
{
    if (!isVisible())
        return;
    m_list->showTimes();
    m_queues->showTimes();
    showAlert();
    if (m_saidUntil && m_parts.clock.now() > *m_saidUntil)
        untell();
}

void TeamPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showTimes();
    if (!event->spontaneous())
        focusPeople();
}

void TeamPage::showAlert()
{
    const Parts::Alert alert = m_parts.alert();
    if (alert.sentence != m_alert->text()) {
        m_alert->setText(alert.sentence);
        m_alert->setIcon(alert.icon);
    }
    m_alert->setVisible(!alert.sentence.isEmpty());
}

void TeamPage::choose(PersonId person)
{
    m_list->choose(person);
    focusPeople();
}

/// No proxy does this: Tab would come to the page itself first, and from there leap over all that is above the list.
void TeamPage::focusPeople()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

void TeamPage::setLongestWait(Millis most)
{
    m_queues->setTarget(most);
}

void TeamPage::setOwedTarget(Millis target)
{
    m_list->setOwedTarget(target);
}

void TeamPage::onChosen()
{
    const auto who = m_list->chosen();
    const bool online = m_parts.presence.isOnline();
    for (QPushButton* each : {m_presence, m_handOver, m_give, m_notNow}) {
        each->setEnabled(who && online);
        each->setToolTip(online ? QString() : offlineSentence());
    }
    for (QPushButton* each : {m_give, m_notNow})
        each->setVisible(who && who->asks);
}

void TeamPage::showCount()
{
    const int people = m_parts.presence.people().rowCount();
    const auto windows = (people + PresenceModel::kWindow - 1) / PresenceModel::kWindow;
    const auto round = std::chrono::duration_cast<std::chrono::seconds>(windows * PresenceModel::kStay);
    m_count->setText(windows > 1 ? tr("%n people, each seen anew about every %1 s", nullptr, people).arg(round.count())
                                 : tr("%n people", nullptr, people));
}

/// The buttons are the actions: they say the same, and are there and can be pressed when these can.
void TeamPage::showActions()
{
    const auto until = m_parts.presence.surgeUntil();
    const QAction* surge = m_parts.actions.find(u"team.surge"_s);
    const QAction* table = m_parts.actions.find(u"team.export"_s);
    for (const auto& [button, action] : {std::pair(m_surge, surge), std::pair(m_endSurge, surge), std::pair(m_export, table)}) {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->isEnabled() ? QString() : action->toolTip());
    }
    m_surge->setText(surge->text());
    m_export->setText(table->text());
    m_surge->setVisible(surge->isVisible() && !until);
    m_endSurge->setVisible(surge->isVisible() && until);
    m_export->setVisible(table->isVisible());
    m_surgeSaid->setVisible(until.has_value());
    m_surgeSaid->setText(until ? surgeText(*until) : QString());
}

void TeamPage::change(Presence presence, BreakReason reason)
{
    const auto who = m_list->chosen();
    if (!who)
        return;
    untell();
    m_parts.presence.setOf(who->person, presence, reason, this, [this, name = who->name](const Result<void>& done) {
        if (done)
            tell(tr("%1 was told.").arg(name), false);
        else if (done.error().code == Code::conflict)
            tell(done.error().limit > 0
                    ? tr("%1 still has %n conversation(s). Hand them over first.", nullptr, int(done.error().limit)).arg(name)
                    : tr("%1 is not connected.").arg(name),
                true);
        else
            tell(errorSentence(done.error()), true);
    });
}

void TeamPage::handOver()
{
    const auto who = m_list->chosen();
    if (!who)
        return;
    untell();
    auto* dialog = new HandOverDialog(m_parts.presence, who->person, who->name, who->held, who->owed, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &HandOverDialog::handedOver, this, [this, name = who->name](qint64 count) {
        tell(tr("%n conversation(s) of %1 were handed over.", nullptr, int(count)).arg(name), false);
    });
    dialog->open();
}

void TeamPage::endSurge()
{
    untell();
    m_parts.presence.setSurge(false, this, [this](const Result<void>& done) {
        if (done)
            tell(tr("Surge mode is over."), false);
        else
            tell(errorSentence(done.error()), true);
    });
}

void TeamPage::tell(const QString& sentence, bool isError)
{
    m_said->setRole(isError ? ColorRole::critical : ColorRole::muted);
    m_said->setText(sentence);
    m_saidUntil = m_parts.clock.now() + kSaidFor;
}

void TeamPage::untell()
{
    m_said->clear();
    m_saidUntil.reset();
}

void TeamPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void TeamPage::retranslate()
{
    m_title->setText(tr("Team"));
    m_presence->setText(tr("Change state"));
    m_handOver->setText(tr("Hand over…"));
    m_give->setText(tr("Give the break"));
    m_notNow->setText(tr("Not now"));
    m_endSurge->setText(tr("End now"));
    untell();
    buildMenu();
    onChosen();
    showCount();
    showActions();
    showAlert();
}

} // namespace greenroom
