// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/entrytable.h"

namespace greenroom {

/// How batches become one transaction. Has no thread and no clock, so that a simulation stores as the server does. For the
/// writer's thread and its connection.
class BatchStore {
public:
    /// All of them or none. Unknown only where the engine cannot say whether its commit happened.
    Outcome store(Database& database, const std::vector<Batch>& batches, Error& error);
    /// Notes how far the streams have got (EntryTable::noteHeads), in a transaction of its own.
    Result<void> noteHeads(Database& database);

private:
    EntryTable m_entries;
};

} // namespace greenroom
