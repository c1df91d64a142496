// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/disk.h"

namespace greenroom::proof {

Disk::Disk(VirtualTime& time, Dice& dice, Database& database, Faults& faults)
    : m_time(time)
    , m_dice(dice)
    , m_database(database)
    , m_faults(faults)
{
}

Disk::~Disk()
{
    *m_alive = false;
}

void Disk::later(Millis wait, std::function<void()> action)
{
    m_time.after(wait, [alive = m_alive, action = std::move(action)] {
        if (*alive)
            action();
    });
}

void Disk::append(Batch batch)
{
    m_jobs.emplace_back(std::move(batch));
    wake();
}

void Disk::resume()
{
    m_jobs.emplace_back(Resumed {});
    wake();
}

void Disk::read(Read read)
{
    later(m_dice.millis(0, 6), [this, read = std::move(read)] {
        auto found = read(m_database);
        later(m_dice.millis(0, 3), [this, found = std::move(found)] { onContinue(found); });
    });
}

void Disk::wake()
{
    if (std::exchange(m_writing, true))
        return;
    later(m_dice.millis(0, m_faults.slowest.count()), [this] {
        m_writing = false;
        writeAll();
        if (!m_jobs.empty())
            wake();
    });
}

void Disk::writeAll()
{
    std::vector<Batch> batches;
    for (Job& job : std::exchange(m_jobs, {})) {
        if (auto* batch = std::get_if<Batch>(&job)) {
            batches.push_back(std::move(*batch));
        } else {
            commit(batches);
            m_refusing = false;
        }
    }
    commit(batches);
}

void Disk::commit(std::vector<Batch>& batches)
{
    if (batches.empty())
        return;
    greenroom::Outcome outcome = greenroom::Outcome::refused;
    if (!m_refusing) {
        if (std::exchange(m_faults.unknownNext, false)) {
            if (m_dice.chance(0.5))
                (void)store(batches);
            outcome = greenroom::Outcome::unknown;
        } else {
            outcome = m_faults.full ? greenroom::Outcome::refused : store(batches);
        }
        if (std::exchange(m_faults.crashNext, false)) {
            later(0ms, [this] { onCrash(); });
            m_jobs.clear();
            m_refusing = true;
            return;
        }
    }
    m_refusing = m_refusing || outcome != greenroom::Outcome::committed;
    m_told = std::max(m_told, m_time.now() + m_dice.millis(0, 3));
    for (const Batch& batch : batches)
        m_time.at(m_told, [this, alive = m_alive, number = batch.number, outcome] {
            if (*alive)
                onOutcome(number, outcome);
        });
    batches.clear();
}

greenroom::Outcome Disk::store(const std::vector<Batch>& batches)
{
    const auto refuse = [this](const Error& error) {
        qWarning("not stored: %s", qPrintable(sentence(error)));
        m_database.rollback();
        m_entries.reset();
        return greenroom::Outcome::refused;
    };
    if (auto done = m_database.begin(); !done)
        return refuse(done.error());
    for (const Batch& batch : batches) {
        if (auto done = m_entries.append(m_database, batch.entries); !done)
            return refuse(done.error());
        for (const Write& write : batch.writes)
            if (auto done = write(m_database); !done)
                return refuse(done.error());
    }
    if (auto done = m_database.commit(); !done)
        return refuse(done.error());
    return greenroom::Outcome::committed;
}

} // namespace greenroom::proof
