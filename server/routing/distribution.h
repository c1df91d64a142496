// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/domain/routing/decision.h"
#include "core/domain/routing/router.h"
#include "core/domain/routing/servicerate.h"
#include "server/conversations/openconversations.h"
#include "server/routing/issuetable.h"
#include "server/routing/profiletable.h"
#include "server/routing/queuetable.h"
#include "server/routing/teamfigures.h"

namespace greenroom {

/// Who works at the desk and who waits: tells the shop's router (core/domain/routing/router.h) of every change, and does
/// what it decides. Within the same turn: nobody waits while somebody eligible has room.
class Distribution {
public:
    /// How long a person who lost the connection keeps what a customer waits for an answer to, at most: half the time that is
    /// left to the queue's target, if that is less.
    static constexpr Millis kOwedGrace {30'000};
    /// After this they count as offline, and keep nothing.
    static constexpr Millis kGrace = std::chrono::minutes(3);

    /// Why a conversation was closed that ended by itself.
    static constexpr QLatin1StringView kSilentReason {"silent"};

    Distribution(Coordinator& coordinator, OpenConversations& conversations);

    /// Says to the customer that the conversation will end by itself, and that it ends: see AutomaticMessages.
    std::function<void(const Conversation&)> sayReminder;
    std::function<void(const Conversation&)> sayClosing;

    using Profiles = std::map<ShopId, ProfileTable::Newest>;
    using Surges = std::map<ShopId, Instant>; ///< until when surge mode is on
    /// `profiles`: of the shops that have set one. One that cannot be routed by is left aside, with a word in the log.
    void start(std::vector<QueueRules> queues, Profiles profiles, std::vector<DeskMember> members, const Surges& surges,
        TeamFigures::Days figures, IssueTable::Issues issues);

    /// Queues, people and issues as the store has them now, while everything goes on: what is new comes in, what there is
    /// takes its new rules, names, capacities, queues and skills.
    void learn(std::vector<QueueRules> queues, const std::vector<DeskMember>& members, IssueTable::Issues issues);

    /// By what the shop routes now; every queue of the shop is named in it.
    const routing::Profile& profile(ShopId shop) const;
    /// As the shop would route by this profile now: queues that it does not name go by their own rules, and surge mode is on or
    /// off.
    routing::Profile whole(ShopId shop, routing::Profile profile) const;
    /// That no stored profile of the shop has.
    qint64 nextVersion(ShopId shop) const;
    /// As routing::check, with this shop's queues.
    Result<void> check(ShopId shop, const routing::Profile& profile) const;
    /// Requires a profile that check() takes.
    void setProfile(ShopId shop, routing::Profile profile);
    /// By the profile's surge rules, until they end it.
    void setSurge(ShopId shop, bool on);
    /// Why it waits; none if it does not wait in a queue.
    std::optional<RoutingDecision> whyWaiting(const Conversation& conversation) const;
    /// The most urgent one that waits and this person could have; none if there is none.
    std::optional<ConversationId> nextFor(ShopId shop, PersonId person) const;
    /// Who left a message and whom this person could call back, the longest waiting first; none if there is none.
    std::optional<ConversationId> nextLeftMessage(ShopId shop, PersonId person) const;
    /// Has room for one more of this channel.
    bool hasCapacity(ShopId shop, PersonId person, Channel channel) const;

    const QueueRules* queue(QueueId id) const;
    /// The shop's first queue: where conversations go unless told otherwise.
    const QueueRules* defaultQueue(ShopId shop) const;
    std::vector<const QueueRules*> queuesOf(ShopId shop) const;
    QString personName(ShopId shop, PersonId person) const;
    /// Null unless the person belongs to the shop's desk.
    const routing::Agent* agent(ShopId shop, PersonId person) const;
    /// Somebody of the queue is on this line of support, or a higher one.
    bool hasTier(ShopId shop, QueueId queue, routing::Tier tier) const;
    /// Somebody of this shop takes conversations now.
    bool isStaffed(ShopId shop) const;
    /// Without the figures of their day, which are for who leads.
    QList<PresenceRow> people(ShopId shop) const;
    const TeamFigures& figures() const { return m_figures; }
    QueueRow queueRow(const QueueRules& queue) const;
    /// Its place in its queue and how long that may take, as its customer is told. None if it does not wait, is on offer, or
    /// stands behind very many.
    std::optional<QueueRow> placeOf(const Conversation& conversation) const;

    /// `then`: of windingDown, what they are when the last conversation has gone.
    /// `by`: who said it, if somebody else did.
    void setPresence(
        ShopId shop, PersonId person, Presence presence, BreakReason reason, Presence then, const QString& by = {});
    /// As PresenceRow::revealed; none: no more often than usual.
    void setRevealed(ShopId shop, PersonId person, std::optional<qint64> looks);
    /// How many of the shop's people are on break.
    qint64 onBreak(ShopId shop) const;
    /// Asks for a break that the limit does not allow now; any change of their presence ends that.
    void askForBreak(ShopId shop, PersonId person, BreakReason reason);
    void refuseBreak(ShopId shop, PersonId person);
    /// All that is theirs back to its queues; how many.
    qint64 handOver(ShopId shop, PersonId person, const Author& author, const QString& note);
    /// Conversations that are this person's.
    qint64 openOf(ShopId shop, PersonId person) const;
    /// A connection of this person came; what was before the loss of the last one holds again.
    void connected(const DeskMember& member);
    void disconnected(ShopId shop, PersonId person);

    /// Puts the conversation in a queue. `since`: when the wait began, for one that waited before. `tier`: the line of support
    /// it needs from now on; none: as before.
    Stored enqueue(
        ConversationId id, QueueId queue, const Author& author, Instant since, std::optional<routing::Tier> tier = {});
    Stored assign(ConversationId id, const routing::Agent& agent, AssignReason reason, const Author& author, ClientId clientId);
    /// The owner asks somebody to take it over, as long as the profile says. Requires an assigned one.
    Stored askToTake(ConversationId id, const Transferred& given, const Author& author, ClientId clientId);
    /// Nobody took it: by the profile's rule it stays with its owner, or goes to its queue. Requires one on transfer.
    Stored endTransfer(
        ConversationId id, OfferEnd how, std::optional<DeclineReason> reason, const Author& author, ClientId clientId);
    /// Tells every customer who watches it their place in the queue: now, or soon if that was done a moment ago.
    void showPlaces();
    /// Tells a customer who watches it whether somebody is there.
    void showStaffed(ShopId shop, CustomerId customer);

private:
    using AgentKey = std::pair<ShopId, PersonId>;
    struct Agent {
        routing::Agent state;
        ShopId shop;
        QString name;
        qint64 capacity = 0; ///< as it was given to them; surge mode raises that of `state`
        BreakReason reason = BreakReason::none;
        Instant presenceSince;
        Presence beforeLoss = Presence::offline; ///< while disconnected
        BreakReason reasonBeforeLoss = BreakReason::none;
        int connections = 0;
        QSet<ConversationId> held; ///< theirs, or on offer to them
        std::set<std::pair<Instant, ConversationId>> owed; ///< in which a customer waits for them, longest first
        QString changedBy; ///< who put them in this state, if somebody else did
        qint64 missedOffers = 0; ///< in a row
        Presence afterWindingDown = Presence::offline;
        std::optional<BreakReason> asks; ///< for a break
        std::optional<qint64> revealed; ///< looks at what is hidden in the last hour, if they are more than usual
    };
    /// What the router must know anew is told before it decides.
    struct Shop {
        routing::Router router;
        qint64 lastVersion = 0; ///< of the stored profiles, also of one that was left aside
        std::optional<routing::Profile> set; ///< as somebody set it; none: by the queues' own rules
        routing::Profile profile; ///< the same with every queue in it; the router's is another while surge mode is on
        std::vector<QueueId> queues;
        std::optional<Instant> due; ///< when it is asked next, at the latest
        std::optional<Instant> surgeUntil;
        std::set<std::pair<Instant, ConversationId>> leftMessages; ///< longest first
    };
    /// As customers were last told.
    struct Told {
        bool staffed = false;
        bool leaveMessage = false;
        friend bool operator==(const Told&, const Told&) = default;
    };
    struct Queue {
        QueueRules rules;
        std::set<std::pair<Instant, ConversationId>> waiting; ///< longest first
        std::set<std::pair<Instant, ConversationId>> offered; ///< who waits on while somebody is asked, longest first
        routing::ServiceRate rate;
        qint64 slots = 0; ///< that those who are online had together when places were told last
    };

    Agent agentOf(const DeskMember& member) const;
    void takeOver(const DeskMember& member, Agent& agent) const;
    qint64 capacityOf(const Agent& agent) const;
    void onChanged(const Conversation* before, const Conversation& after);
    void setRules(std::vector<QueueRules> queues);
    void route(ShopId shop);
    void recount(ShopId shop);
    QHash<QueueId, QSet<QString>> languagesSpoken() const;
    void learnLanguages();
    /// To the router anew: all who wait, or those of a shop.
    void tellWaiting(std::optional<ShopId> shop = {});
    void watchSurge(ShopId shop);
    const routing::SurgeRules& surgeRules(ShopId shop) const;
    bool shouldLeaveMessage(const QueueRules& queue) const;
    QString spokenLanguage(const Conversation& conversation, QueueId queue) const;
    RoutingDecision decision(const Conversation& conversation, const routing::Explanation& why) const;
    void keep(const routing::Given& given);
    void tell(const Agent& agent);
    void tell(const Conversation& conversation);
    routing::Waiting waitingOf(const Conversation& conversation, QueueId queue, Instant since) const;
    void followLeftMessage(const Conversation* before, const Conversation& after);
    void showDayEnd();
    void count(const Conversation& conversation, PersonId holder, qint64 more, bool happened);
    void addLoad(Agent& agent, const Conversation& conversation, qint64 more);
    void followSilence(const Conversation* before, const Conversation& after);
    Millis silentAfter(const Conversation& conversation) const;
    /// Since when nobody has said anything in it and nobody waits for anybody; none while somebody does.
    static std::optional<Instant> quietSince(const Conversation& conversation);
    void watchSilence(const Conversation& conversation);
    void fallSilent(ConversationId id, Instant since);
    std::optional<Instant> silenceEnds(const Conversation& conversation) const;
    void remind(const Conversation& conversation);
    void closeSilent(ConversationId id, qint64 reminder);
    void judgeSilenceAnew(ShopId shop);
    void watchTransfer(ConversationId id, Instant until);
    void distribute();
    void distribute(ShopId id);
    void give(const routing::Given& given);
    void lookAgain(ShopId id);
    void offer(ConversationId id, PersonId agent, Instant until);
    void watchOffer(ConversationId id, Instant until);
    void endOffer(const Conversation& conversation, OfferEnd how);
    void change(Agent& agent, Presence presence, BreakReason reason);
    void endWindingDown(Agent& agent);
    void lost(const Agent& agent);
    void releaseOwedLater(const Agent& owner, const Conversation& conversation);
    std::vector<Conversation> heldBy(const Agent& agent) const;
    void releaseAll(ShopId shop, PersonId person);
    void release(const Conversation& conversation, bool unanswered);
    void watchFirstReply(const Conversation& conversation);
    void owe(const Conversation* before, const Conversation& after);
    PresenceRow rowOf(const Agent& agent) const;
    qint64 slotsOf(QueueId queue) const;
    QueueRow placeRow(const Queue& queue, qint64 place) const;
    void show(const Agent& agent);
    void show(const Queue& queue);
    void tellStaffed(ShopId shop);
    void showPlacesNow();
    void offerBackLater(ConversationId id, Instant since);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    std::map<AgentKey, Agent> m_agents;
    QHash<QueueId, Queue> m_queues;
    std::map<ShopId, Shop> m_shops;
    IssueTable::Issues m_issues;
    Instant m_startedAt {};
    QHash<QueueId, QSet<QString>> m_spoken; ///< languages of those of the queue who are online, by primary subtag
    QSet<ShopId> m_toRoute; ///< something changed that could let somebody go who waits
    QSet<QueueId> m_shown; ///< its counters changed
    std::map<ShopId, Told> m_told;
    TeamFigures m_figures;
    bool m_placesDue = false;
    Instant m_placesShown {};
    std::optional<Millis> m_meanHandling; ///< of the last closed ones, exponentially weighted
    QHash<ConversationId, Instant> m_handledFrom;
    QSet<ConversationId> m_silent; ///< somebody's, and no load: nobody waits, and nothing was said for long
    QSet<ConversationId> m_backTo; ///< given to a queue where nobody else took it: whoever gave it may have it again
};

} // namespace greenroom
