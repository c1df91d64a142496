// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/domain/routing/router.h"

// A day at a desk (or an hour of one), and what a profile makes of it: for a simulation, and for "what would have changed".
namespace greenroom {

/// A time in which somebody takes conversations.
struct DaySpan {
    Instant from;
    Instant until; ///< takes nothing new then, and finishes what they have
};

/// What somebody is busy with when the day begins.
struct DayHeld {
    Channel channel = Channel::web;
    Instant until;
};

/// Somebody who works that day.
struct DayAgent {
    routing::Agent agent; ///< as they are before the day: `presence`, `load` and `open` are worked out
    std::vector<DaySpan> here; ///< by time, and apart; one may have begun before the day
    std::vector<DayHeld> held {};
};

/// Somebody who asks that day.
struct DayArrival {
    /// Comes at `inQueueSince`, and waits since `since`, which may be earlier. `language` is asked for while somebody of the
    /// queue who is there speaks it, as at a real desk; `replyDue` is worked out if the queue has a target.
    routing::Waiting waiting;
    Millis handling {0}; ///< how long whoever has them is busy with it
    std::optional<Instant> leaves {}; ///< does not wait longer than that
};

/// What comes to a desk in a day, and who is there.
struct Day {
    Instant begin;
    std::vector<DayAgent> agents;
    std::vector<DayArrival> arrivals; ///< by inQueueSince, each with an id of its own
};

/// What became of one arrival.
struct DayFate {
    std::optional<PersonId> agent; ///< who got it; none: nobody
    Instant at; ///< when that was; nobody: until when it waited
    friend bool operator==(const DayFate&, const DayFate&) = default;
};

struct DayWaits {
    qint64 count = 0;
    Millis p50 {0};
    Millis p90 {0};
    Millis p99 {0};
    Millis longest {0};
    double within = 0; ///< share given within the target of the service level
};

struct DayReport {
    std::map<CustomerTier, DayWaits> byTier;
    DayWaits all;
    qint64 left = 0; ///< that nobody got
    double saturation = 0; ///< load over capacity, mean over the time somebody was there
    double gini = 0; ///< of the agents' own saturations: 0 all the same, 1 one has everything
    qint64 overtaken = 0; ///< times somebody who needs the same went first although points cannot outweigh the difference: 0
    qint64 full = 0; ///< times an agent was given something beyond their capacity: 0
    Instant end; ///< when it was over
    std::vector<DayFate> fates; ///< one an arrival, in their order
};

/// Of what each waited; `target` is the service level's.
DayWaits waitsOf(std::vector<Millis> waits, Millis target);
/// Of values that are not negative: 0 if all are the same, towards 1 if one has everything.
double giniOf(std::vector<double> values);

/// Plays a day through the router, as fast as it goes: whoever it chooses takes what they are given, also where they would be
/// asked first. `target`: of the service level. `until`: what is not given by then is left; none: goes on while anything
/// happens.
DayReport playDay(const Day& day, const routing::Profile& profile, Millis target, std::optional<Instant> until = {});

} // namespace greenroom
