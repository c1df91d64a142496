// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing/urgency.h"

#include <algorithm>
#include <cmath>

namespace greenroom::routing {

namespace {

constexpr qint64 kMinute = 60'000;

qint64 bounded(qint64 points)
{
    return std::clamp<qint64>(points, -kMostPoints, kMostPoints);
}

qint64 pointsOf(const QList<NamedPoints>& list, const QString& name)
{
    for (const NamedPoints& each : list)
        if (each.name == name)
            return bounded(each.points);
    return 0;
}

qint64 pointsOf(const QList<TierPoints>& list, CustomerTier tier)
{
    for (const TierPoints& each : list)
        if (each.tier == tier)
            return bounded(each.points);
    return 0;
}

} // namespace

Urgency urgencyOf(const Waiting& waiting, const Profile& profile, Instant now)
{
    const Points& points = profile.points;
    Urgency urgency;
    urgency.customerTier = pointsOf(points.customerTier, waiting.customerTier);
    urgency.issue = pointsOf(points.issue, waiting.issue);
    urgency.room = pointsOf(points.room, waiting.room);
    const double emotion = std::isfinite(waiting.emotion) ? std::clamp(waiting.emotion, 0.0, 1.0) : 0.0;
    urgency.emotion = std::llround(emotion * double(bounded(points.emotion)));
    urgency.priority = bounded(waiting.priority);
    if (waiting.replyDue && now >= *waiting.replyDue - points.dueSoonWithin)
        urgency.dueSoon = bounded(points.dueSoon);
    urgency.waited = double(profile.queue(waiting.queue).ageing) * double((now - waiting.since).count()) / double(kMinute);
    return urgency;
}

Order Order::of(const Waiting& waiting, const Urgency& urgency, qint64 ageing)
{
    return {urgency.points() * kMinute - ageing * toMillis(waiting.since), waiting.since, waiting.id};
}

} // namespace greenroom::routing
