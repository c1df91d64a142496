// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <thread>

#include "server/coordinator/clock.h"
#include "server/coordinator/coordinator.h"
#include "server/coordinator/mailbox.h"
#include "server/coordinator/pace.h"

namespace greenroom {

/// Runs a coordinator on its own thread: takes in what arrives, what the log answers and what readers found out, and
/// keeps its due times.
class CoordinatorThread {
public:
    CoordinatorThread();
    /// Ends the thread; what was decided is committed by the log's own end.
    ~CoordinatorThread();

    // ---- any thread ----
    /// Where the edges, and whoever has a Task, put what they have to say.
    Mailbox<Arrival>& arrivals() { return m_arrivals; }
    /// How much waits for the coordinator.
    std::size_t depth() const { return m_arrivals.size() + m_box.size(); }
    /// For the log: its answers.
    Log::Committed committed();
    Log::Continue continuation();

    /// Starts; `coordinator` is used on the new thread only from now on, and must outlive this.
    void start(Coordinator& coordinator);
    /// Runs `action` on the thread when everything decided so far is committed.
    void whenCommitted(std::function<void()> action);
    /// Ends the thread and waits for it.
    void stop();

private:
    struct OutcomeTold {
        quint64 batch;
        Outcome outcome;
        Error error;
    };
    struct Stop { };
    using Item = std::variant<OutcomeTold, std::function<void()>, Stop>;

    void loop(Coordinator& coordinator);

    Bell m_ready;
    Mailbox<Arrival> m_arrivals;
    Mailbox<Item> m_box;
    Clock m_clock; // the thread's
    std::thread m_thread;
};

} // namespace greenroom
