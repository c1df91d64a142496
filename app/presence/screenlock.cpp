// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presence/screenlock.h"

#include <utility>

#include <QDBusAbstractInterface>
#include <QDBusConnectionInterface>
#include <QDBusServiceWatcher>

namespace greenroom {

using namespace Qt::StringLiterals;

/// An object of a screensaver service, whose interface is called as the service is. The bus finds the signal by its name.
class ScreenSaverObject final : public QDBusAbstractInterface {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScreenSaverObject)
public:
    ScreenSaverObject(const char* service, const char* path, const QDBusConnection& bus, QObject* parent)
        : QDBusAbstractInterface(QString::fromLatin1(service), QString::fromLatin1(path), service, bus, parent)
    {
    }

Q_SIGNALS:
    void ActiveChanged(bool active);
};

namespace {

constexpr auto kFreedesktop = "org.freedesktop.ScreenSaver";
constexpr auto kGnome = "org.gnome.ScreenSaver";

} // namespace

ScreenLock::ScreenLock(const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
{
    if (!bus.isConnected())
        return;
    auto* watcher = new QDBusServiceWatcher(this);
    watcher->setConnection(bus);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this](const QString& name) { setService(name, true); });
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this](const QString& name) { setService(name, false); });
    for (const char* service : {kFreedesktop, kGnome}) {
        const QString name = QString::fromLatin1(service);
        watcher->addWatchedService(name);
        if (bus.interface()->isServiceRegistered(name))
            m_services.insert(name);
    }
    for (const auto& [service, path] : {std::pair(kFreedesktop, "/org/freedesktop/ScreenSaver"),
             std::pair(kFreedesktop, "/ScreenSaver"), std::pair(kGnome, "/org/gnome/ScreenSaver")})
        connect(new ScreenSaverObject(service, path, bus, this), &ScreenSaverObject::ActiveChanged, this,
            &ScreenLock::onActiveChanged);
}

void ScreenLock::onActiveChanged(bool active)
{
    if (std::exchange(m_locked, active) != active) // some tell it on two paths
        Q_EMIT lockedChanged(active);
}

void ScreenLock::setService(const QString& name, bool there)
{
    const bool before = isAvailable();
    if (there)
        m_services.insert(name);
    else
        m_services.remove(name);
    if (isAvailable() == before)
        return;
    m_locked = false; // unknown, rather: nobody is left who would tell that it is unlocked, but the next lock is news
    Q_EMIT availableChanged();
}

} // namespace greenroom

#include "screenlock.moc"
