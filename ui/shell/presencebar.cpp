// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/presencebar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "app/sessions/sessionservice.h"
#include "core/text/display.h"
#include "ui/theme/colors.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kNearlyOver {60'000};
constexpr Millis kSaidFor {60'000};

/// State by shape and colour: full for online, half for busy, ring for not there.
QIcon dot(Presence presence, const QToolButton* button)
{
    // As large as the button asks for: a smaller one would be stretched on a fine screen.
    const double ratio = button->devicePixelRatioF();
    const QSize size = button->iconSize();
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate((size.width() - 12) / 2.0, (size.height() - 12) / 2.0);
    const bool online = presence == Presence::online;
    const bool away = presence == Presence::offline || presence == Presence::disconnected;
    const QColor ink = color(online ? ColorRole::positive : (away ? ColorRole::muted : ColorRole::caution), button->palette());
    painter.setPen(QPen(ink, 2));
    painter.setBrush(online ? QBrush(ink) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(2, 2, 8, 8));
    if (!online && !away) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawPie(QRectF(2, 2, 8, 8), 90 * 16, 180 * 16);
    }
    return QIcon(pixmap);
}

struct Choice {
    const char* name;
    Presence presence;
    BreakReason reason;
};
constexpr Choice kChoices[] {{"online", Presence::online, BreakReason::none}, {"rest", Presence::onBreak, BreakReason::rest},
    {"meal", Presence::onBreak, BreakReason::meal}, {"afterWork", Presence::afterWork, BreakReason::none},
    {"training", Presence::training, BreakReason::none}, {"meeting", Presence::meeting, BreakReason::none},
    {"offline", Presence::offline, BreakReason::none}};

} // namespace

PresenceBar::PresenceBar(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_button(new QToolButton(this))
    , m_said(new Label(this, TextSize::base, ColorRole::muted))
    , m_ask(new QToolButton(this))
{
    m_button->setObjectName(u"presenceButton"_s);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setAutoRaise(true);
    m_button->setMenu(buildMenu());
    m_said->setObjectName(u"presenceSaid"_s);
    m_ask->setObjectName(u"presenceAsk"_s);
    m_ask->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_button);
    row->addWidget(m_said);
    row->addWidget(m_ask);
    connectActions();
    connect(&m_parts.presence, &PresenceService::changed, this, &PresenceBar::onChanged);
    connect(&m_parts.session, &SessionService::connectionChanged, this, &PresenceBar::update);
    connect(&m_parts.session, &SessionService::meChanged, this, [this] {
        m_noBreak.reset();
        m_stayedOnline.reset();
        update();
    });
    connect(&m_parts.lockBreak, &LockBreak::changed, this, &PresenceBar::showLockBreak);
    connect(&m_parts.lockBreak, &LockBreak::refused, this, &PresenceBar::onLockBreakRefused);
    connect(&m_parts.ticker, &Ticker::ticked, this, &PresenceBar::showBreak);
    update();
}

QMenu* PresenceBar::buildMenu()
{
    auto* menu = new QMenu(m_button);
    menu->setToolTipsVisible(true);
    for (const char* name : {"online", "windingDown", "windingDownBreak", "rest", "meal", "afterWork", "training", "meeting",
             "offline", "ask", "withdraw"})
        menu->addAction(m_parts.actions.find(u"presence."_s + QString::fromLatin1(name)));
    const QList<QAction*> choices = menu->actions();
    for (QAction* each : choices)
        each->setCheckable(each->objectName() != "presence.ask"_L1 && each->objectName() != "presence.withdraw"_L1);
    menu->addSeparator();
    menu->addAction(m_parts.actions.find(u"break.whenLocked"_s));
    // Anew each time: choosing one ticks it before the server has agreed.
    connect(menu, &QMenu::aboutToShow, this, [this, choices] {
        const Presence now = m_parts.presence.presence();
        QString name = now == Presence::onBreak ? enumName(m_parts.presence.reason()) : enumName(now);
        if (now == Presence::windingDown && m_parts.presence.afterWindingDown() == Presence::onBreak)
            name = u"windingDownBreak"_s;
        for (QAction* each : choices)
            each->setChecked(each->isCheckable() && each->objectName() == u"presence."_s + name);
    });
    return menu;
}

void PresenceBar::connectActions()
{
    const auto on = [this](const char* name, auto&& act) {
        connect(m_parts.actions.find(u"presence."_s + QString::fromLatin1(name)), &QAction::triggered, this,
            std::forward<decltype(act)>(act));
    };
    for (const Choice& choice : kChoices)
        on(choice.name,
            [this, choice] { m_parts.presence.set(choice.presence, choice.reason, this, whenDone(choice.reason)); });
    on("windingDown",
        [this] { m_parts.presence.windDown(Presence::offline, BreakReason::none, this, whenDone(BreakReason::none)); });
    on("windingDownBreak",
        [this] { m_parts.presence.windDown(Presence::onBreak, BreakReason::rest, this, whenDone(BreakReason::rest)); });
    on("ask", [this] {
        if (m_noBreak)
            m_parts.presence.askBreak(m_noBreak->reason, this, whenDone(m_noBreak->reason));
    });
    connect(m_parts.actions.find(u"break.whenLocked"_s), &QAction::triggered, this,
        [this](bool wanted) { m_parts.lockBreak.setOn(wanted); });
    // Any state takes it back, and these two are the server's to say.
    on("withdraw", [this] {
        const Presence now = m_parts.presence.presence();
        const bool own = now != Presence::notResponding && now != Presence::disconnected;
        m_parts.presence.set(own ? now : Presence::online, own ? m_parts.presence.reason() : BreakReason::none, this,
            whenDone(m_parts.presence.reason()));
    });
}

