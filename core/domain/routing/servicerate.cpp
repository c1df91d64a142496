// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing/servicerate.h"

#include <algorithm>

namespace greenroom::routing {

void ServiceRate::taken(Instant at, qint64 left, qint64 slots)
{
    // Whoever has just come takes several at once: that says nothing of how fast it goes on.
    if (m_last && m_last->slots == slots && slots > 0) {
        const double slotMillis = double((at - m_last->at).count()) * double(slots);
        ++m_observed;
        m_slotMillis += (slotMillis - m_slotMillis) / std::min(double(m_observed), kMemory);
    }
    m_last = left > 0 ? std::optional(Last {at, slots}) : std::nullopt;
}

std::optional<Millis> ServiceRate::waitOf(qint64 place, qint64 slots, std::optional<Millis> meanHandling) const
{
    const bool isObserved = m_observed >= kEnough;
    if (place < 1 || slots < 1 || (!isObserved && !meanHandling))
        return std::nullopt;
    const double slotMillis = isObserved ? m_slotMillis : double(meanHandling->count());
    return Millis(qint64(double(place) * slotMillis / double(slots)));
}

} // namespace greenroom::routing
