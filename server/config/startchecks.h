// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/config.h"

namespace greenroom {

/// Who runs the program, as the checks see it.
struct Runner {
    unsigned uid = 0; ///< effective
    static Runner current();
};

/// Refuses root: a server that is broken into must not own the machine. Error config.
Result<void> checkRunner(Runner runner);
/// Makes the data directory (0700) if it is not there. Refuses one that is not the runner's own or that others may enter.
Result<void> prepareDataDir(const QString& path, Runner runner);
/// Refuses a secret file that others than its owner may read or write; a file that is not there is fine.
Result<void> checkPrivateFile(const QString& path, QLatin1StringView setting);
/// All of the above for a server about to start, and the files the settings name.
Result<void> checkStart(const Config& config, Runner runner);

/// The exclusive lock on a data directory: one server, or one command that works on the store itself.
/// Held until destroyed or the process ends, however it ends.
class DataDirLock {
public:
    /// Error busy when another process holds it.
    static Result<DataDirLock> take(const QString& dataDir);
    DataDirLock(DataDirLock&& other) noexcept;
    DataDirLock& operator=(DataDirLock&& other) noexcept;
    ~DataDirLock();

private:
    explicit DataDirLock(int descriptor);
    int m_descriptor = -1;
};

} // namespace greenroom
