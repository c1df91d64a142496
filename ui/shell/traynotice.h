// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSystemTrayIcon;
class QWidget;

namespace greenroom {

class NotificationService;
class Workspace;

/// Tray icon with the number of what waits for this person, one merged notification that opens the worst, and sounds.
class TrayNotice final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayNotice)

public:
    TrayNotice(NotificationService& notifications, Workspace& workspace, QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeTray();
    void showNotice();
    void showBadge();

    NotificationService& m_notifications;
    Workspace& m_workspace;
    QWidget* m_window;
    QSystemTrayIcon* m_tray = nullptr;
};

} // namespace greenroom
