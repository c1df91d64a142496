// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/domain/routing/router.h"
#include "server/conversations/openconversations.h"
#include "server/routing/queuetable.h"

namespace greenroom {

/// Who works at the desk and who waits: tells the shop's router (core/domain/routing/router.h) of every change, and does
/// what it decides. Within the same turn: nobody waits while somebody eligible has room.
class Distribution {
public:
    /// How long a person who lost the connection keeps what is unanswered.
    static constexpr Millis kGrace {60'000};

    Distribution(Coordinator& coordinator, OpenConversations& conversations);

    void start(std::vector<QueueRules> queues, std::vector<DeskMember> members);

    /// Queues and people as the store has them now, while everything goes on: what is new comes in, what there is takes
    /// its new rules, names, capacities and queues.
    void learn(std::vector<QueueRules> queues, const std::vector<DeskMember>& members);

    const QueueRules* queue(QueueId id) const;
    /// The shop's first queue: where conversations go unless told otherwise.
    const QueueRules* defaultQueue(ShopId shop) const;
    std::vector<const QueueRules*> queuesOf(ShopId shop) const;
    QString personName(PersonId person) const;
    /// Null unless the person belongs to the shop's desk.
    const routing::Agent* agent(ShopId shop, PersonId person) const;
    /// Somebody of this shop takes conversations now.
    bool isStaffed(ShopId shop) const;
    QList<PresenceRow> people(ShopId shop) const;
    QueueRow queueRow(const QueueRules& queue) const;

    void setPresence(ShopId shop, PersonId person, Presence presence, BreakReason reason);
    /// A connection of this person came; what was before the loss of the last one holds again.
    void connected(const DeskMember& member);
    void disconnected(ShopId shop, PersonId person);

    /// Puts the conversation in a queue. `since`: when the wait began, for one that waited before.
    Stored enqueue(ConversationId id, QueueId queue, const Author& author, Instant since);
    Stored assign(ConversationId id, const routing::Agent& agent, AssignReason reason, const Author& author, ClientId clientId);
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
        BreakReason reason = BreakReason::none;
        Instant presenceSince;
        Presence beforeLoss = Presence::offline; ///< while disconnected
        BreakReason reasonBeforeLoss = BreakReason::none;
        int connections = 0;
    };
    /// What the router must know anew is told before it decides.
    struct Shop {
        routing::Router router;
        std::vector<QueueId> queues;
        std::optional<Instant> due; ///< when it is asked next, at the latest
    };
    struct Queue {
        QueueRules rules;
        std::set<std::pair<Instant, ConversationId>> waiting; ///< longest first
        std::set<std::pair<Instant, ConversationId>> offered; ///< who waits on while somebody is asked, longest first
    };

    static Agent agentOf(const DeskMember& member, Instant now);
    void onChanged(const Conversation* before, const Conversation& after);
    void setRules(std::vector<QueueRules> queues);
    void tell(const Agent& agent);
    void tell(const Conversation& conversation);
    void count(const Conversation& conversation, PersonId holder, qint64 more);
    void distribute();
    void distribute(ShopId id);
    void give(const routing::Given& given);
    void lookAgain(ShopId id);
    void offer(ConversationId id, PersonId agent, Instant until);
    void watchOffer(ConversationId id, Instant until);
    void endOffer(const Conversation& conversation, OfferEnd how);
    void change(Agent& agent, Presence presence, BreakReason reason);
    void releaseUnanswered(ShopId shop, PersonId person);
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
    QSet<ShopId> m_toRoute; ///< something changed that could let somebody go who waits
    QSet<QueueId> m_shown; ///< its counters changed
    std::map<ShopId, bool> m_toldStaffed; ///< as customers were last told
    bool m_placesDue = false;
    Instant m_placesShown {};
    std::optional<Millis> m_meanHandling; ///< of the last closed ones, exponentially weighted
    QHash<ConversationId, Instant> m_handledFrom;
    QSet<ConversationId> m_backTo; ///< given to a queue where nobody else took it: whoever gave it may have it again
};

} // namespace greenroom
