// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/proof/history.h"

namespace greenroom::proof {

/// One line for each event and each stored entry, for people who look for why something broke.
QStringList described(const History& history);

} // namespace greenroom::proof
