// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "tests/soak/faultcontrol.h"

namespace greenroom {

/// A server of its own dies by its `nth` such death of a start that brings a store of version `from`, with a shop in it, up to
/// date; then one starts that does not die. What is wrong with what they leave behind: it must be one of the versions, whole,
/// and the newest in the end.
QString dieMigrating(int from, std::atomic<int> FaultControl::*death, int nth);

} // namespace greenroom