PresenceService::DoneCallback PresenceBar::whenDone(BreakReason reason)
{
    return [this, reason](const Result<void>& done) {
        m_noBreak.reset();
        m_stayedOnline.reset();
        if (!done && done.error().code == Code::conflict && done.error().field == "reason"_L1)
            m_noBreak = NoBreak {reason, done.error().limit, m_parts.presence.presence()};
        else if (!done)
            Q_EMIT refused(done.error());
        update();
    };
}

void PresenceBar::onChanged()
{
    if (m_noBreak && (m_parts.presence.presence() != m_noBreak->in || m_parts.presence.asks()))
        m_noBreak.reset();
    if (m_parts.presence.presence() != Presence::online)
        m_stayedOnline.reset();
    update();
}

void PresenceBar::onLockBreakRefused(const Error& why)
{
    if (why.code != Code::conflict || why.field != "reason"_L1) {
        Q_EMIT refused(why);
        return;
    }
    m_stayedOnline = StayedOnline {why.limit, m_parts.clock.now() + kSaidFor};
    showBreak();
}

void PresenceBar::showLockBreak()
{
    m_parts.actions.setEnabled(u"break.whenLocked"_s, m_parts.lockBreak.isAvailable(),
        tr("Nothing on this machine says when the screen is locked: there is no screensaver service on the session bus."));
    m_parts.actions.find(u"break.whenLocked"_s)->setChecked(m_parts.lockBreak.isOn());
}

void PresenceBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        update();
}

void PresenceBar::update()
{
    const Presence presence = m_parts.presence.presence();
    const bool unable = m_parts.session.isServerUnable();
    // What cannot be stored does not change: then this is the last that was told, as without a connection.
    const bool holds = m_parts.session.connection() == Connection::connected && !unable;
    m_button->setIcon(dot(holds ? presence : Presence::disconnected, m_button));
    const QString word = presenceText(presence, m_parts.presence.reason(), m_parts.presence.afterWindingDown());
    m_button->setText(holds ? word : tr("Last known: %1").arg(word));
    m_button->setAccessibleName(tr("Presence: %1").arg(m_button->text()));
    const QString whyNot = holds ? QString() : unable ? errorSentence({Code::unavailable, {}, {}, 0}) : offlineSentence();
    const bool asks = m_parts.presence.asks().has_value();
    for (const QAction* action : m_parts.actions.all()) {
        const QString name = action->objectName();
        if (name.startsWith("presence."_L1) && name != "presence.ask"_L1 && name != "presence.withdraw"_L1)
            m_parts.actions.setEnabled(name, holds, whyNot);
    }
    for (const auto& [name, applies] :
        {std::pair(u"presence.ask"_s, m_noBreak.has_value()), std::pair(u"presence.withdraw"_s, asks)}) {
        m_parts.actions.setEnabled(name, holds && applies, whyNot);
        m_parts.actions.find(name)->setVisible(applies);
    }
    m_ask->setDefaultAction(m_parts.actions.find(asks ? u"presence.withdraw"_s : u"presence.ask"_s));
    m_ask->setVisible(asks || m_noBreak);
    showLockBreak();
    showBreak();
}

void PresenceBar::showBreak()
{
    const Instant now = m_parts.clock.now();
    const auto until = m_parts.presence.presence() == Presence::onBreak ? m_parts.presence.until() : std::nullopt;
    QString said;
    ColorRole role = ColorRole::muted;
    if (until) {
        said = breakClockText(*until, now);
        role = now > *until ? ColorRole::critical : *until - now <= kNearlyOver ? ColorRole::caution : ColorRole::muted;
    } else if (const auto asks = m_parts.presence.asks()) {
        said = askedBreakText(*asks);
    } else if (m_noBreak) {
        said = tr("%n people are on break already", nullptr, static_cast<int>(m_noBreak->limit));
        role = ColorRole::caution;
    } else if (m_stayedOnline && now < m_stayedOnline->until) {
        said = tr(
            "No break while the screen was locked: %n people were on one", nullptr, static_cast<int>(m_stayedOnline->limit));
        role = ColorRole::caution;
    }
    const auto& me = m_parts.session.me();
    if (const QString by = m_parts.presence.changedBy(); !by.isEmpty() && me && by != me->name) {
        const QString changed = tr("by %1").arg(safeName(by));
        said = said.isEmpty() ? changed : said + u" · "_s + changed;
    }
    m_said->setRole(role);
    m_said->setVisible(!said.isEmpty());
    if (said != m_said->text())
        m_said->setText(said);
}

} // namespace greenroom
