// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/database.h"
#include "tests/proof/history.h"

namespace greenroom::proof {

/// Everything a store holds that the promises ask for. The process ends if the store cannot be read.
Dump dumpOf(Database& database);

} // namespace greenroom::proof
