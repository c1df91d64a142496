// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "server/conversations/openconversations.h"
#include "server/routing/queuetable.h"

namespace greenroom {

/// Who works at the desk and who waits: puts each waiting conversation in front of the right person, by the rule of
/// core/domain/routing, whenever something changed that could matter. Within the same turn: nobody waits while
/// somebody eligible has room.
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
    const AgentState* agent(ShopId shop, PersonId person) const;
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
    Stored assign(ConversationId id, const AgentState& agent, AssignReason reason, const Author& author, ClientId clientId);
    /// Tells every customer who watches it their place in the queue: now, or soon if that was done a moment ago.
    void showPlaces();
    /// Tells a customer who watches it whether somebody is there.
    void showStaffed(ShopId shop, CustomerId customer);

private:
    using AgentKey = std::pair<ShopId, PersonId>;
    struct Agent {
        AgentState state;
        ShopId shop;
        QString name;
        BreakReason reason = BreakReason::none;
        Instant presenceSince;
        Presence beforeLoss = Presence::offline; ///< while disconnected
        BreakReason reasonBeforeLoss = BreakReason::none;
        int connections = 0;
    };
    struct Queue {
        QueueRules rules;
        std::set<std::pair<Instant, ConversationId>> waiting; ///< longest first
        std::set<std::pair<Instant, ConversationId>> offered; ///< who waits on while somebody is asked, longest first
    };

    void onChanged(const Conversation* before, const Conversation& after);
    void distribute();
    void distribute(Queue& queue);
    void offer(const Conversation& conversation, const QueueRules& rules, PersonId agent);
    void watchOffer(ConversationId id, Instant until);
    void endOffer(const Conversation& conversation, OfferEnd how);
    void change(Agent& agent, Presence presence, BreakReason reason);
    void releaseUnanswered(ShopId shop, PersonId person);
    void show(const Agent& agent);
    void show(const Queue& queue);
    void touch(const Agent& agent);
    void tellStaffed(ShopId shop);
    void showPlacesNow();
    void offerBackLater(ConversationId id, Instant since);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    std::map<AgentKey, Agent> m_agents;
    QHash<QueueId, Queue> m_queues;
    std::map<ShopId, std::vector<QueueId>> m_queuesOf;
    QSet<QueueId> m_dirty; ///< something changed that could let one of its waiting go
    QSet<QueueId> m_shown; ///< its counters changed
    std::map<ShopId, bool> m_toldStaffed; ///< as customers were last told
    bool m_placesDue = false;
    Instant m_placesShown {};
    std::optional<Millis> m_meanHandling; ///< of the last closed ones, exponentially weighted
    QHash<ConversationId, Instant> m_handledFrom;
    QSet<ConversationId> m_backTo; ///< given to a queue where nobody else took it: whoever gave it may have it again
};

} // namespace greenroom
