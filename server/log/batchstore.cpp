// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/batchstore.h"

namespace greenroom {

Outcome BatchStore::store(Database& database, const std::vector<Batch>& batches, Error& error)
{
    const auto failed = [&](const Error& why, bool mayBeStored) {
        error = why;
        const bool unknown = mayBeStored && database.lastOutcomeUnknown();
        database.rollback();
        m_entries.reset();
        return unknown ? Outcome::unknown : Outcome::refused;
    };
    if (auto begun = database.begin(); !begun)
        return failed(begun.error(), false);
    for (const Batch& batch : batches) {
        if (auto done = m_entries.append(database, batch.entries); !done)
            return failed(done.error(), false);
        for (const Write& write : batch.writes)
            if (auto done = write(database); !done)
                return failed(done.error(), false);
    }
    if (auto done = database.commit(); !done)
        return failed(done.error(), true);
    return Outcome::committed;
}

Result<void> BatchStore::noteHeads(Database& database)
{
    if (auto begun = database.begin(); !begun)
        return begun;
    auto done = m_entries.noteHeads(database);
    if (done)
        done = database.commit();
    if (!done)
        database.rollback();
    return done;
}

} // namespace greenroom
