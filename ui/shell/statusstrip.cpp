// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusstrip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include "app/presence/presenceservice.h"
#include "app/sessions/sessionservice.h"
#include "ui/shell/presencebar.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/ticker.h"
#include "ui/words/errorwords.h"
#include "ui/words/routingwords.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

StatusStrip::StatusStrip(const Parts& parts, QWidget* parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_presence(
          new PresenceBar({parts.session, parts.presence, parts.lockBreak, parts.clock, parts.ticker, parts.actions}, this))
    , m_load(new Label(this))
    , m_queue(new Label(this))
    , m_surge(new Label(this, TextSize::base, ColorRole::caution, true))
    , m_connection(new QToolButton(this))
{
    setObjectName(u"statusStrip"_s);
    m_surge->setObjectName(u"surgeSaid"_s);
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
    row->addWidget(m_surge);
    row->addStretch(1);
    row->addWidget(m_connection);
    connect(m_presence, &PresenceBar::refused, this, &StatusStrip::presenceRefused);
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
    const Connection connection = m_parts.session.connection();
    const bool unable = m_parts.session.isServerUnable();
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
    const auto surge = m_parts.presence.surgeUntil();
    m_surge->setVisible(surge.has_value());
    m_surge->setText(surge ? surgeText(*surge) : QString());
}

} // namespace greenroom
