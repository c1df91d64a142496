// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace greenroom {

/// A session bus that nothing else is on. Ends with it.
class PrivateBus {
public:
    PrivateBus() = default;
    ~PrivateBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished(3000);
    }
    Q_DISABLE_COPY_MOVE(PrivateBus)

    static bool isInstalled() { return !QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty(); }
    /// Its address; empty when it does not start.
    QString start()
    {
        m_daemon.setStandardErrorFile(QProcess::nullDevice());
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        return QTest::qWaitFor([this] { return m_daemon.canReadLine(); }, 20'000)
            ? QString::fromUtf8(m_daemon.readLine()).trimmed()
            : QString();
    }

private:
    QProcess m_daemon;
};

/// The screensaver service of a desktop, on a connection of its own.
class FakeScreenSaver {
public:
    FakeScreenSaver(const QString& address, const QString& name)
        : m_connection(QStringLiteral("screensaver-") + name)
        , m_name(name)
        , m_bus(QDBusConnection::connectToBus(address, m_connection))
    {
        if (!m_bus.registerService(name))
            qFatal("the service cannot be registered");
    }
    ~FakeScreenSaver()
    {
        m_bus.unregisterService(m_name);
        QDBusConnection::disconnectFromBus(m_connection);
    }
    Q_DISABLE_COPY_MOVE(FakeScreenSaver)

    void tell(bool active, const QString& path = QStringLiteral("/ScreenSaver")) const
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, m_name, QStringLiteral("ActiveChanged"));
        signal << active;
        m_bus.send(signal);
    }

private:
    QString m_connection;
    QString m_name;
    QDBusConnection m_bus;
};

} // namespace greenroom
