// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/epolldispatcher.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimerEvent>

namespace greenroom {

namespace {

constexpr std::array<quint32, 3> kEvents {EPOLLIN, EPOLLOUT, EPOLLPRI}; // by QSocketNotifier::Type
constexpr int kBatch = 256;

} // namespace

EpollDispatcher::EpollDispatcher(QObject* parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUp(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (m_epoll < 0 || m_wakeUp < 0)
        qFatal("EpollDispatcher: cannot create epoll and eventfd: errno %d", errno);
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.fd = m_wakeUp;
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeUp, &event) != 0)
        qFatal("EpollDispatcher: cannot watch the eventfd: errno %d", errno);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeUp);
    ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false);
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    const bool withTimers = (flags & QEventLoop::X11ExcludeTimers) == 0;
    const bool withSockets = (flags & QEventLoop::ExcludeSocketNotifiers) == 0;
    const bool mayWait = (flags & QEventLoop::WaitForMoreEvents) != 0 && !m_interrupted.load();
    if (mayWait)
        Q_EMIT aboutToBlock();
    if (m_interrupted.load())
        return false;

    // Whoever posted meanwhile has signalled the eventfd, so the wait below ends at once.
    const int waitMs = withSockets && !m_pending.empty() ? 0 : timeout(mayWait, withTimers);
    int handled = withSockets ? waitForSockets(waitMs) : waitForWakeUp(waitMs);
    if (withSockets)
        handled += activateNotifiers();
    if (withTimers)
        handled += activateTimers();
    return handled > 0;
}

void EpollDispatcher::wakeUp()
{
    if (m_awake.exchange(true))
        return;
    const quint64 one = 1;
    while (::write(m_wakeUp, &one, sizeof one) < 0 && errno == EINTR) { }
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true);
    wakeUp();
}

bool EpollDispatcher::drainWakeUp()
{
    quint64 count = 0;
    const bool signalled = ::read(m_wakeUp, &count, sizeof count) > 0;
    // After the read: what was posted before this is seen at the next turn's sendPostedEvents.
    m_awake.store(false);
    return signalled;
}

// ---- sockets ----

void EpollDispatcher::registerSocketNotifier(QSocketNotifier* notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    const auto type = static_cast<size_t>(notifier->type());
    Descriptor& descriptor = m_descriptors[fd];
    if (descriptor.notifiers[type] && descriptor.notifiers[type] != notifier)
        qWarning("EpollDispatcher: several socket notifiers of one type on descriptor %d", fd);
    descriptor.notifiers[type] = notifier;
    descriptor.wanted |= kEvents[type];
    want(fd, descriptor);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier* notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    const auto found = m_descriptors.find(fd);
    const auto type = static_cast<size_t>(notifier->type());
    if (found == m_descriptors.end() || found->second.notifiers[type] != notifier) {
        std::erase(m_pending, notifier);
        return;
    }
    if (std::exchange(found->second.pending[type], false))
        std::erase(m_pending, notifier);
    found->second.notifiers[type] = nullptr;
    found->second.wanted &= ~kEvents[type];
    if (found->second.wanted == 0)
        forget(fd);
    else
        want(fd, found->second);
}

/// Changes are told to the kernel before the next wait: a socket switches its write notifier on and off all the time,
/// mostly within one turn.
void EpollDispatcher::want(int fd, Descriptor& descriptor)
{
    if (descriptor.dirty)
        return;
    descriptor.dirty = true;
    m_dirty.push_back(fd);
}

/// At once, because the descriptor is about to be closed and its number to be used again.
void EpollDispatcher::forget(int fd)
{
    const auto found = m_descriptors.find(fd);
    if (found->second.known)
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr);
    m_descriptors.erase(found);
}

void EpollDispatcher::applyWanted()
{
    for (const int fd : m_dirty) {
        const auto found = m_descriptors.find(fd);
        if (found != m_descriptors.end() && found->second.dirty)
            apply(fd, found->second);
    }
    m_dirty.clear();
}

