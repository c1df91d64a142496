// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing.h"

namespace greenroom {

std::optional<Millis> estimatedWait(qint64 place, qint64 slotCount, std::optional<Millis> meanHandling)
{
    if (place < 1 || slotCount < 1 || !meanHandling)
        return std::nullopt;
    const qint64 millis = meanHandling->count();
    return Millis(millis * (place - 1) / slotCount + millis);
}

} // namespace greenroom
