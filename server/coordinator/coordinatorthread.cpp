// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/coordinator/coordinatorthread.h"

namespace greenroom {

CoordinatorThread::CoordinatorThread()
    : m_box([this] { m_ready.release(); })
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

void CoordinatorThread::post(std::vector<Arrival> arrivals)
{
    std::vector<Item> items;
    items.reserve(arrivals.size());
    for (Arrival& arrival : arrivals)
        items.emplace_back(std::move(arrival));
    m_box.post(std::move(items));
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
    post(Task {[action = std::move(action)](Coordinator& coordinator) { coordinator.afterCommit(action); }});
}

void CoordinatorThread::loop(Coordinator& coordinator)
{
    while (true) {
        const Millis wait = std::clamp(coordinator.nextDue() - m_clock.now(), Millis(0), Millis(1000));
        const bool posted = m_ready.try_acquire_for(wait);
        std::vector<Arrival> arrivals;
        const auto take = [&] {
            if (!arrivals.empty())
                coordinator.handle(std::exchange(arrivals, {}), m_clock.now());
        };
        if (posted) {
            for (Item& item : m_box.take()) {
                if (auto* arrival = std::get_if<Arrival>(&item)) {
                    arrivals.push_back(std::move(*arrival));
                    continue;
                }
                take();
                if (const auto* told = std::get_if<OutcomeTold>(&item))
                    coordinator.onOutcome(told->batch, told->outcome, told->error, m_clock.now());
                else if (const auto* action = std::get_if<std::function<void()>>(&item))
                    coordinator.resume(*action, m_clock.now());
                else
                    return;
            }
            take();
        }
        if (m_clock.now() >= coordinator.nextDue())
            coordinator.tick(m_clock.now());
    }
}

} // namespace greenroom
