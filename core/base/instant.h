// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include <QtGlobal>

namespace greenroom {

using namespace std::chrono_literals;
using Millis = std::chrono::milliseconds;

/// A moment in UTC, to the millisecond. On the wire and in SQL: int64 milliseconds since 1970-01-01.
using Instant = std::chrono::sys_time<Millis>;

inline qint64 toMillis(Instant at)
{
    return at.time_since_epoch().count();
}

inline Instant fromMillis(qint64 millis)
{
    return Instant(Millis(millis));
}

} // namespace greenroom
