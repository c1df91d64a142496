// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/config/config.h"

namespace greenroom {

/// `greenroomd serve`: runs until SIGTERM or SIGINT, then stops in order. Prints one line when it is ready.
/// Needs a QCoreApplication. Returns the exit code: 0 stopped as asked, 1 could not start, 3 the store was lost.
int serve(const Config& config);

} // namespace greenroom
