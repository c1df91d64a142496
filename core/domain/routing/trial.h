// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"
#include "core/base/ids.h"
#include "core/domain/customer.h"

// What another profile would have done, as it is told: the last hour played by the one that holds and by the other.
namespace greenroom {

/// How one profile did.
struct TrialOutcome {
    qint64 given = 0; ///< conversations that somebody got
    qint64 left = 0; ///< that nobody had got at the end
    qint64 p50Ms = 0; ///< of the waits of those who were given to somebody
    qint64 p90Ms = 0;
    qint64 longestMs = 0;
    qint64 saturation = 0; ///< hundredths of a per cent of the capacity there was
    static constexpr auto fields = std::tuple {field("given", &TrialOutcome::given), field("left", &TrialOutcome::left),
        field("p50Ms", &TrialOutcome::p50Ms), field("p90Ms", &TrialOutcome::p90Ms),
        field("longestMs", &TrialOutcome::longestMs), field("saturation", &TrialOutcome::saturation)};
    friend bool operator==(const TrialOutcome&, const TrialOutcome&) = default;
};

/// The same for one kind of customer.
struct TrialTier {
    CustomerTier tier = CustomerTier::standard;
    qint64 conversations = 0;
    qint64 nowP90Ms = 0;
    qint64 thenP90Ms = 0;
    static constexpr auto fields = std::tuple {field("tier", &TrialTier::tier),
        field("conversations", &TrialTier::conversations), field("nowP90Ms", &TrialTier::nowP90Ms),
        field("thenP90Ms", &TrialTier::thenP90Ms)};
    friend bool operator==(const TrialTier&, const TrialTier&) = default;
};

/// A conversation that would have gone to somebody else, or at another time.
struct TrialChange {
    ConversationId conversation;
    QString customerName;
    QString nowName; ///< who gets it; empty: nobody
    QString thenName;
    qint64 nowWaitMs = 0;
    qint64 thenWaitMs = 0;
    static constexpr auto fields = std::tuple {field("conversation", &TrialChange::conversation),
        field("customerName", &TrialChange::customerName, maxChars(80)), field("nowName", &TrialChange::nowName, maxChars(80)),
        field("thenName", &TrialChange::thenName, maxChars(80)), field("nowWaitMs", &TrialChange::nowWaitMs),
        field("thenWaitMs", &TrialChange::thenWaitMs)};
    friend bool operator==(const TrialChange&, const TrialChange&) = default;
};

struct RoutingTrial {
    static constexpr qint64 kMostChanges = 50;
    Instant from;
    Instant to;
    qint64 conversations = 0; ///< that came to wait in that time
    qint64 people = 0; ///< who were online in it
    TrialOutcome now; ///< by the profile that holds
    TrialOutcome then; ///< by the other
    QList<TrialTier> tiers; ///< those that came
    qint64 changed = 0; ///< conversations to which something else would have happened
    QList<TrialChange> changes; ///< those whose wait differs most; at most kMostChanges
    static constexpr auto fields = std::tuple {field("from", &RoutingTrial::from), field("to", &RoutingTrial::to),
        field("conversations", &RoutingTrial::conversations), field("people", &RoutingTrial::people),
        field("now", &RoutingTrial::now), field("then", &RoutingTrial::then), field("tiers", &RoutingTrial::tiers),
        field("changed", &RoutingTrial::changed), field("changes", &RoutingTrial::changes, maxItems(kMostChanges))};
    friend bool operator==(const RoutingTrial&, const RoutingTrial&) = default;
};

} // namespace greenroom
