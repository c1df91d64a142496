// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"
#include "core/base/result.h"
#include "core/domain/routing/party.h"

namespace greenroom::routing {

/// Which of the eligible agents gets it (reference/routing.md §3.3).
enum class Strategy {
    highestSpare, ///< most units free; then longest idle
    lowestSaturation, ///< least load ÷ capacity; then longest idle
    leastActive, ///< fewest conversations, whatever they weigh; then longest since last assigned
    mostAvailable, ///< most units free; then longest since last assigned
    roundRobin, ///< longest since last assigned
    longestIdle, ///< longest since last released
    bestSkillMatch, ///< highest mean level of the skills asked for; then longest idle
};

inline constexpr qint64 kMostPoints = 10'000; ///< of one kind; bounded, so that waiting outweighs them
inline constexpr Millis kLongestTime = std::chrono::hours(24 * 30);

struct TierPoints {
    CustomerTier tier = CustomerTier::standard;
    qint64 points = 0;
    static constexpr auto fields = std::tuple {
        field("tier", &TierPoints::tier), field("points", &TierPoints::points, between(0, kMostPoints))};
    friend bool operator==(const TierPoints&, const TierPoints&) = default;
};

struct NamedPoints {
    QString name;
    qint64 points = 0;
    static constexpr auto fields = std::tuple {field("name", &NamedPoints::name, notEmpty, maxChars(80)),
        field("points", &NamedPoints::points, between(0, kMostPoints))};
    friend bool operator==(const NamedPoints&, const NamedPoints&) = default;
};

/// Points that make one conversation more urgent than another. One point is one point of every kind.
struct Points {
    QList<TierPoints> customerTier; ///< 0 for those not listed
    QList<NamedPoints> issue;
    QList<NamedPoints> room;
    qint64 emotion = 0; ///< at emotion 1; in proportion below
    qint64 dueSoon = 0; ///< when the answer is due within `dueSoonWithin`
    Millis dueSoonWithin {0};
    static constexpr auto fields = std::tuple {field("customerTier", &Points::customerTier, maxItems(5)),
        field("issue", &Points::issue), field("room", &Points::room),
        field("emotion", &Points::emotion, between(0, kMostPoints)),
        field("dueSoon", &Points::dueSoon, between(0, kMostPoints)),
        field("dueSoonWithin", &Points::dueSoonWithin, between(0, kLongestTime.count()))};
    friend bool operator==(const Points&, const Points&) = default;
};

struct ChannelRule {
    Channel channel = Channel::web;
    qint64 units = 1; ///< what one of it takes of a capacity
    bool offers = false; ///< each is asked for before it is given
    static constexpr auto fields = std::tuple {field("channel", &ChannelRule::channel),
        field("units", &ChannelRule::units, between(1, 100)), field("offers", &ChannelRule::offers)};
    friend bool operator==(const ChannelRule&, const ChannelRule&) = default;
};

struct Overflow {
    QueueId to;
    Millis after {60'000}; ///< waited in the queue it is in
    bool onlyIfStaffed = true; ///< somebody of that queue is online
    qint64 onlyBelow = 0; ///< fewer than this wait there; 0: however many
    static constexpr auto fields = std::tuple {field("to", &Overflow::to),
        field("after", &Overflow::after, between(1'000, kLongestTime.count())),
        field("onlyIfStaffed", &Overflow::onlyIfStaffed), field("onlyBelow", &Overflow::onlyBelow, between(0, 1'000'000))};
    friend bool operator==(const Overflow&, const Overflow&) = default;
};

/// What one queue does. The stays in rings, `stickyWait` and `Overflow::after` count from `Waiting::inQueueSince`.
struct QueueProfile {
    static constexpr qint64 kMostRings = 6;

    QueueId id;
    Strategy strategy = Strategy::lowestSaturation;
    qint64 ageing = 1; ///< points a minute of waiting, at least 1: that is why nothing starves
    bool offers = false; ///< asks before it gives; else it assigns at once
    Millis offerFor {20'000};
    Millis stickyFor {std::chrono::hours(72)}; ///< how long ago the last agent may have had it; 0: never sticky
    Millis stickyWait {0}; ///< how long it waits for the last agent alone, while that one is online
    Millis replyTarget {0}; ///< the first answer is due so long after the wait began; 0: there is no such target
    Millis firstReplyWithin {
        0}; ///< whoever was given it gives a first answer within this, or somebody else gets it; 0: no such clock
    QList<Millis> rings; ///< stay in each; at its end the optional skills of the largest priority are dropped
    std::optional<Overflow> overflow;
    /// When as many wait here, who comes goes to where it overflows at once, if the guards allow it, and customers are told
    /// that they had better leave a message; none: however many.
    std::optional<qint64> mostWaiting {};
    static constexpr auto fields = std::tuple {field("id", &QueueProfile::id), field("strategy", &QueueProfile::strategy),
        field("ageing", &QueueProfile::ageing, between(1, 1'000)), field("offers", &QueueProfile::offers),
        field("offerFor", &QueueProfile::offerFor, between(5'000, kLongestTime.count())),
        field("stickyFor", &QueueProfile::stickyFor, between(0, kLongestTime.count())),
        field("stickyWait", &QueueProfile::stickyWait, between(0, kLongestTime.count())),
        field("replyTarget", &QueueProfile::replyTarget, between(0, kLongestTime.count())),
        field("firstReplyWithin", &QueueProfile::firstReplyWithin, between(0, kLongestTime.count())),
        field("rings", &QueueProfile::rings, maxItems(kMostRings), between(1'000, kLongestTime.count())),
        field("overflow", &QueueProfile::overflow), field("mostWaiting", &QueueProfile::mostWaiting, between(1, 1'000'000))};
    friend bool operator==(const QueueProfile&, const QueueProfile&) = default;
};

/// How long breaks are, and how many people may be on one at once.
struct BreakRules {
    static constexpr qint64 kLongest = 600;
    qint64 mostAtOnce = 0; ///< people of the shop; 0: however many. Who leads may give more
    qint64 mealMinutes = 0; ///< 0: no such limit
    qint64 restMinutes = 0;
    qint64 otherMinutes = 0;
    qint64 minutesOf(BreakReason reason) const
    {
        return reason == BreakReason::meal ? mealMinutes : reason == BreakReason::rest ? restMinutes : otherMinutes;
    }
    static constexpr auto fields = std::tuple {field("mostAtOnce", &BreakRules::mostAtOnce, between(0, 10'000)),
        field("mealMinutes", &BreakRules::mealMinutes, between(0, kLongest)),
        field("restMinutes", &BreakRules::restMinutes, between(0, kLongest)),
        field("otherMinutes", &BreakRules::otherMinutes, between(0, kLongest))};
    friend bool operator==(const BreakRules&, const BreakRules&) = default;
};

/// What surge mode does while it is on.
struct SurgeRules {
    qint64 capacityPercent = 150; ///< of everybody's capacity
    bool leaveMessage = true; ///< customers are told that they had better leave a message
    bool overflowAtOnce = true; ///< without waiting so long as overflow says; its guards hold
    qint64 minutes = 60; ///< it ends by itself
    static constexpr auto fields = std::tuple {field("capacityPercent", &SurgeRules::capacityPercent, between(100, 200)),
        field("leaveMessage", &SurgeRules::leaveMessage), field("overflowAtOnce", &SurgeRules::overflowAtOnce),
        field("minutes", &SurgeRules::minutes, between(5, 720))};
    friend bool operator==(const SurgeRules&, const SurgeRules&) = default;
};

/// The weights by which a shop routes. Versioned and dated; a value.
struct Profile {
    static constexpr int kMostOverflows = 5; ///< of one conversation, one after another
    static constexpr Millis kTransferFor {30'000};

    qint64 version = 0;
    Instant since;
    Points points;
    QList<ChannelRule> channels; ///< others take one unit and are not asked for
    bool higherTiersOffer = false; ///< what needs L2 or L3 is asked for before it is given
    /// Who came online gets one at once and one more each step, until they could be full; 0: all at once.
    Millis rampStep {0};
    qint64 missedOffers = 1; ///< offers somebody lets run out in a row until they count as not responding
    QList<QueueProfile> queues; ///< others have QueueProfile's defaults
    std::optional<Millis> transferFor {}; ///< how long somebody is asked to take over; none: kTransferFor
    std::optional<bool> transferToQueue {}; ///< what nobody took over goes to its queue; else it stays with its owner
    std::optional<bool> agentsMayDecline {}; ///< none: they may; who leads always may
    std::optional<bool> agentsMayPick {}; ///< out of those that wait; none: they may; "take the next" everybody may
    std::optional<BreakRules> breaks {};
    /// A conversation in which nothing was said for so long, and nobody waits for an answer, is no load; none: it always is.
    std::optional<Millis> silentAfter {};
    std::optional<Millis> silentAfterInRoom {}; ///< the same for those that came from a live room; none: as the others
    /// A silent one in which staff spoke last is reminded of once, and ends by itself so long after; none: it does not.
    std::optional<Millis> silentEndsAfter {};
    std::optional<SurgeRules> surge {}; ///< none: SurgeRules' defaults
    /// Who leads looks on without being shown to anybody, where the law of the place allows it; none: all who have the
    /// conversation open are shown them. The audit tells of it in any case.
    std::optional<bool> watchUnseen {};
    static constexpr auto fields = std::tuple {field("version", &Profile::version), field("since", &Profile::since),
        field("points", &Profile::points), field("channels", &Profile::channels, maxItems(kChannels)),
        field("higherTiersOffer", &Profile::higherTiersOffer),
        field("rampStep", &Profile::rampStep, between(0, kLongestTime.count())),
        field("missedOffers", &Profile::missedOffers, between(1, 20)), field("queues", &Profile::queues, maxItems(500)),
        field("transferFor", &Profile::transferFor, between(5'000, 600'000)),
        field("transferToQueue", &Profile::transferToQueue), field("agentsMayDecline", &Profile::agentsMayDecline),
        field("agentsMayPick", &Profile::agentsMayPick), field("breaks", &Profile::breaks),
        field("silentAfter", &Profile::silentAfter, between(60'000, kLongestTime.count())),
        field("silentAfterInRoom", &Profile::silentAfterInRoom, between(60'000, kLongestTime.count())),
        field("silentEndsAfter", &Profile::silentEndsAfter, between(60'000, kLongestTime.count())),
        field("surge", &Profile::surge), field("watchUnseen", &Profile::watchUnseen)};

    const QueueProfile& queue(QueueId id) const;
    qint64 unitsOf(Channel channel) const;
    bool asksFirst(const Waiting& waiting) const;

    friend bool operator==(const Profile&, const Profile&) = default;
};

/// `invalidField` with the place (as "queues[2].overflow") in `field` and the reason in `detail`, if the profile
/// cannot be routed by: a figure out of range, a queue twice or not among `known`, overflow in a circle or too deep.
Result<void> check(const Profile& profile, const QList<QueueId>& known);

} // namespace greenroom::routing

namespace greenroom {

template <>
struct EnumNames<routing::Strategy> {
    static constexpr std::array names {
        named(routing::Strategy::highestSpare, "highestSpare"),
        named(routing::Strategy::lowestSaturation, "lowestSaturation"),
        named(routing::Strategy::leastActive, "leastActive"),
        named(routing::Strategy::mostAvailable, "mostAvailable"),
        named(routing::Strategy::roundRobin, "roundRobin"),
        named(routing::Strategy::longestIdle, "longestIdle"),
        named(routing::Strategy::bestSkillMatch, "bestSkillMatch"),
    };
};

} // namespace greenroom
