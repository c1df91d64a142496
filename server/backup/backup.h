// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "server/log/database.h"

namespace greenroom {

struct BackupReport {
    qint64 files = 0; ///< pictures and voice notes
    qint64 bytes = 0; ///< of the archive
    Instant takenAt;
    int schema = 0; ///< number of its newest migration
};

/// Copies a store as it is at one moment, with the pictures and voice notes its entries speak of, into one file. Anybody
/// may go on writing meanwhile. Any thread; takes as long as copying takes. Errors: input (the file exists), storage;
/// unavailable when `cancelled` became true; then there is no file.
Result<BackupReport> writeBackup(const QString& dataDir, const QString& file, Instant now, const std::atomic<bool>& cancelled);

/// Makes a data directory, which has no store yet, from such a file. Every byte is checked before it counts; `finish` makes
/// the store ready, in a transaction. Errors: input (the file is broken, or a store is there already), schemaNewer, storage.
Result<BackupReport> restoreBackup(
    const QString& file, const QString& dataDir, const std::function<Result<void>(Database&)>& finish);

} // namespace greenroom
