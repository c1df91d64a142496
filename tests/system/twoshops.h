// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/identity.h"
#include "server/knowledge/articletable.h"
#include "server/orders/ordertable.h"
#include "server/phrases/phrasetable.h"
#include "server/products/producttable.h"
#include "tests/support/hostilemedia.h"
#include "tests/support/serverprocess.h"
#include "tests/support/wireperson.h"

namespace greenroom {

/// A real server with two shops. "lumen" has somebody of each role and nothing else; "nox" has an agent, customers and one
/// of everything a shop can have, and each text of it contains kPlanted.
class TwoShops {
public:
    static inline const QString kPlanted = QStringLiteral("q7z3Geheim");
    static inline const QString kPhone = QStringLiteral("13912345678");

    explicit TwoShops(const QStringList& settings = {})
    {
        server.prepare([this](Database& database) {
            lumen = ServerProcess::addShop(database, QStringLiteral("lumen"));
            const QueueId sales = ServerProcess::addQueue(database, lumen, QStringLiteral("sales"));
            for (const auto& [role, name] : EnumNames<Role>::names)
                if (role != Role::customer)
                    staff[role] = ServerProcess::addAgent(database, lumen, QString(name), 50, {sales}, {QString(name)});
            nox = ServerProcess::addShop(database, QStringLiteral("nox"));
            run(database, QStringLiteral("UPDATE shop SET name=?, identity_secret=? WHERE shop=?"), planted("Laden"), secret,
                nox);
            // The metrics name queues: an operator reads them, and no queue is called by a person.
            queue = ServerProcess::addQueue(database, nox, QStringLiteral("Gruppe"));
            agentToken = ServerProcess::addAgent(database, nox, planted("Agentin"), 50, {queue});
            fill(database);
        });
        if (!server.start(settings))
            qFatal("%s", server.output().constData());
    }
    Q_DISABLE_COPY_MOVE(TwoShops)

    static QString planted(const char* word) { return QString::fromUtf8(word) + u' ' + kPlanted; }
    static Instant now() { return std::chrono::floor<Millis>(std::chrono::system_clock::now()); }
    template <class T>
    static T must(Result<T> result)
    {
        if (!result)
            qFatal("%s", qPrintable(sentence(result.error())));
        return *std::move(result);
    }
    QString identity(const QString& account = planted("konto"))
    {
        Identity who;
        who.sub = account;
        who.aud = QStringLiteral("nox");
        who.jti = QString::number(++m_lastJti) + kPlanted;
        who.iat = toMillis(now()) / 1000;
        who.exp = who.iat + 300;
        who.name = planted("Kundin");
        who.phone = kPhone;
        return signIdentity(who, secret);
    }

