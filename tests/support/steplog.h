// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include "server/coordinator/coordinator.h"

namespace greenroom {

/// A log whose steps a test takes one by one, on its own thread: nothing is committed, and nobody is answered, before
/// step(). The store is a real database; what it answers can be planted.
class StepLog final : public Log {
public:
    explicit StepLog(Database& database)
        : m_database(database)
    {
    }

    void append(Batch batch) override { m_jobs.push_back(std::move(batch)); }
    void resume() override { m_jobs.push_back(Resume {}); }
    void read(Read read) override { m_jobs.push_back(std::move(read)); }

    bool isIdle() const { return m_jobs.empty(); }
    /// The next batch gets this answer instead of being stored.
    void failNext(Outcome outcome) { m_planted = outcome; }

    /// From now on there is no reader.
    bool cannotRead = false;

    /// The next batch is stored at its step, and its outcome told only behind what waits by then: as a reader may see it.
    void tellNextLater() { m_tellsLater = true; }

    /// Does one job and tells its outcome.
    void step(Coordinator& coordinator, Instant now)
    {
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        if (auto* batch = std::get_if<Batch>(&job)) {
            const Outcome outcome = m_refusing ? Outcome::refused : m_planted ? *m_planted : store(*batch);
            m_planted.reset();
            m_refusing = m_refusing || outcome == Outcome::refused;
            if (std::exchange(m_tellsLater, false))
                m_jobs.push_back(Told {batch->number, outcome});
            else
                coordinator.onOutcome(batch->number, outcome, {Code::unavailable, {}, {}, 0}, now);
        } else if (auto* told = std::get_if<Told>(&job)) {
            coordinator.onOutcome(told->batch, told->outcome, {Code::unavailable, {}, {}, 0}, now);
        } else if (auto* look = std::get_if<Read>(&job)) {
            coordinator.resume((*look)(cannotRead ? nullptr : &m_database), now);
        } else {
            m_refusing = false;
        }
    }

private:
    struct Resume { };
    struct Told {
        quint64 batch = 0;
        Outcome outcome = Outcome::committed;
    };
    using Job = std::variant<Batch, Read, Resume, Told>;

    Outcome store(const Batch& batch)
    {
        const auto refuse = [this](const Error& error) {
            qWarning("StepLog: %s", qPrintable(sentence(error)));
            m_database.rollback();
            m_entries.reset();
            return Outcome::refused;
        };
        if (auto done = m_database.begin(); !done)
            return refuse(done.error());
        if (auto done = m_entries.append(m_database, batch.entries); !done)
            return refuse(done.error());
        for (const Write& write : batch.writes)
            if (auto done = write(m_database); !done)
                return refuse(done.error());
        if (auto done = m_entries.noteHeads(m_database); !done)
            return refuse(done.error());
        if (auto done = m_database.commit(); !done)
            return refuse(done.error());
        return Outcome::committed;
    }

    Database& m_database;
    EntryTable m_entries;
    std::deque<Job> m_jobs;
    std::optional<Outcome> m_planted;
    bool m_refusing = false;
    bool m_tellsLater = false;
};

} // namespace greenroom
