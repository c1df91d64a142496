// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>

#include <sys/types.h>

#include "tests/bench/loadclients.h"
#include "tests/bench/loadworld.h"

namespace greenroom {

/// One message of the load, from its client's send to its receipt; instants are monotonic nanoseconds, 0: not yet.
struct SaidOnce {
    qint64 sentAt = 0;
    qint64 storedAt = 0; ///< its sender was told that it is committed
    qint64 receivedAt = 0; ///< the other side has it
    quint32 talk = 0;
    quint32 receipts = 0;
};

/// What the processes of a benchmark share: the book of all that was said, and where they are.
struct LoadLedger {
    static constexpr size_t kMost = 6'000'000; ///< messages; memory is taken as they are written

    enum class Phase { connect, talk, quiet, end };
    std::atomic<Phase> phase {Phase::connect};
    std::atomic<size_t> ready {0}; ///< clients that stand and watch
    std::atomic<size_t> closed {0}; ///< clients the server has cut
    std::atomic<size_t> refused {0};
    std::atomic<size_t> reordered {0}; ///< entries that came before an earlier one, or twice, or after a gap
    std::atomic<size_t> unsaid {0}; ///< could not be said at their time: every client waited for replies
    /// The lines of one process. Those of the agents come last.
    struct Share {
        size_t from = 0;
        size_t to = 0;
        std::atomic<size_t> next {0};
    };
    static constexpr size_t kShares = 8;
    Share shares[kShares];
    SaidOnce said[kMost];

    /// Visits every line that was used, with whether it is an agent's; until one returns false.
    template <class Visit>
    bool all(Visit visit) const
    {
        for (const Share& share : shares)
            for (size_t line = share.from; line < share.next.load(); ++line)
                if (!visit(said[line], &share == &shares[kShares - 1]))
                    return false;
        return true;
    }

    /// With so many shares for customers. Shared with every process forked from now on; lives until the program ends.
    static LoadLedger& make(size_t customers);
};

/// What to say.
struct LoadPlan {
    quint16 port = 0;
    double rate = 0; ///< messages a second of all customers; 0: as fast as the replies come
    qint64 unanswered = 2; ///< with rate 0: of each customer
    int answerPercent = 10; ///< of the customers' messages an agent answers
    bool customersWatch = true; ///< as the widget does
    bool agentsWatchLists = true; ///< as the desktop does
    size_t textBytes = 90;
};

/// Customers in this process: those of the world's that belong to the share; connect, watch, talk until told to end.
void runCustomers(const LoadWorld& world, const LoadPlan& plan, LoadLedger& ledger, size_t share, size_t shares);
void runAgents(const LoadWorld& world, const LoadPlan& plan, LoadLedger& ledger);

/// A process of its own that does this and ends.
pid_t forkLoad(const std::function<void()>& work);
void endLoad(pid_t process);
void letLoad(double seconds);
/// Waits, looking often; false when it did not come true within the seconds.
bool waitLoad(const std::function<bool()>& holds, double seconds);

} // namespace greenroom
