// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/dayplan.h"
#include "tests/sim/dayreport.h"

namespace greenroom {

/// Plays a day through the router, as fast as it goes. `target`: of the service level. Pure but for the processor's clock,
/// which DayReport::speed is read from.
DayReport playDay(const Day& day, const routing::Profile& profile, Millis target);

} // namespace greenroom