void EpollDispatcher::apply(int fd, Descriptor& descriptor)
{
    descriptor.dirty = false;
    if (descriptor.known && descriptor.applied == descriptor.wanted)
        return;
    epoll_event event {};
    event.events = descriptor.wanted;
    event.data.fd = fd;
    int done = ::epoll_ctl(m_epoll, descriptor.known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
    if (done != 0 && errno == ENOENT)
        done = ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
    if (done != 0 && errno == EEXIST)
        done = ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
    descriptor.known = done == 0;
    descriptor.applied = descriptor.wanted;
    if (done != 0)
        qWarning("EpollDispatcher: cannot watch descriptor %d: errno %d", fd, errno);
}

int EpollDispatcher::waitForSockets(int timeoutMs)
{
    applyWanted();
    if (timeoutMs != 0 && m_pace)
        m_pace->keep();
    std::array<epoll_event, kBatch> ready;
    const int count = ::epoll_wait(m_epoll, ready.data(), kBatch, timeoutMs);
    int handled = 0;
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = ready[static_cast<size_t>(i)];
        if (event.data.fd == m_wakeUp) {
            handled += drainWakeUp() ? 1 : 0;
            continue;
        }
        const auto found = m_descriptors.find(event.data.fd);
        if (found == m_descriptors.end())
            continue;
        for (size_t type = 0; type < kEvents.size(); ++type) {
            QSocketNotifier* notifier = found->second.notifiers[type];
            // A hang-up or an error is told to all of them, as poll's users expect.
            if (notifier && (event.events & (kEvents[type] | EPOLLHUP | EPOLLERR)) != 0
                && !std::exchange(found->second.pending[type], true))
                m_pending.push_back(notifier);
        }
    }
    return handled;
}

int EpollDispatcher::waitForWakeUp(int timeoutMs)
{
    pollfd one {m_wakeUp, POLLIN, 0};
    return ::poll(&one, 1, timeoutMs) > 0 && drainWakeUp() ? 1 : 0;
}

int EpollDispatcher::activateNotifiers()
{
    int handled = 0;
    while (!m_pending.empty()) {
        QSocketNotifier* notifier = m_pending.front();
        m_pending.pop_front();
        if (const auto found = m_descriptors.find(static_cast<int>(notifier->socket())); found != m_descriptors.end())
            found->second.pending[static_cast<size_t>(notifier->type())] = false;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++handled;
    }
    return handled;
}

// ---- timers ----

void EpollDispatcher::arm(int id, Timer& timer, Clock::time_point due)
{
    timer.due = due;
    timer.turn = ++m_lastTurn;
    m_due.insert({timer.due, timer.turn, id});
}

void EpollDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject* object)
{
    Timer& timer = m_timers[id];
    timer.interval = std::chrono::milliseconds(interval);
    timer.type = type;
    timer.object = object;
    timer.birth = ++m_lastTurn;
    arm(id, timer, Clock::now() + timer.interval);
}

bool EpollDispatcher::unregisterTimer(int id)
{
    const auto found = m_timers.constFind(id);
    if (found == m_timers.cend())
        return false;
    m_due.erase({found->due, found->turn, id});
    m_timers.erase(found);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject* object)
{
    QList<int> ids;
    for (auto [id, timer] : m_timers.asKeyValueRange()) {
        if (timer.object == object)
            ids.append(id);
    }
    for (const int id : std::as_const(ids))
        unregisterTimer(id);
    return !ids.isEmpty();
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject* object) const
{
    QList<TimerInfo> infos;
    for (auto each = m_timers.cbegin(); each != m_timers.cend(); ++each) {
        if (each->object == object)
            infos.append(TimerInfo(each.key(), static_cast<int>(each->interval.count()), each->type));
    }
    return infos;
}

int EpollDispatcher::remainingTime(int id)
{
    const auto found = m_timers.constFind(id);
    if (found == m_timers.cend())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(found->due - Clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(left, 0, INT_MAX));
}

int EpollDispatcher::timeout(bool mayWait, bool withTimers) const
{
    if (!mayWait)
        return 0;
    if (!withTimers || m_due.empty())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_due.begin()->at - Clock::now()).count();
    return static_cast<int>(std::clamp<qint64>(left, 0, INT_MAX));
}

int EpollDispatcher::activateTimers()
{
    // Only what is due now: a timer of zero is due again as soon as it has fired, and sockets must have their turn.
    const Clock::time_point now = Clock::now();
    std::vector<std::pair<int, quint64>> due;
    for (auto each = m_due.cbegin(); each != m_due.cend() && each->at <= now; ++each)
        due.emplace_back(each->id, m_timers.constFind(each->id)->birth);

    int handled = 0;
    for (const auto& [id, birth] : due) {
        auto found = m_timers.find(id);
        if (found == m_timers.end() || found->birth != birth || found->firing || found->due > now)
            continue;
        m_due.erase({found->due, found->turn, id});
        // The next moment stands before the call, so that remainingTime() inside it is right; late ticks are dropped.
        found->due += found->interval;
        if (found->due < now)
            found->due = now + found->interval;
        found->firing = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(found->object, &event);
        ++handled;
        found = m_timers.find(id);
        if (found == m_timers.end() || found->birth != birth)
            continue;
        found->firing = false;
        arm(id, *found, found->due);
    }
    return handled;
}

} // namespace greenroom
