// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "core/base/error.h"
#include "core/base/instant.h"

namespace greenroom {

/// True of a refusal that says nothing of what was asked, only that now is not the time: asked again it may well succeed.
/// For what may be asked twice; `timedOut` leaves open whether it was done.
inline bool isPassing(const Error& error)
{
    switch (error.code) {
    case Code::rateLimited:
    case Code::busy:
    case Code::unavailable:
    case Code::timedOut: return true;
    default: return false;
    }
}

/// How long to wait before that: what the refusal says, and never so short that many who ask become a load.
inline Millis askAgainAfter(const Error& error)
{
    return Millis(std::max<qint64>(error.limit, error.code == Code::rateLimited ? 100 : 1000));
}

} // namespace greenroom
