// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>

#include <QAbstractEventDispatcher>
#include <QHash>

#include "core/base/instant.h"

namespace greenroom::proof {

/// The time of a simulated world: stands still until the next thing is due, then is there. Also the event dispatcher of
/// its thread, so that every QTimer runs by it. One for a process, made before the application object.
class VirtualTime final : public QAbstractEventDispatcher {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VirtualTime)
public:
    VirtualTime() = default;

    Instant now() const { return m_now; }
    void at(Instant due, std::function<void()> action);
    void after(Millis wait, std::function<void()> action) { at(m_now + wait, std::move(action)); }
    /// Does everything that falls due until then, in order, and posted events after each.
    void run(Millis time);
    /// Another world begins, at this time: nothing of the last one is left.
    void begin(Instant now);

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier*) override { }
    void unregisterSocketNotifier(QSocketNotifier*) override { }
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject* object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject* object) override;
    QList<TimerInfo> registeredTimers(QObject* object) const override;
    int remainingTime(int id) override;
    void wakeUp() override { }
    void interrupt() override { }

private:
    struct Timer {
        QObject* object = nullptr;
        qint64 interval = 0;
        Qt::TimerType type = Qt::CoarseTimer;
        Instant due;
    };
    struct Item {
        int timer = 0; ///< or 0: the action
        std::function<void()> action;
    };
    void schedule(int id, Timer& timer);

    Instant m_now;
    std::multimap<Instant, Item> m_items;
    QHash<int, Timer> m_timers;
};

} // namespace greenroom::proof
