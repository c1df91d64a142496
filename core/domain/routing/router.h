// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include <QHash>
#include <QSet>

#include "core/domain/routing/explanation.h"
#include "core/domain/routing/ranking.h"
#include "core/domain/routing/seatset.h"

namespace greenroom::routing {

/// An agent gets it.
struct Given {
    ConversationId conversation;
    PersonId agent;
    bool sticky = false; ///< because they had it last
    std::optional<Instant> offerUntil; ///< is asked until then; none: assigned
    Explanation why;
};

/// It goes on waiting in another queue.
struct Overflowed {
    ConversationId conversation;
    QueueId from;
    QueueId to;
};

struct Decisions {
    std::vector<Overflowed> overflowed;
    std::vector<Given> given; ///< in the order in which they were decided
};

/// Puts those who wait in front of those who work, for one shop. Deciding is always the same: of all who wait and whom
/// somebody eligible could take now, the most urgent goes to the best of these; and again, until there is none.
///
/// Urgency is points (of the profile) plus ageing × minutes waited; the ageing is one per queue, so time alone reorders
/// nobody within one, and points are bounded, so nobody starves. Equal ones: who waits longer, then the smaller id.
///
/// Who waits is kept by what they need: all of one `Demand` have the same eligible agents, so only the first of each
/// must be looked at, and eligibility is a few words of bits. No I/O, no clock: `now` comes in and never goes back
/// here; an earlier one counts as the latest seen. One thread.
class Router {
public:
    Router();
    ~Router();

    /// Requires a profile that `check` takes.
    void setProfile(Profile profile, Instant now);
    const Profile& profile() const { return m_profile; }

    void set(const Agent& agent, Instant now);
    void removeAgent(PersonId id);
    const Agent* agent(PersonId id) const;

    void set(const Waiting& waiting, Instant now);
    void remove(ConversationId id);
    const Waiting* waiting(ConversationId id) const;
    size_t waitingCount() const { return m_items.size(); }
    size_t waitingCount(QueueId queue) const;

    /// All that can be decided now. What was given no longer waits here, and counts as its agent's load; the next
    /// `set` of that agent says how it really is.
    Decisions route(Instant now);
    /// When time alone changes something; none: never.
    std::optional<Instant> nextDue() const;

    /// Why it waits, with all agents, the best first. None if it does not wait here.
    std::optional<Explanation> explain(ConversationId id, Instant now) const;
    /// The most urgent of those this agent could have, whatever room they have and wherever they are.
    std::optional<ConversationId> nextFor(PersonId person) const;
    /// How many of a queue wait because of what, the commonest first: why whoever comes nearest to having it does not.
    std::vector<std::pair<Exclusion, qint64>> waitReasons(QueueId queue) const;
    /// As many wait as the profile lets wait.
    bool isFull(QueueId queue) const;

private:
    struct Line;
    struct Seat;
    struct Item;
    struct Urgent;

    const QueueProfile& queueProfile(QueueId id) const;
    Instant latest(Instant now) { return m_now = std::max(m_now, now); }

    // who waits
    Demand demandNow(const Waiting& waiting, Instant now) const;
    std::optional<Instant> heldUntil(const Waiting& waiting, Instant now) const;
    std::optional<Instant> dueOf(const Waiting& waiting, Instant now) const;
    void place(Item& item, Instant now);
    void unplace(Item& item);
    Line& lineOf(const Demand& demand);
    template <class Do>
    void forEachLine(Do&& each);
    void dropEmptyLines();

    // who works
    void rank(Seat& seat, Instant now);
    void unrank(Seat& seat);
    void whoPrefers(PersonId agent, Instant now);

    // deciding
    void advance(Instant now, Decisions& decisions);
    bool overflow(Item& item, Instant now, Decisions& decisions);
    Instant overflowsAt(const Item& item, const Overflow& over) const;
    bool isStaffed(QueueId queue) const { return m_onlineIn.value(queue) > 0; }
    void countOnline(const Agent& agent, qint64 more);
    bool hasEligible(const Line& line) const;
    std::vector<size_t> bestOf(const Line& line, const Waiting& waiting) const;
    Given give(Line& line, Instant now);
    void count(const Line& line, Explanation& why) const;
    Candidate candidate(const Agent& agent, const Demand& demand) const;

    Profile m_profile;
    QHash<QueueId, QueueProfile> m_queueProfiles;
    std::array<qint64, kChannels> m_units {}; ///< the profile's, by channel
    Instant m_now {};

    std::vector<std::unique_ptr<Seat>> m_seats; ///< one an agent; freed ones are used again
    std::vector<size_t> m_freeSeats;
    QHash<PersonId, size_t> m_seatOf;
    SeatSet m_online;
    SeatSet m_ramping;
    std::array<SeatSet, kChannels> m_canTake; ///< online, past the ramp and with room for one of the channel
    SeatSet m_gained; ///< may take more than at the last routing

    std::unordered_map<ConversationId, std::unique_ptr<Item>> m_items;
    std::unordered_map<QueueId, std::vector<std::unique_ptr<Line>>> m_lines;
    QHash<Demand, Line*> m_lineOf;
    QSet<QueueId> m_touched; ///< queues in which somebody may go who could not at the last routing
    size_t m_emptyLines = 0;
    QHash<PersonId, QSet<ConversationId>> m_preferring; ///< who may wait for this agent alone
    QHash<QueueId, qint64> m_waitingIn;
    QHash<QueueId, qint64> m_onlineIn;

    std::unordered_map<QueueId, std::set<Ranked>> m_ranked; ///< who has room for anything, the best first
    std::set<std::pair<Instant, ConversationId>> m_itemsDue;
    std::set<std::pair<Instant, PersonId>> m_agentsDue;
};

} // namespace greenroom::routing