    /// Lets nox's agent and its customers say, write, send and rate everything there is to say.
    void live()
    {
        me = *must(agent.enterStaff(agentToken)).me;
        must(agent.ask(SetPresence {Presence::online, BreakReason::none}));
        const Welcome welcome = must(customer.enterCustomer(QStringLiteral("nox"), identity()));
        noxEpoch = welcome.epoch;
        said = WirePerson::newId();
        conversation = must(customer.ask(Send {said, {}, {}, Text {planted("Frage")}})).conversation;
        must(customer.ask(RequestPerson {WirePerson::newId()}));
        picture = bring(customer);
        must(customer.ask(Send {WirePerson::newId(), {}, {}, Image {picture, 32, 64}}));
        picturePath = must(customer.ask(LinkBlob {picture})).path;
        must(customer.ask(SetTyping {conversation, true}));
        must(
            customer.ask(Send {WirePerson::newId(), {}, {}, OrderCard {planted("N1"), planted("Karte"), planted("s"), money}}));
        if (!waitFor([this] { return version() > 0; }))
            qFatal("nobody was given the conversation");
        must(agent.ask(Send {WirePerson::newId(), conversation, version(), Text {planted("Antwort")}}));
        must(agent.ask(AddNote {WirePerson::newId(), conversation, planted("Notiz")}));
        OpenTicket open;
        open.clientId = WirePerson::newId();
        open.conversation = conversation;
        open.title = planted("Anliegen");
        open.note = planted("Vermerk");
        ticket = must(agent.ask(open)).ticket;
        agentPicturePath = must(agent.ask(LinkBlob {picture})).path;
        must(agent.ask(CloseConversation {WirePerson::newId(), conversation, version(), planted("Grund"), {planted("Marke")}}));
        must(customer.ask(Rate {WirePerson::newId(), conversation, 1, planted("Urteil")}));
        must(leaver.enterCustomer(QStringLiteral("nox")));
        must(leaver.ask(LeaveMessage {WirePerson::newId(), planted("Nachricht"), kPhone + kPlanted}));
    }
    /// The version of the conversation's assignment, as the agent may see it.
    qint64 version()
    {
        const auto found = agent.ask(FindConversations {kPhone.right(4), 10});
        if (found)
            for (const ConversationRow& row : found->rows)
                if (row.id == conversation && row.assignee)
                    return row.assignmentVersion;
        return 0;
    }
    BlobId bring(WirePerson& person)
    {
        const QByteArray bytes = hostile::jpegWithCanaries(6);
        const UploadPath place = must(person.ask(BeginUpload {{}, MediaKind::image, bytes.size()}));
        const HttpAnswer answer = person.post(place.path, bytes, {}, "image/jpeg");
        return must(readReplyBody<Uploaded>(QJsonDocument::fromJson(answer.body).object())).blob;
    }

    ServerProcess server;
    ShopId lumen;
    QHash<Role, QString> staff; ///< session tokens of lumen's people

    ShopId nox;
    QByteArray secret = QByteArray(24, 'g') + kPlanted.toLatin1(); ///< with which nox signs identities
    QueueId queue;
    QString agentToken;
    ArticleId article;
    // From live():
    WirePerson agent {server.url()};
    WirePerson customer {server.url()};
    WirePerson leaver {server.url()};
    Me me;
    Uuid noxEpoch;
    ClientId said;
    ConversationId conversation;
    BlobId picture;
    QString picturePath;
    QString agentPicturePath;
    TicketId ticket;

private:
    template <class... Values>
    static void run(Database& database, const QString& sql, const Values&... values)
    {
        if (auto done = database.run(sql, values...); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
    }
    static void store(Database& database, const Write& write)
    {
        if (auto done = write(database); !done)
            qFatal("%s", qPrintable(sentence(done.error())));
    }
    void fill(Database& database)
    {
        IdSource ids;
        Order order;
        order.id = ids.next<OrderId>(now());
        order.number = planted("N1");
        order.account = planted("konto");
        order.buyer = planted("Käuferin");
        order.phone = kPhone;
        order.lines = {{planted("SKU"), planted("Lampe"), {}, 1, money}};
        order.total = money;
        order.shipping.currency = order.discount.currency = money.currency;
        order.placedAt = now();
        order.trackingNumber = planted("SF");
        store(database, OrderTable::put(nox, order));
        Product product;
        product.id = ids.next<ProductId>(now());
        product.code = planted("P1");
        product.title = planted("Lampe");
        product.skus = {{planted("SKU"), planted("rot"), money, {}, {}, {}, 5}};
        store(database, ProductTable::put(nox, product));
        article = ids.next<ArticleId>(now());
        store(database,
            ArticleTable::put(nox,
                {article, planted("rueckgabe"), QStringLiteral("en"), planted("Returns"), {}, {},
                    planted("Return it within a week."), {}, {}, now()}));
        store(database,
            PhraseTable::put(nox,
                {ids.next<PhraseId>(now()), QStringLiteral("hi"), QStringLiteral("en"), planted("Gruss"), planted("Titel"),
                    planted("Hallo"), QStringLiteral("hi")}));
    }

    const Money money {9900, QStringLiteral("CNY")};
    int m_lastJti = 0;
};

} // namespace greenroom
