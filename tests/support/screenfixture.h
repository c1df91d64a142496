// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/conversations/conversationservice.h"
#include "app/conversations/duetracker.h"
#include "app/knowledge/articleservice.h"
#include "app/notifications/notificationservice.h"
#include "app/orders/orderservice.h"
#include "app/phrases/phraseservice.h"
#include "app/presence/presenceservice.h"
#include "app/products/productservice.h"
#include "app/sessions/sessionservice.h"
#include "app/settings/keychainsecretstore.h"
#include "app/tickets/ticketservice.h"
#include "tests/support/fakeserver.h"
#include "tests/support/httpstub.h"
#include "ui/shell/deskparts.h"

namespace greenroom {

/// All that the window stands on, as main.cpp makes it, with the test as the server. The clock stands still.
struct ScreenFixture {
    QTemporaryDir directory;
    FakeServer server;
    HttpStub door; ///< answers the sign-in
    std::unique_ptr<Link> link = server.makeLink();
    DeskClock clock;
    Settings settings {directory.filePath(QStringLiteral("config")), nullptr};
    MemorySecretStore secrets {nullptr};
    HttpClient http {nullptr};
    Cache cache {directory.filePath(QStringLiteral("cache")), nullptr};
    SessionService session {{*link, http, cache, settings, secrets, clock}, nullptr};
    Workspace workspace {nullptr};
    BoardReplica boards {*link, cache, nullptr};
    Outbox outbox {*link, cache, nullptr};
    DraftStore drafts {cache, nullptr};
    Replica replica {*link, cache, nullptr};
    Transcripts transcripts {replica, outbox, nullptr};
    TypingModel typing {*link, nullptr};
    AttachmentService attachments {*link, http, nullptr};
    ConversationService conversations {
        {*link, boards, outbox, drafts, transcripts, typing, attachments, workspace, clock}, nullptr};
    DueTracker due {boards, clock};
    PresenceModel people {*link, nullptr};
    PresenceService presence {*link, people, nullptr};
    NotificationService notifications {boards, settings, clock, nullptr};
    OrderService orders {*link, workspace, nullptr};
    ProductService products {*link, workspace, nullptr};
    TicketService tickets {*link, workspace, clock, nullptr};
    ArticleService articles {*link, workspace, nullptr};
    PhraseService phrases {*link, workspace, nullptr};

    ScreenFixture()
    {
        clock.freeze(fromMillis(1'700'000'000'000));
        QString body;
        codec::write(body, SignedIn {QStringLiteral("token"), fromMillis(9), {server.me}}, Audience::staff);
        door.answer = "{\"code\":\"ok\"," + body.mid(1).toUtf8();
        QObject::connect(&session, &SessionService::meChanged, &session, [this] {
            const auto& me = session.me();
            conversations.setMe(me);
            presence.setMe(me ? me->person : PersonId());
            notifications.setMe(me ? me->person : PersonId());
        });
    }
    DeskParts parts()
    {
        return {session, settings, workspace, clock, boards, drafts, attachments, conversations, typing, due, presence,
            notifications, orders, products, tickets, articles, phrases};
    }
    void signIn()
    {
        session.signIn(door.url().toString(), QStringLiteral("lin"), QStringLiteral("pw"), &cache, [](const Result<void>&) {});
        if (!QTest::qWaitFor([this] { return server.transport.isOpen; }, 5000))
            qFatal("the desk does not sign in");
        server.welcome();
    }
    /// A conversation of one's own, open, with its panels still loading.
    void openOwn(const ConversationRow& row)
    {
        server.says(BoardChanged {BoardName::mine, 0, 1, {row.id.value}, {row}});
        workspace.requestOpen(row.id);
        if (!QTest::qWaitFor([this] { return workspace.open().has_value(); }, 5000))
            qFatal("the conversation does not open");
    }
};

} // namespace greenroom
