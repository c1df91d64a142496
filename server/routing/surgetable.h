// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "server/log/log.h"

namespace greenroom {

/// The table `surge`: until when surge mode is on, for the shops in which it was switched on.
class SurgeTable {
public:
    static Result<std::map<ShopId, Instant>> all(Database& database);
    /// None: off.
    static Write set(ShopId shop, std::optional<Instant> until);
};

} // namespace greenroom
