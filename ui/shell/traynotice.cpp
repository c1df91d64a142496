// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/traynotice.h"

#include <QApplication>
#include <QSystemTrayIcon>
#include <QTimer>
#include <QWidget>

#include "app/notifications/notificationservice.h"
#include "app/workspace/workspace.h"
#include "core/text/display.h"
#include "ui/presence/teampage.h"
#include "ui/shell/alertwords.h"
#include "ui/sound/sound.h"
#include "ui/theme/icons.h"
#include "ui/words/termwords.h"

namespace greenroom {

TrayNotice::TrayNotice(const Parts& parts, QWidget* window)
    : QObject(window)
    , m_parts(parts)
    , m_window(window)
{
    window->installEventFilter(this);
    connect(&m_parts.notifications, &NotificationService::soundDue, this, [](SoundClass sound) {
        if (Sound* machine = machineSound())
            machine->play(sound == SoundClass::nearlyDue ? Tone::urgent : Tone::arrival);
        else
            QApplication::beep();
    });
    connect(&m_parts.notifications, &NotificationService::badgeChanged, this, &TrayNotice::showBadge);
    connect(&m_parts.notifications, &NotificationService::noticeChanged, this, &TrayNotice::showNotice);
    connect(&m_parts.team, &TeamAlerts::told, this, &TrayNotice::showAlert);
    connect(&m_parts.own, &OwnAlerts::told, this, &TrayNotice::showOwn);
    // The window first: asking the session's bus and painting the icons takes longer than the rest of it.
    QTimer::singleShot(500, this, &TrayNotice::makeTray);
}

void TrayNotice::makeTray()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    m_tray = new QSystemTrayIcon(applicationIcon(), this);
    const auto raise = [this] {
        m_window->show();
        m_window->raise();
        m_window->activateWindow();
    };
    connect(m_tray, &QSystemTrayIcon::activated, this, raise);
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, raise);
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_clicked)
            m_clicked();
    });
    showBadge();
    m_tray->show();
}

bool TrayNotice::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showBadge();
    return QObject::eventFilter(watched, event);
}

void TrayNotice::showBadge()
{
    const int badge = m_parts.notifications.badge();
    if (m_tray) {
        m_tray->setIcon(badgedIcon(badge, modeOf(m_window->palette())));
        m_tray->setToolTip(tr("Greenroom: %n conversation(s) want you", nullptr, badge));
    }
    m_window->setWindowIcon(badgedIcon(badge, ColorMode::light));
}

void TrayNotice::showNotice()
{
    const auto& notice = m_parts.notifications.notice();
    if (!notice || !m_tray || m_window->isActiveWindow())
        return;
    QString name = safeName(notice->customerName);
    if (name.isEmpty())
        name = anonymousWord();
    QString title;
    switch (notice->kind) {
    case NoticeKind::offered: title = tr("%1 is offered to you").arg(name); break;
    case NoticeKind::newConversation: title = tr("%1 is yours now").arg(name); break;
    case NoticeKind::nearlyDue: title = tr("%1 has waited long for a reply").arg(name); break;
    case NoticeKind::overdue: title = tr("The reply to %1 is overdue").arg(name); break;
    case NoticeKind::customerSaid: title = tr("%1 wrote").arg(name); break;
    case NoticeKind::asked: title = tr("A colleague asks you about %1").arg(name); break;
    }
    m_clicked = [this] {
        if (const auto& worst = m_parts.notifications.notice())
            m_parts.workspace.requestOpen(worst->conversation);
    };
    // Notification servers read markup in the body; what customers say must not be read so.
    const QString said = safeName(previewText(notice->preview)).toHtmlEscaped();
    m_tray->showMessage(title.toHtmlEscaped(),
        notice->others > 0 ? tr("%1 (and %n more)", nullptr, notice->others).arg(said) : said, applicationIcon());
}

/// Also over one's own work: what the team needs stands on its page alone.
void TrayNotice::showAlert(const TeamAlert& alert)
{
    const auto* team = m_window->findChild<TeamPage*>();
    if (!m_tray || (m_window->isActiveWindow() && team && team->isVisible()))
        return;
    m_clicked = [this, conversation = alert.conversation] {
        if (conversation)
            m_parts.workspace.requestOpen(*conversation);
        else
            Q_EMIT teamRequested();
    };
    m_tray->showMessage(tr("Team"), alertSentence(alert, m_parts.clock.now()).toHtmlEscaped(), applicationIcon());
}

/// The desk says it too, to whoever looks at it.
void TrayNotice::showOwn(const OwnAlert& alert)
{
    if (!m_tray || m_window->isActiveWindow())
        return;
    m_clicked = {};
    m_tray->showMessage(tr("Desk"), ownAlertSentence(alert).toHtmlEscaped(), applicationIcon());
}

} // namespace greenroom
