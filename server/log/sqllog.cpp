// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/sqllog.h"

#include <QLoggingCategory>

#include "server/log/migrator.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logLog, "greenroom.log")

namespace {

/// A row of each stream that moved: not in every commit.
constexpr auto kHeadsNotedWithin = std::chrono::seconds(10);

} // namespace

SqlLog::SqlLog(const Settings& settings, Committed committed, Continue continuation)
    : m_settings(settings)
    , m_committed(std::move(committed))
    , m_continue(std::move(continuation))
    , m_jobs([this] { m_jobsReady.ring(); })
{
}

Result<std::unique_ptr<SqlLog>> SqlLog::open(const Settings& settings, Committed committed, Continue continuation)
{
    {
        auto database = Database::open(settings.path, Database::Mode::readWrite);
        if (!database)
            return database.error();
        if (auto done = Migrator::migrate(**database); !done)
            return done.error();
        if (auto done = (*database)->settle(); !done)
            return done.error();
    }
    std::unique_ptr<SqlLog> log(new SqlLog(settings, std::move(committed), std::move(continuation)));
    log->m_threads.emplace_back([self = log.get()] { self->writeLoop(); });
    for (int i = 0; i < settings.readers; ++i)
        log->m_threads.emplace_back([self = log.get()] { self->readLoop(); });
    return log;
}

SqlLog::~SqlLog()
{
    m_jobs.post(Stop {});
    {
        const std::scoped_lock lock(m_readsMutex);
        for (int i = 0; i < m_settings.readers; ++i)
            m_reads.emplace_back(Stop {});
    }
    m_readsReady.release(m_settings.readers);
    for (std::thread& thread : m_threads)
        thread.join();
}

void SqlLog::append(Batch batch)
{
    m_waiting.fetch_add(1, std::memory_order_relaxed);
    m_jobs.post(std::move(batch));
}

void SqlLog::resume()
{
    m_jobs.post(Resume {});
}

void SqlLog::read(Read read)
{
    {
        const std::scoped_lock lock(m_readsMutex);
        m_reads.emplace_back(std::move(read));
    }
    m_readsReady.release();
}

QByteArray SqlLog::metrics() const
{
    return m_commitSeconds.toText("greenroom_commit_seconds", "Time a commit took, sync included.")
        + m_commitEntries.toText("greenroom_commit_entries", "Entries in one commit.")
        + m_commitBatches.toText("greenroom_commit_batches", "Batches of decisions in one commit.")
        + "# HELP greenroom_batches_waiting Batches decided and not yet on disk.\n"
          "# TYPE greenroom_batches_waiting gauge\ngreenroom_batches_waiting "
        + QByteArray::number(waiting()) + '\n';
}

void SqlLog::writeLoop()
{
    auto database = Database::open(m_settings.path, Database::Mode::readWrite);
    auto lastCommit = std::chrono::steady_clock::now() - m_settings.interval;
    for (bool stopping = false; !stopping;) {
        m_jobsReady.waitFor(kHeadsNotedWithin);
        std::this_thread::sleep_until(lastCommit + m_settings.interval);
        std::vector<Batch> batches;
        for (Job& job : m_jobs.take()) {
            if (auto* batch = std::get_if<Batch>(&job)) {
                batches.push_back(std::move(*batch));
            } else if (std::holds_alternative<Resume>(job)) {
                // What came before it rests on what was refused.
                if (!batches.empty())
                    answer(batches, Outcome::refused, {Code::unavailable, {}, {}, 0});
                m_refusing = false;
                if (!database)
                    database = Database::open(m_settings.path, Database::Mode::readWrite);
            } else {
                stopping = true;
            }
        }
        if (!batches.empty()) {
            lastCommit = std::chrono::steady_clock::now();
            if (database)
                commit(**database, batches);
            else
                answer(batches, Outcome::refused, database.error());
        }
        if (database && !m_refusing && (stopping || std::chrono::steady_clock::now() - m_headsNoted > kHeadsNotedWithin))
            noteHeads(**database);
    }
}

void SqlLog::noteHeads(Database& database)
{
    m_headsNoted = std::chrono::steady_clock::now();
    if (auto done = m_store.noteHeads(database); !done)
        qCWarning(logLog).noquote() << "heads not noted; the next time their streams move will do:" << done.error().detail;
}

void SqlLog::commit(Database& database, std::vector<Batch>& batches)
{
    Error error {Code::unavailable, {}, {}, 0};
    const auto begun = std::chrono::steady_clock::now();
    const Outcome outcome = m_refusing ? Outcome::refused : m_store.store(database, batches, error);
    if (outcome == Outcome::committed) {
        std::size_t entries = 0;
        for (const Batch& batch : batches)
            entries += batch.entries.size();
        m_commitSeconds.add(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        m_commitEntries.add(double(entries));
        m_commitBatches.add(double(batches.size()));
    }
    if (outcome != Outcome::committed) {
        if (!m_refusing)
            qCWarning(logLog).noquote() << "batch" << batches.front().number << "not stored:" << error.detail;
        m_refusing = true;
    }
    answer(batches, outcome, error);
}

void SqlLog::answer(std::vector<Batch>& batches, Outcome outcome, const Error& error)
{
    for (const Batch& batch : std::exchange(batches, {})) {
        m_waiting.fetch_sub(1, std::memory_order_relaxed);
        m_committed(batch.number, outcome, error);
    }
}

void SqlLog::readLoop()
{
    auto database = Database::open(m_settings.path, Database::Mode::readOnly);
    while (true) {
        m_readsReady.acquire();
        ReadJob job;
        {
            const std::scoped_lock lock(m_readsMutex);
            job = std::move(m_reads.front());
            m_reads.pop_front();
        }
        if (std::holds_alternative<Stop>(job))
            return;
        if (!database)
            database = Database::open(m_settings.path, Database::Mode::readOnly);
        Database* store = database ? database->get() : nullptr;
        if (!store)
            qCWarning(logLog).noquote() << "reader cannot open the store:" << database.error().detail;
        else if (auto begun = store->beginLook(); !begun)
            qCWarning(logLog).noquote() << "reader:" << begun.error().detail;
        auto found = std::get<Read>(job)(store);
        if (store)
            store->endLook();
        job = Stop {}; // what it holds goes on with `found`, whose last copy is the coordinator's
        m_continue(std::move(found));
    }
}

} // namespace greenroom
