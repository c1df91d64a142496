// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/simlog.h"

namespace greenroom::proof {

namespace {

constexpr Millis kHeadsNotedWithin {10'000};

} // namespace

SimLog::SimLog(VirtualTime& time, Dice& dice, Database& database, Faults& faults)
    : m_time(time)
    , m_dice(dice)
    , m_database(database)
    , m_faults(faults)
    , m_headsNoted(time.now())
{
}

SimLog::~SimLog()
{
    *m_alive = false;
}

void SimLog::later(Millis wait, std::function<void()> action)
{
    m_time.after(wait, [alive = m_alive, action = std::move(action)] {
        if (*alive)
            action();
    });
}

void SimLog::append(Batch batch)
{
    m_jobs.emplace_back(std::move(batch));
    wake();
}

void SimLog::resume()
{
    m_jobs.emplace_back(Resumed {});
    wake();
}

void SimLog::read(Read read)
{
    later(m_dice.millis(0, 6), [this, read = std::move(read)] {
        auto found = read(m_faults.readsFail && m_dice.chance(0.5) ? nullptr : &m_database);
        later(m_dice.millis(0, 3), [this, found = std::move(found)] { onContinue(found); });
    });
}

void SimLog::wake()
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

void SimLog::writeAll()
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
    if (!m_refusing && m_time.now() - m_headsNoted > kHeadsNotedWithin) {
        m_headsNoted = m_time.now();
        (void)m_store.noteHeads(m_database);
    }
}

void SimLog::commit(std::vector<Batch>& batches)
{
    if (batches.empty())
        return;
    Outcome outcome = Outcome::refused;
    if (!m_refusing) {
        outcome = store(batches);
        if (std::exchange(m_faults.crashNext, false)) {
            later(0ms, [this] { onCrash(); });
            m_jobs.clear();
            m_refusing = true;
            return;
        }
    }
    m_refusing = m_refusing || outcome != Outcome::committed;
    m_told = std::max(m_told, m_time.now() + m_dice.millis(0, 3));
    for (const Batch& batch : batches)
        m_time.at(m_told, [this, alive = m_alive, number = batch.number, outcome] {
            if (*alive)
                onOutcome(number, outcome);
        });
    batches.clear();
}

Outcome SimLog::store(const std::vector<Batch>& batches)
{
    Error error {};
    const auto outcome = m_store.store(m_database, batches, error);
    if (outcome == Outcome::refused && !m_faults.volume.full)
        qWarning("not stored, and nobody knows why: %s", qPrintable(sentence(error)));
    return outcome;
}

} // namespace greenroom::proof
