// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "server/log/audittable.h"

namespace greenroom {

struct VerifyReport {
    AuditHead audit;
    qint64 streams = 0;
    qint64 entries = 0;
};

/// Is the store as it was written? The audit's chain; every stream numbered from 1 to its head without holes; every entry
/// with the text its digest was made of, or cleared. Inside a look of the caller's; as long as reading all takes. Error
/// input: names the first thing that is wrong. `cancelled` gives up: unavailable.
Result<VerifyReport> verifyStore(Database& database, const std::optional<AuditHead>& noted, const std::atomic<bool>& cancelled);

} // namespace greenroom
