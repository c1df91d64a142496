// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QObject>

#include "app/notifications/ownalerts.h"
#include "app/notifications/teamalerts.h"

class QSystemTrayIcon;
class QWidget;

namespace greenroom {

class NotificationService;
class Workspace;

/// Tray icon with the number of what waits for this person, one merged notification that opens the worst, one of the same kind
/// for who leads, what somebody else did to this person, and sounds.
class TrayNotice final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayNotice)

public:
    struct Parts {
        NotificationService& notifications;
        TeamAlerts& team;
        OwnAlerts& own;
        Workspace& workspace;
        const DeskClock& clock;
    };
    TrayNotice(const Parts& parts, QWidget* window);

Q_SIGNALS:
    /// The notification was about the team as such.
    void teamRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTray();
    void showNotice();
    void showAlert(const TeamAlert& alert);
    void showOwn(const OwnAlert& alert);
    void showBadge();

    Parts m_parts;
    QWidget* m_window;
    std::function<void()> m_clicked; ///< where the one that was shown last leads; none: to the window alone
    QSystemTrayIcon* m_tray = nullptr;
};

} // namespace greenroom
