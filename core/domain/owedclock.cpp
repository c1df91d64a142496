// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/owedclock.h"

namespace greenroom {

OwedLevel OwedClock::level(std::optional<Instant> owedSince, Instant now) const
{
    if (!owedSince)
        return OwedLevel::none;
    const Millis passed = now - *owedSince;
    if (passed > target)
        return OwedLevel::overdue;
    if (passed * 10 >= target * 8)
        return OwedLevel::critical;
    if (passed * 2 >= target)
        return OwedLevel::caution;
    return OwedLevel::quiet;
}

std::optional<Instant> OwedClock::nextChange(Instant owedSince, Instant now) const
{
    for (const Instant at :
        {owedSince + (target + Millis(1)) / 2, owedSince + (target * 8 + Millis(9)) / 10, owedSince + target + Millis(1)})
        if (at > now)
            return at;
    return {};
}

std::optional<size_t> mostPressing(std::span<const Due> dues, Instant now)
{
    std::optional<size_t> best;
    for (size_t i = 0; i < dues.size(); ++i)
        if (dues[i].deadline >= now && (!best || dues[i].deadline < dues[*best].deadline))
            best = i;
    return best ? best : longestOverdue(dues, now);
}

std::optional<size_t> longestOverdue(std::span<const Due> dues, Instant now)
{
    std::optional<size_t> worst;
    for (size_t i = 0; i < dues.size(); ++i)
        if (dues[i].deadline < now && (!worst || dues[i].deadline < dues[*worst].deadline))
            worst = i;
    return worst;
}

} // namespace greenroom
