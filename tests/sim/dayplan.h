// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/day.h"

namespace greenroom {

/// A show with ordinary traffic before and after it, and bursts while it runs.
struct ShowPlan {
    quint64 seed = 1;
    std::chrono::hours length {8};
    double perMinute = 20; ///< asking in ordinary times
    double showFactor = 3; ///< times that in the middle quarter of the day, while the show runs
    int bursts = 6; ///< moments in the show when a link drops: `burst` people ask within a minute
    int burst = 150;
    int agents = 60;
    Millis handling {240'000}; ///< mean; exponential
};
Day makeShow(const ShowPlan& plan);

/// One line an arrival, as JSON: {"at": seconds from the start, "queue": 0 to 4, "tier": "vip", "language": "en", "skill":
/// "refund", "emotion": 0 to 100, "handlingSeconds": 240}; all but `at` may be missing. Error input with the line's number.
Result<std::vector<DayArrival>> readArrivals(const QByteArray& lines, const ShowPlan& plan);

/// The queues of makeShow and readArrivals, in their order.
QList<QueueId> dayQueues();

/// A profile by its name or its differences from the first: "" is first come, first served; "tiers" puts vip and big spenders
/// before others; and any of vip=, bigSpender=, emotion=, ageing= (points), rings=, ramp=, sticky= (seconds) and strategy=,
/// separated by commas. Error input with what it does not know.
Result<routing::Profile> readProfile(const QString& text);

} // namespace greenroom
