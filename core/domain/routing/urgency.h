// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/profile.h"

namespace greenroom::routing {

/// What made a conversation as urgent as it is, in points.
struct Urgency {
    qint64 customerTier = 0;
    qint64 issue = 0;
    qint64 room = 0;
    qint64 emotion = 0;
    qint64 priority = 0;
    qint64 dueSoon = 0;
    double waited = 0; ///< minutes waited × ageing

    qint64 points() const { return customerTier + issue + room + emotion + priority + dueSoon; }
    double total() const { return double(points()) + waited; }
    friend bool operator==(const Urgency&, const Urgency&) = default;
};

Urgency urgencyOf(const Waiting& waiting, const Profile& profile, Instant now);

/// Place in one queue. Time alone does not change it: points × a minute − ageing × since, in point milliseconds.
struct Order {
    qint64 key = 0;
    Instant since;
    ConversationId id;

    static Order of(const Waiting& waiting, const Urgency& urgency, qint64 ageing);
    /// Urgency at `now` in point milliseconds, to compare between queues.
    qint64 score(qint64 ageing, Instant now) const { return key + ageing * toMillis(now); }
    friend bool operator<(const Order& a, const Order& b)
    {
        return a.key != b.key ? a.key > b.key : a.since != b.since ? a.since < b.since : a.id < b.id;
    }
};

} // namespace greenroom::routing
