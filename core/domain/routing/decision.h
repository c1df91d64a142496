// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/eligibility.h"

// Why a conversation went where it went, as it is stored and told: an Explanation with names.
namespace greenroom {

/// What made it as urgent as it is: points.
struct RoutingScore {
    qint64 customerTier = 0;
    qint64 issue = 0;
    qint64 room = 0;
    qint64 emotion = 0;
    qint64 priority = 0;
    qint64 dueSoon = 0;
    qint64 waited = 0; ///< minutes waited × ageing, rounded down
    qint64 total() const { return customerTier + issue + room + emotion + priority + dueSoon + waited; }
    static constexpr auto fields = std::tuple {field("customerTier", &RoutingScore::customerTier),
        field("issue", &RoutingScore::issue), field("room", &RoutingScore::room), field("emotion", &RoutingScore::emotion),
        field("priority", &RoutingScore::priority), field("dueSoon", &RoutingScore::dueSoon),
        field("waited", &RoutingScore::waited)};
    friend bool operator==(const RoutingScore&, const RoutingScore&) = default;
};

/// An agent as the router compared them.
struct RoutingCandidate {
    PersonId person;
    QString name;
    routing::Exclusion excluded = routing::Exclusion::none; ///< none: could have had it
    qint64 load = 0; ///< units
    qint64 capacity = 0; ///< units
    qint64 conversations = 0;
    qint64 match = 0; ///< hundredths of the mean level of the skills asked for; 0 if none is
    Instant lastAssigned;
    Instant lastReleased;
    static constexpr auto fields = std::tuple {field("person", &RoutingCandidate::person),
        field("name", &RoutingCandidate::name, maxChars(80)), field("excluded", &RoutingCandidate::excluded),
        field("load", &RoutingCandidate::load), field("capacity", &RoutingCandidate::capacity),
        field("conversations", &RoutingCandidate::conversations), field("match", &RoutingCandidate::match),
        field("lastAssigned", &RoutingCandidate::lastAssigned), field("lastReleased", &RoutingCandidate::lastReleased)};
    friend bool operator==(const RoutingCandidate&, const RoutingCandidate&) = default;
};

struct ExcludedCount {
    routing::Exclusion why = routing::Exclusion::none; ///< none: could have it
    qint64 people = 0;
    static constexpr auto fields = std::tuple {field("why", &ExcludedCount::why), field("people", &ExcludedCount::people)};
    friend bool operator==(const ExcludedCount&, const ExcludedCount&) = default;
};

/// How many wait in a queue because of the same.
struct WaitReason {
    routing::Exclusion why = routing::Exclusion::none; ///< of those who come nearest to having it
    qint64 waiting = 0;
    static constexpr auto fields = std::tuple {field("why", &WaitReason::why), field("waiting", &WaitReason::waiting)};
    friend bool operator==(const WaitReason&, const WaitReason&) = default;
};

/// Why a conversation went to somebody, or why it waits.
struct RoutingDecision {
    Instant at;
    qint64 profile = 0; ///< its version
    QString queue; ///< name
    routing::Strategy strategy = routing::Strategy::lowestSaturation;
    std::optional<PersonId> given; ///< none: it waits
    QString givenName;
    bool sticky = false; ///< because they had it last
    bool offered = false; ///< was asked before it was given
    RoutingScore score;
    qint64 ring = 0; ///< rings left behind
    std::optional<Instant> heldUntil; ///< it waits for the last agent alone until then
    QList<RoutingCandidate> best; ///< the best first; five of a decision, 200 while it waits. Agents see whoever got it
    QList<ExcludedCount> count; ///< people by what excludes them
    static constexpr auto fields = std::tuple {field("at", &RoutingDecision::at), field("profile", &RoutingDecision::profile),
        field("queue", &RoutingDecision::queue, maxChars(80)), field("strategy", &RoutingDecision::strategy),
        field("given", &RoutingDecision::given), field("givenName", &RoutingDecision::givenName, maxChars(80)),
        field("sticky", &RoutingDecision::sticky), field("offered", &RoutingDecision::offered),
        field("score", &RoutingDecision::score), field("ring", &RoutingDecision::ring),
        field("heldUntil", &RoutingDecision::heldUntil), field("best", &RoutingDecision::best),
        field("count", &RoutingDecision::count)};
    friend bool operator==(const RoutingDecision&, const RoutingDecision&) = default;
};

struct RoutingExplanation {
    std::optional<RoutingDecision> waits; ///< while it waits: why
    QList<RoutingDecision> decisions; ///< newest first, at most ten
    static constexpr auto fields = std::tuple {
        field("waits", &RoutingExplanation::waits), field("decisions", &RoutingExplanation::decisions)};
    friend bool operator==(const RoutingExplanation&, const RoutingExplanation&) = default;
};

} // namespace greenroom
