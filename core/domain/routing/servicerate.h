// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/instant.h"

namespace greenroom::routing {

/// How fast those who wait in a queue are taken, as it was observed while somebody waited: an honest estimate of the wait needs
/// no model of who else the same people serve. A value.
class ServiceRate {
public:
    /// The one who was next was taken at `at`; `left` others still wait; `slots`: how many those who are online can have at
    /// once.
    void taken(Instant at, qint64 left, qint64 slots);
    /// Until whoever is at `place` (1: next) is taken: place × (time of one slot for one conversation) ÷ slots. Until enough
    /// was observed that time is `meanHandling`. None while nobody is there or nothing is known.
    std::optional<Millis> waitOf(qint64 place, qint64 slots, std::optional<Millis> meanHandling) const;

private:
    static constexpr qint64 kEnough = 5; ///< observations
    static constexpr double kMemory = 30; ///< observations that count, about

    struct Last {
        Instant at;
        qint64 slots = 0;
    };
    std::optional<Last> m_last; ///< while others have waited ever since
    double m_slotMillis = 0; ///< exponentially weighted mean
    qint64 m_observed = 0;
};

} // namespace greenroom::routing
