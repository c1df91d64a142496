// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusstrip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "app/presence/presenceservice.h"
#include "app/sessions/sessionservice.h"
#include "ui/theme/icons.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/label.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

StatusStrip::StatusStrip(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_presence(new QToolButton(this))
    , m_load(new Label(this))
    , m_queue(new Label(this))
    , m_connection(new QToolButton(this))
{
    setObjectName(u"statusStrip"_s);
    m_presence->setObjectName(u"presenceButton"_s);
    m_presence->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_presence->setPopupMode(QToolButton::InstantPopup);
    m_presence->setAutoRaise(true);
    auto* menu = new QMenu(m_presence);
    menu->setToolTipsVisible(true);
    for (const char* name : {"online", "windingDown", "rest", "meal", "afterWork", "training", "meeting", "offline"})
        menu->addAction(m_parts.actions.find(u"presence."_s + QString::fromLatin1(name)));
    for (QAction* each : menu->actions())
        each->setCheckable(true);
    // Anew each time: choosing one ticks it before the server has agreed.
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        const Presence now = m_parts.presence.presence();
        const QString name = now == Presence::onBreak ? enumName(m_parts.presence.reason()) : enumName(now);
        for (QAction* each : menu->actions())
            each->setChecked(each->objectName() == u"presence."_s + name);
    });
    m_presence->setMenu(menu);
    m_connection->setObjectName(u"connectionButton"_s);
    m_connection->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_connection->setAutoRaise(true);
    connect(m_connection, &QToolButton::clicked, &m_parts.session, &SessionService::retryNow);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 8, 2);
    row->setSpacing(16);
    row->addWidget(m_presence);
    row->addWidget(m_load);
    row->addWidget(m_queue);
    row->addStretch(1);
    row->addWidget(m_connection);
    connect(&m_parts.presence, &PresenceService::changed, this, &StatusStrip::update);
    connect(&m_parts.presence, &PresenceService::queuesChanged, this, &StatusStrip::updateQueue);
    connect(&m_parts.session, &SessionService::connectionChanged, this, &StatusStrip::update);
    connect(&m_parts.ticker, &Ticker::ticked, this, &StatusStrip::updateQueue);
    update();
}

void StatusStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        update();
}

void StatusStrip::update()
{
    const Presence presence = m_parts.presence.presence();
    const Connection connection = m_parts.session.connection();
    const bool unable = m_parts.session.isServerUnable();
    // What cannot be stored does not change: then this is the last that was told, as without a connection.
    const bool holds = connection == Connection::connected && !unable;
    m_presence->setIcon(dot(holds ? presence : Presence::disconnected, m_presence));
    const QString word = presence == Presence::onBreak ? breakWord(m_parts.presence.reason()) : presenceWord(presence);
    m_presence->setText(holds ? word : tr("Last known: %1").arg(word));
    m_presence->setAccessibleName(tr("Presence: %1").arg(m_presence->text()));
    m_load->setText(tr("Load %1 of %2").arg(m_parts.presence.load()).arg(m_parts.presence.capacity()));
    switch (connection) {
    case Connection::connected: m_connection->setText(tr("Connected")); break;
    case Connection::connecting: m_connection->setText(tr("Connecting…")); break;
    case Connection::offline: m_connection->setText(tr("No connection. Messages are kept and sent later. Connect now")); break;
    case Connection::signedOut: m_connection->setText(tr("Signed out")); break;
    }
    if (unable)
        m_connection->setText(tr("The server cannot store just now. Messages are kept and sent later."));
    m_connection->setIcon(unable                  ? icon("clock"_L1, ColorRole::caution)
            : connection == Connection::connected ? icon("network-connect"_L1, ColorRole::positive)
                                                  : icon("network-disconnect"_L1, ColorRole::critical));
    m_connection->setEnabled(connection != Connection::signedOut);
    m_connection->setToolTip(connection == Connection::offline && !unable
            ? plainToolTip(errorSentence(m_parts.session.connectionReason()))
            : QString());
    m_connection->setAccessibleName(tr("Connection: %1").arg(m_connection->text()));
    updateQueue();
}

void StatusStrip::updateQueue()
{
    const int waiting = static_cast<int>(m_parts.presence.waiting());
    const auto since = m_parts.presence.longestSince();
    const QString text = since && waiting > 0
        ? tr("%n waiting, longest %1", nullptr, waiting).arg(spanText(m_parts.clock.now() - *since))
        : tr("Nobody waits");
    if (text != m_queue->text())
        m_queue->setText(text);
}

} // namespace greenroom
