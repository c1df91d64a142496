// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace greenroom {

/// How often a thread lets itself be woken: a few times at once, in the long run once a step. What comes meanwhile is
/// taken together, because under load waking up costs more than what there is to do; what comes alone never waits.
/// Threads of the same step wake at the same moments, so that who listens to several of them is woken once.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    explicit Pace(Clock::duration step)
        : m_step(step)
    {
    }

    /// Before each taking. Sleeps if the last ones were too near.
    void keep()
    {
        auto now = Clock::now();
        if (m_next > now) {
            now = m_next + (m_step - m_next.time_since_epoch() % m_step) % m_step;
            std::this_thread::sleep_until(now);
        }
        m_next = std::max(m_next, now - kAtOnce * m_step) + m_step;
    }

private:
    static constexpr int kAtOnce = 6;

    Clock::duration m_step;
    Clock::time_point m_next;
};

/// Wakes one thread. Unlike a semaphore's wait it does not spin first, and many rings before the waiter looks are one.
class Bell {
public:
    /// Any thread.
    void ring()
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (std::exchange(m_rung, true))
                return;
        }
        m_condition.notify_one();
    }
    /// False: the time is over and nobody rang.
    bool waitFor(std::chrono::nanoseconds time)
    {
        std::unique_lock lock(m_mutex);
        const bool rung = m_condition.wait_for(lock, time, [this] { return m_rung; });
        m_rung = false;
        return rung;
    }

private:
    std::mutex m_mutex; // guards m_rung
    std::condition_variable m_condition;
    bool m_rung = false;
};

} // namespace greenroom
