// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/deskclock.h"

namespace greenroom {

DeskClock::DeskClock()
    : m_base(std::chrono::floor<Millis>(std::chrono::system_clock::now()))
    , m_baseAt(std::chrono::steady_clock::now())
{
}

Instant DeskClock::now() const
{
    if (m_frozen)
        return *m_frozen;
    return m_base + std::chrono::floor<Millis>(std::chrono::steady_clock::now() - m_baseAt);
}

void DeskClock::setServerTime(Instant serverTime)
{
    m_base = serverTime;
    m_baseAt = std::chrono::steady_clock::now();
}

void DeskClock::freeze(Instant at)
{
    m_frozen = at;
}

} // namespace greenroom
