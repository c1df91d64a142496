// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/coordinatorthread.h"

namespace greenroom {

CoordinatorThread::CoordinatorThread()
    : m_arrivals([this] { m_ready.ring(); })
    , m_box([this] { m_ready.ring(); })
{
}

CoordinatorThread::~CoordinatorThread()
{
    stop();
}

void CoordinatorThread::stop()
{
    if (!m_thread.joinable())
        return;
    m_box.post(Stop {});
    m_thread.join();
}

Log::Committed CoordinatorThread::committed()
{
    return [this](quint64 batch, Outcome outcome, const Error& error) { m_box.post(OutcomeTold {batch, outcome, error}); };
}

Log::Continue CoordinatorThread::continuation()
{
    return [this](std::function<void()> action) { m_box.post(std::move(action)); };
}

void CoordinatorThread::start(Coordinator& coordinator)
{
    m_thread = std::thread([this, &coordinator] { loop(coordinator); });
}

void CoordinatorThread::whenCommitted(std::function<void()> action)
{
    m_arrivals.post(Task {[action = std::move(action)](Coordinator& coordinator) { coordinator.afterCommit(action); }});
}

void CoordinatorThread::loop(Coordinator& coordinator)
{
    Pace pace(std::chrono::microseconds(500));
    while (true) {
        const Millis wait = std::clamp(coordinator.nextDue() - m_clock.now(), Millis(0), Millis(1000));
        if (m_ready.waitFor(wait)) {
            pace.keep();
            for (Item& item : m_box.take()) {
                if (const auto* told = std::get_if<OutcomeTold>(&item))
                    coordinator.onOutcome(told->batch, told->outcome, told->error, m_clock.now());
                else if (const auto* action = std::get_if<std::function<void()>>(&item))
                    coordinator.resume(*action, m_clock.now());
                else
                    return;
            }
            if (auto arrivals = m_arrivals.take(); !arrivals.empty())
                coordinator.handle(std::move(arrivals), m_clock.now());
        }
        if (m_clock.now() >= coordinator.nextDue())
            coordinator.tick(m_clock.now());
    }
}

} // namespace greenroom
