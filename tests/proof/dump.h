// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/database.h"
#include "tests/proof/history.h"

// A store as it is on disk, read by statements of our own: the schema (server/log/migrations) and docs/security.md are the
// contract, the server's tables are not asked. Its Database is used as a connection and for how values stand in SQL.
namespace greenroom::proof {

/// Everything a store holds that the promises ask for. The process ends if the store cannot be read.
Dump dumpOf(Database& database);
/// Who waits for somebody, by the rows. None while it cannot be read.
std::vector<Waiting> waitingIn(Database& database);

} // namespace greenroom::proof
