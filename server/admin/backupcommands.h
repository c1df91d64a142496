// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/admincommand.h"

namespace greenroom {

/// `backup FILE`, on the store itself and beside a running server.
Result<void> backupCommand(AdminContext& context, QStringList arguments);
void backupAside(const AdminAside& aside, QStringList arguments);

/// `restore FILE`: into a data directory that has no store. A new epoch, so that every client starts over, and nobody
/// stays signed in: who was signed out or locked out since the backup was taken, is so still.
int restoreCommand(const Config& config, const QStringList& arguments);

} // namespace greenroom
