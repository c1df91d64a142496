// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/domain/routing/eligibility.h"
#include "core/domain/routing/urgency.h"

namespace greenroom::routing {

/// What an agent was compared by.
struct Candidate {
    PersonId agent;
    qint64 load = 0;
    qint64 capacity = 0;
    qint64 items = 0;
    double match = 0; ///< mean level of the skills asked for; 0 if none is
    Instant lastAssigned;
    Instant lastReleased;
    Exclusion exclusion = Exclusion::none;

    friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// Why it went where it went, or why it waits.
struct Explanation {
    qint64 profile = 0; ///< version of the profile
    Urgency urgency;
    int ring = 0; ///< rings left behind
    std::optional<Instant> heldUntil; ///< it waits for the last agent alone until then
    std::vector<Candidate> best; ///< the best first; at most five, or all agents if the whole table was asked for
    std::array<qint64, kExclusions> count {}; ///< agents by what excludes them; `none`: could have it

    friend bool operator==(const Explanation&, const Explanation&) = default;
};

} // namespace greenroom::routing
