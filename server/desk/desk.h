// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/automatic/automaticmessages.h"
#include "server/conversations/messagehandler.h"
#include "server/desk/auditor.h"
#include "server/knowledge/articlehandler.h"
#include "server/media/mediahandler.h"
#include "server/orders/orderhandler.h"
#include "server/phrases/phrasehandler.h"
#include "server/products/producthandler.h"
#include "server/reveal/revealhandler.h"
#include "server/routing/assignmenthandler.h"
#include "server/routing/routinghandler.h"
#include "server/routing/supervisionhandler.h"
#include "server/routing/teamhandler.h"
#include "server/sending/sendinghandler.h"
#include "server/sessions/hellohandler.h"
#include "server/tickets/tickethandler.h"

namespace greenroom {

/// Everything the coordinator decides with, put together: the features' state and handlers over one log. The same for
/// the server, its tests and a simulation. A new feature is a member here.
class Desk {
public:
    struct Settings {
        Millis reopenWithin = std::chrono::hours(24); ///< a closed conversation goes on when its customer is back this soon
        std::function<Millis()> spread = {}; ///< Coordinator::spreadNow
        HelloHandler::Settings hello;
        MediaHandler::Settings media {};
        qint64 usualReveals = 20; ///< RevealHandler: in an hour
        SignInHandler::Settings signIn;
        PasswordHasher::Deliver deliver; ///< runs a function on the coordinator's thread, as a Task
        quint64 seed = 0; ///< of the ids made here
        QString indexFolder = {}; ///< of the article search; empty: in memory
    };
    Desk(Log& log, Departures& departures, const Settings& settings);

    /// What a start reads from the store.
    struct State {
        Uuid epoch;
        std::vector<Shop> shops;
        std::vector<QueueRules> queues;
        Distribution::Profiles profiles;
        Distribution::Surges surges;
        TeamFigures::Days figures;
        IssueTable::Issues issues;
        SendingTable::Rules sendingRules;
        AutomaticTable::Messages automatic;
        RevealLog::Times reveals;
        std::vector<DeskMember> members;
        std::vector<Conversation> conversations;
        std::vector<CustomerTable::Row> customers;
        std::vector<HelloHandler::UsedIdentity> identitiesUsed;
        std::vector<StaffSession> sessions;
        std::vector<ClientId> clientIds;
        std::vector<ClientId> clientIdsAhead;
    };
    static Result<State> load(Database& database, Instant now);
    /// Takes the state in and opens for business. Coordinator's thread, or before it runs.
    /// `now`: the time it is, for the deadlines that begin.
    void start(State state, Instant now);

    /// After an administrator's change: shops, queues, people, issues, rules and automatic messages as the store has them
    /// now; `then` runs after it.
    void learn(std::function<void()> then);
    /// Told of the shops whenever they were read anew.
    std::function<void(const std::vector<Shop>&)> onShops;

    Coordinator& coordinator() { return m_coordinator; }
    Shops& shops() { return m_shops; }
    SignInHandler& signIn() { return m_signIn; }
    Visitors& visitors() { return m_visitors; }
    OpenConversations& conversations() { return m_conversations; }
    Distribution& distribution() { return m_distribution; }
    MediaHandler& media() { return m_media; }

private:
    void reload();
    void onImported(ShopId shop, ImportKind kind);

    Coordinator m_coordinator;
    ShopBoard m_shopBoard;
    SendingHandler m_sending;
    Shops m_shops;
    Visitors m_visitors;
    OpenConversations m_conversations;
    Distribution m_distribution;
    AutomaticMessages m_automatic;
    ConversationBoards m_boards;
    MediaHandler m_media;
    MessageHandler m_messages;
    AssignmentHandler m_assignments;
    RoutingHandler m_routing;
    TeamHandler m_team;
    SupervisionHandler m_supervision;
    RevealHandler m_reveal;
    SignInHandler m_signIn;
    Auditor m_auditor;
    HelloHandler m_hello;
    OrderHandler m_orders;
    ProductHandler m_products;
    TicketHandler m_tickets;
    PhraseHandler m_phrases;
    ArticleHandler m_articles;
};

} // namespace greenroom
