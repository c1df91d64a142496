// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include "server/log/batchstore.h"
#include "tests/proof/volume.h"

namespace greenroom::proof {

/// The log on a simulated disk: what the real one does (one writer that puts all that waits into one transaction, readers
/// beside it), as events in virtual time. The store is a real database on a Volume.
class SimLog final : public Log {
public:
    struct Faults {
        Volume::Faults volume;
        Millis slowest {8};
        bool readsFail = false; ///< every other look at the store finds no reader
        bool crashNext = false; ///< the server dies between the next commit and its reply
    };

    SimLog(VirtualTime& time, Dice& dice, Database& database, Faults& faults);
    ~SimLog() override;

    void append(Batch batch) override;
    void resume() override;
    void read(Read read) override;

    /// The coordinator's ears.
    std::function<void(quint64 batch, Outcome outcome)> onOutcome;
    std::function<void(const std::function<void()>&)> onContinue;
    std::function<void()> onCrash;

private:
    struct Resumed { };
    using Job = std::variant<Batch, Resumed>;

    void later(Millis wait, std::function<void()> action);
    void wake();
    void writeAll();
    void commit(std::vector<Batch>& batches);
    Outcome store(const std::vector<Batch>& batches);

    VirtualTime& m_time;
    Dice& m_dice;
    Database& m_database;
    Faults& m_faults;
    BatchStore m_store;
    std::vector<Job> m_jobs;
    Instant m_headsNoted;
    Instant m_told; // outcomes are told in order
    bool m_writing = false;
    bool m_refusing = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace greenroom::proof
