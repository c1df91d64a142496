// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include <QAbstractEventDispatcher>
#include <QHash>

#include "server/coordinator/pace.h"

namespace greenroom {

/// The event loop of a thread with thousands of sockets: what Qt's own Unix dispatcher does, on epoll(7), so that a
/// turn costs what happened in it and not how many sockets there are.
///
/// Differs from Qt's in this: timers of every type are precise to the millisecond, or with a pace to its step; descriptors
/// that poll(2) takes and epoll refuses (regular files) are refused with a warning.
/// Give it to a thread before that starts: thread->setEventDispatcher(new EpollDispatcher).
/// wakeUp() and interrupt() from any thread, all else from the loop's own.
class EpollDispatcher final : public QAbstractEventDispatcher {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EpollDispatcher)

public:
    explicit EpollDispatcher(QObject* parent = nullptr);
    ~EpollDispatcher() override;

    /// Waits for sockets are at this pace from now on (server/coordinator/pace.h). Before the thread starts, or from it.
    void setPace(std::chrono::microseconds step) { m_pace.emplace(step); }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void wakeUp() override;
    void interrupt() override;

    void registerSocketNotifier(QSocketNotifier* notifier) override;
    void unregisterSocketNotifier(QSocketNotifier* notifier) override;

    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject* object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject* object) override;
    QList<TimerInfo> registeredTimers(QObject* object) const override;
    int remainingTime(int id) override;

private:
    using Clock = std::chrono::steady_clock;

    struct Descriptor {
        std::array<QSocketNotifier*, 3> notifiers {}; // by QSocketNotifier::Type
        quint32 wanted = 0;
        quint32 applied = 0;
        std::array<bool, 3> pending {}; // stands in m_pending
        bool known = false; // epoll has it
        bool dirty = false; // stands in m_dirty
    };
    struct Timer {
        Clock::time_point due;
        quint64 turn = 0; // order among equal deadlines, and which arming this is
        quint64 birth = 0; // tells a timer from an earlier one with the same id
        std::chrono::milliseconds interval {};
        Qt::TimerType type = Qt::PreciseTimer;
        QObject* object = nullptr;
        bool firing = false; // a nested loop must not fire it again
    };
    struct Due {
        Clock::time_point at;
        quint64 turn;
        int id;
        friend auto operator<=>(const Due&, const Due&) = default;
    };

    void want(int fd, Descriptor& descriptor);
    void applyWanted();
    void apply(int fd, Descriptor& descriptor);
    void forget(int fd);
    int timeout(bool mayWait, bool withTimers) const;
    bool drainWakeUp();
    int waitForSockets(int timeoutMs);
    int waitForWakeUp(int timeoutMs);
    int activateNotifiers();
    int activateTimers();
    void arm(int id, Timer& timer, Clock::time_point due);

    int m_epoll = -1;
    int m_wakeUp = -1;
    std::atomic<bool> m_awake {false}; // the eventfd is signalled
    std::atomic<bool> m_interrupted {false};
    std::unordered_map<int, Descriptor> m_descriptors;
    std::vector<int> m_dirty;
    std::deque<QSocketNotifier*> m_pending; // ready, not yet told; a nested loop goes on with it
    QHash<int, Timer> m_timers;
    std::set<Due> m_due; // those not firing
    quint64 m_lastTurn = 0;
    std::optional<Pace> m_pace;
};

} // namespace greenroom
