// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <deque>
#include <semaphore>
#include <thread>

#include "server/coordinator/mailbox.h"
#include "server/coordinator/pace.h"
#include "server/log/batchstore.h"
#include "server/log/histogram.h"

namespace greenroom {

/// The log in a SQL database: one writer thread, which owns the only writing connection and every checkpoint, and
/// readers with read-only connections.
///
/// The writer puts all that waits into one transaction. It commits at once if its last commit began at least `interval`
/// ago, else at that moment: one message alone is never held, and a peak is batched.
class SqlLog final : public Log {
public:
    struct Settings {
        QString path;
        Millis interval {4};
        int readers = 2;
    };

    /// Opens and migrates on the calling thread, so that a failure stops the start; then starts its threads.
    static Result<std::unique_ptr<SqlLog>> open(const Settings& settings, Committed committed, Continue continuation);
    /// Commits what waits, then ends the threads.
    ~SqlLog() override;

    void append(Batch batch) override;
    void resume() override;
    void read(Read read) override;

    /// Batches handed over and not yet answered: what the coordinator is ahead of the disk.
    qint64 waiting() const { return m_waiting.load(std::memory_order_relaxed); }

    /// Prometheus text: how long commits took, how many entries and batches went into one, what waits. Any thread.
    QByteArray metrics() const;

private:
    struct Resume { };
    struct Stop { };
    using Job = std::variant<Batch, Resume, Stop>;
    using ReadJob = std::variant<Read, Stop>;

    SqlLog(const Settings& settings, Committed committed, Continue continuation);
    void writeLoop();
    void readLoop();
    void commit(Database& database, std::vector<Batch>& batches);
    void answer(std::vector<Batch>& batches, Outcome outcome, const Error& error);
    void noteHeads(Database& database);

    Settings m_settings;
    Committed m_committed;
    Continue m_continue;
    std::atomic<qint64> m_waiting = 0;
    Histogram<10> m_commitSeconds {{.001, .0025, .005, .01, .025, .05, .1, .25, 1, 5}}; // the writer adds
    Histogram<8> m_commitEntries {{0, 1, 2, 5, 10, 50, 200, 1000}};
    Histogram<8> m_commitBatches {{1, 2, 5, 10, 20, 50, 100, 500}};
    BatchStore m_store; // writer's thread
    std::chrono::steady_clock::time_point m_headsNoted = std::chrono::steady_clock::now(); // writer's thread
    bool m_refusing = false; // writer's thread
    Bell m_jobsReady;
    Mailbox<Job> m_jobs;
    std::counting_semaphore<> m_readsReady {0};
    std::mutex m_readsMutex; // guards m_reads: several readers take one job each
    std::deque<ReadJob> m_reads;
    std::vector<std::thread> m_threads;
};

} // namespace greenroom
