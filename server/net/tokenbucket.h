// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

#include "core/base/instant.h"

namespace greenroom {

/// A rate with room for a burst, on a clock that is handed in.
class TokenBucket {
public:
    using Clock = std::chrono::steady_clock;

    TokenBucket(qint64 perSecond, qint64 burst, Clock::time_point now) { reset(perSecond, burst, now); }

    /// Starts full.
    void reset(qint64 perSecond, qint64 burst, Clock::time_point now)
    {
        m_perSecond = static_cast<double>(std::max<qint64>(1, perSecond));
        m_burst = static_cast<double>(std::max<qint64>(1, burst));
        m_tokens = m_burst;
        m_at = now;
    }

    /// Zero if one was taken, else how long until there is one.
    Millis take(Clock::time_point now)
    {
        const std::chrono::duration<double> passed = now - m_at;
        m_at = now;
        m_tokens = std::min(m_burst, m_tokens + passed.count() * m_perSecond);
        if (m_tokens >= 1) {
            m_tokens -= 1;
            return Millis(0);
        }
        return std::max(Millis(1), std::chrono::ceil<Millis>(std::chrono::duration<double>((1 - m_tokens) / m_perSecond)));
    }

    /// Whether enough time has passed to forget it.
    bool isFull(Clock::time_point now) const
    {
        return m_tokens + std::chrono::duration<double>(now - m_at).count() * m_perSecond >= m_burst;
    }

private:
    double m_perSecond = 1;
    double m_burst = 1;
    double m_tokens = 1;
    Clock::time_point m_at;
};

} // namespace greenroom
