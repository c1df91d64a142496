// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

#include "core/base/instant.h"

namespace greenroom {

/// The time the coordinator decides by: never back, never in leaps. It runs on the monotonic clock from the wall clock's
/// value at the start, and is drawn to the wall clock by at most kSlew a second, so that a clock set wrong or right
/// breaks no deadline.
class Clock {
public:
    static constexpr Millis kSlew {5};

    Instant now()
    {
        const auto steady = std::chrono::steady_clock::now();
        Instant mine = m_base + std::chrono::duration_cast<Millis>(steady - m_start);
        if (steady - m_drawnAt >= 1s) {
            const Millis off = std::chrono::floor<Millis>(std::chrono::system_clock::now()) - mine;
            m_base += std::clamp(off, -kSlew, kSlew);
            m_drawnAt = steady;
            mine += std::clamp(off, -kSlew, kSlew);
        }
        m_last = std::max(m_last, mine);
        return m_last;
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_drawnAt = m_start;
    Instant m_base = std::chrono::floor<Millis>(std::chrono::system_clock::now());
    Instant m_last = m_base;
};

} // namespace greenroom
