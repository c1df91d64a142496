// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QObject>
#include <QSet>

namespace greenroom {

/// Whether this machine's screen is locked, as the desktop's screensaver service tells it on the session bus. Main thread.
class ScreenLock final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScreenLock)
public:
    ScreenLock(const QDBusConnection& bus, QObject* parent);

    /// There is a service that tells.
    bool isAvailable() const { return !m_services.isEmpty(); }

Q_SIGNALS:
    void lockedChanged(bool locked);
    void availableChanged();

private:
    void onActiveChanged(bool active);
    void setService(const QString& name, bool there);

    QSet<QString> m_services; ///< those that are there
    bool m_locked = false;
};

} // namespace greenroom
