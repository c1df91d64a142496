// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/proof/invariants.h"
#include "tests/proof/virtualtime.h"

namespace greenroom::proof {

/// What one run was and found.
struct Report {
    quint64 seed = 0;
    Violations violations;
    History history;
    std::size_t events = 0;
    std::size_t stored = 0;
    std::size_t said = 0;
    int crashes = 0;
    int restores = 0;
    Digest trace = 0; ///< of the whole history: the same seed gives the same
    Millis simulated {0};
};

/// One world from its seed: `steps` things happen in it, done by people or by fate; then all faults end, everybody has time
/// to come to rest, and every invariant is asked. `schedule` is filled as it goes: the faults, with their times.
Report simulate(VirtualTime& time, quint64 seed, int steps, QStringList& schedule);

} // namespace greenroom::proof
