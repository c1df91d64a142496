// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/virtualtime.h"

#include <QCoreApplication>
#include <QTimerEvent>

namespace greenroom::proof {

void VirtualTime::at(Instant due, std::function<void()> action)
{
    m_items.emplace(std::max(due, m_now), Item {0, std::move(action)});
}

void VirtualTime::run(Millis time)
{
    const Instant until = m_now + time;
    QCoreApplication::sendPostedEvents();
    while (!m_items.empty() && m_items.begin()->first <= until) {
        const auto first = m_items.begin();
        m_now = std::max(m_now, first->first);
        const Instant due = first->first;
        const Item item = std::move(first->second);
        m_items.erase(first);
        if (item.timer == 0) {
            item.action();
        } else if (const auto timer = m_timers.find(item.timer); timer != m_timers.end() && timer->due == due) {
            QObject* const object = timer->object;
            schedule(item.timer, *timer);
            QTimerEvent event(item.timer);
            QCoreApplication::sendEvent(object, &event);
        }
        QCoreApplication::sendPostedEvents();
    }
    m_now = std::max(m_now, until);
}

void VirtualTime::begin(Instant now)
{
    std::erase_if(m_items, [](const auto& each) { return each.second.timer == 0; });
    m_now = now;
}

bool VirtualTime::processEvents(QEventLoop::ProcessEventsFlags)
{
    QCoreApplication::sendPostedEvents();
    return true;
}

void VirtualTime::schedule(int id, Timer& timer)
{
    timer.due = m_now + Millis(std::max<qint64>(1, timer.interval));
    m_items.emplace(timer.due, Item {id, {}});
}

void VirtualTime::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject* object)
{
    Timer& timer = m_timers[id];
    timer = {object, interval, type, {}};
    schedule(id, timer);
}

bool VirtualTime::unregisterTimer(int id)
{
    return m_timers.remove(id) > 0;
}

bool VirtualTime::unregisterTimers(QObject* object)
{
    return m_timers.removeIf([object](const auto& each) { return each.value().object == object; }) > 0;
}

QList<QAbstractEventDispatcher::TimerInfo> VirtualTime::registeredTimers(QObject* object) const
{
    QList<TimerInfo> found;
    for (auto [id, timer] : m_timers.asKeyValueRange())
        if (timer.object == object)
            found.append(TimerInfo(id, int(timer.interval), timer.type));
    return found;
}

int VirtualTime::remainingTime(int id)
{
    const auto timer = m_timers.constFind(id);
    return timer == m_timers.cend() ? -1 : int(std::max<qint64>(0, (timer->due - m_now).count()));
}

} // namespace greenroom::proof
