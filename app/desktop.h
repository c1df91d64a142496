// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cache/cache.h"
#include "app/conversations/conversationexport.h"
#include "app/conversations/conversationservice.h"
#include "app/conversations/customerguard.h"
#include "app/conversations/duetracker.h"
#include "app/conversations/pinstore.h"
#include "app/knowledge/articleservice.h"
#include "app/notifications/notificationservice.h"
#include "app/notifications/ownalerts.h"
#include "app/notifications/teamalerts.h"
#include "app/orders/orderservice.h"
#include "app/phrases/phraseservice.h"
#include "app/presence/lockbreak.h"
#include "app/products/productservice.h"
#include "app/reveal/revealservice.h"
#include "app/routing/routingservice.h"
#include "app/sending/sendingservice.h"
#include "app/sessions/sessionservice.h"
#include "app/tickets/ticketservice.h"

namespace greenroom {

/// Everything below the window, in the order it is made. The connection and the place for secrets come from outside;
/// they outlive it.
struct Desktop {
    Desktop(Transport& transport, SecretStore& secretStore, const QString& cacheDirectory, const QString& configuration)
        : directory(cacheDirectory)
        , settings(configuration, nullptr)
        , secrets(secretStore)
        , link(transport, {}, nullptr)
    {
        QObject::connect(&session, &SessionService::meChanged, &session, [this] { onMe(); });
        QObject::connect(&orders, &OrderService::stateChanged, &customerGuard, [this] {
            if (workspace.open())
                customerGuard.learn(workspace.open()->conversation, orders.customerOrders()->rows());
        });
        QObject::connect(&screenLock, &ScreenLock::lockedChanged, &reveals, &RevealService::hideAll);
        // On the cache's thread, while this one makes the window.
        if (const auto last = session.lastPerson()) {
            boardsOf = last->person;
            cache.readBoards(boardsOf, &boards, [this](const Result<QList<CachedBoard>>& read) {
                if (read && (!session.me() || session.me()->person == boardsOf))
                    boards.restore(*read);
            });
        }
    }
    Q_DISABLE_COPY_MOVE(Desktop)

    void onMe()
    {
        const auto& me = session.me();
        conversations.setMe(me);
        const PersonId person = me ? me->person : PersonId();
        people.setMe(person, session.roles().overlaps(kTeamLeaders));
        presence.setMe(person);
        notifications.setMe(person);
        due.setMe(person);
        pins.setMe(person);
        teamAlerts.setMe(me);
        ownAlerts.setMe(me);
        if (me && me->person != std::exchange(boardsOf, me->person))
            boards.clear();
        if (me) {
            drafts.load();
            outbox.load();
            return;
        }
        conversations.open({});
        reveals.hideAll();
        transcripts.clear();
        replica.clear();
        boards.clear();
        drafts.clear();
        outbox.clear();
        people.clear();
    }

    QString directory;
    PersonId boardsOf; ///< whose rows the boards hold
    Settings settings;
    SecretStore& secrets;
    DeskClock clock;
    Link link;
    HttpClient http {nullptr};
    Cache cache {directory, nullptr};
    SessionService session {{link, http, cache, settings, secrets, clock}, nullptr};
    Workspace workspace {nullptr};
    BoardReplica boards {link, cache, nullptr};
    PinStore pins {boards, settings, nullptr};
    Outbox outbox {link, cache, nullptr};
    DraftStore drafts {cache, nullptr};
    Replica replica {link, cache, nullptr};
    Transcripts transcripts {replica, outbox, nullptr};
    TypingModel typing {link, nullptr};
    AttachmentService attachments {link, http, nullptr};
    ConversationService conversations {
        {link, boards, outbox, drafts, transcripts, typing, attachments, workspace, clock}, nullptr};
    CustomerGuard customerGuard {boards, transcripts, workspace, nullptr};
    DueTracker due {boards, clock};
    PresenceModel people {link, nullptr};
    PresenceService presence {link, people, nullptr};
    ScreenLock screenLock {QDBusConnection::sessionBus(), nullptr};
    LockBreak lockBreak {screenLock, presence, settings, nullptr};
    NotificationService notifications {link, boards, settings, clock, nullptr};
    TeamAlerts teamAlerts {{link, presence, settings, clock}, nullptr};
    OwnAlerts ownAlerts {{link, boards, presence}, nullptr};
    OrderService orders {link, workspace, nullptr};
    ProductService products {link, workspace, nullptr};
    TicketService tickets {link, workspace, clock, nullptr};
    ArticleService articles {link, workspace, nullptr};
    ShopFeed shopFeed {link, nullptr};
    PhraseService phrases {link, shopFeed, workspace, nullptr};
    SendingService sending {link, shopFeed, nullptr};
    RevealService reveals {link, workspace, clock, nullptr};
    RoutingService routing {link, clock, nullptr};
    /// One for each run.
    std::function<ConversationExport*(QObject* parent)> makeExport {
        [this](QObject* parent) { return new ConversationExport(link, parent); }};
};

} // namespace greenroom
