// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/database.h"

namespace greenroom {

/// The generation of a store: part of every cursor. Made with the database, made anew when a backup is restored.
Result<Uuid> readEpoch(Database& database);
/// Writes down the time: whether the store takes anything now. In the caller's transaction.
Result<void> tryStore(Database& database, Instant now);
/// Makes the store ready for use: migrated to this program's version, with an epoch if it is new.
Result<void> prepareStore(Database& database, Instant now);
/// Sets a new one; in the caller's transaction if there is one.
Result<void> renewEpoch(Database& database, Instant now);

} // namespace greenroom
