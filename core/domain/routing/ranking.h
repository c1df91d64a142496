// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/profile.h"

namespace greenroom::routing {

/// How good an agent is by a strategy: lower is better. The figure is a fraction, compared exactly. Of bestSkillMatch only
/// the tie-break: what it compares depends on the conversation too (matchOf).
struct Ranked {
    qint64 numerator = 0;
    qint64 denominator = 1;
    qint64 tie = 0;
    PersonId id;
    size_t seat = 0; ///< the router's; not compared

    static Ranked of(const Agent& agent, Strategy strategy, size_t seat);

    friend bool operator<(const Ranked& a, const Ranked& b)
    {
        const qint64 left = a.numerator * b.denominator;
        const qint64 right = b.numerator * a.denominator;
        return left != right ? left < right : a.tie != b.tie ? a.tie < b.tie : a.id < b.id;
    }
};

} // namespace greenroom::routing
