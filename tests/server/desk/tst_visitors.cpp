// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/identity.h"
#include "tests/support/deskworld.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

struct World : DeskWorld {
    World()
    {
        shop = ids.next<ShopId>(now);
        store(ShopTable::insert({shop, u"lumen"_s, u"Lumen"_s, secret, {}, now}));
        addQueue(shop, u"sales"_s);
        start();
    }
    QString sign(const QString& sub)
    {
        const qint64 seconds = toMillis(now) / 1000;
        Identity identity;
        identity.sub = sub;
        identity.aud = u"lumen"_s;
        identity.jti = QString::number(++jti);
        identity.iat = seconds;
        identity.exp = seconds + 300;
        identity.name = sub;
        return signIdentity(identity, secret);
    }
    struct Entered {
        SessionId session;
        QString id;
    };
    /// Says hello without waiting for the store.
    Entered say(const std::optional<QString>& token, const std::optional<QString>& identity = {})
    {
        Hello hello;
        hello.app = u"widget"_s;
        hello.shop = u"lumen"_s;
        hello.token = token;
        hello.identity = identity;
        const SessionId session = openSession();
        return {session, askLater(session, hello)};
    }
    Visitor enter(const std::optional<QString>& token, const std::optional<QString>& identity = {})
    {
        const Entered entered = say(token, identity);
        last = entered.session;
        run();
        const auto welcome = replyTo<Hello>(entered.id);
        if (!welcome)
            qFatal("%s", qPrintable(sentence(welcome.error())));
        return *welcome->visitor;
    }
    CustomerId who(SessionId session) { return *desk->coordinator().session(session)->principal->customer; }
    int count(const QString& table)
    {
        auto rows = database->run(u"SELECT COUNT(*) FROM "_s + table);
        return rows && rows->next() ? int(rows->get<qint64>(0)) : -1;
    }
    Send text(const QString& words) { return {ids.next<ClientId>(now), {}, {}, Text {words}}; }

    QByteArray secret = QByteArray(32, 's');
    ShopId shop;
    SessionId last;
    int jti = 0;
};

} // namespace

/// Who a customer is, before anything of it is in the store.
class TestVisitors final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// "Nothing was stored, try again" was the answer, and the same identity was then refused as used.
    void anIdentityOfWhichNothingWasStoredMayBeUsedAgain()
    {
        World world;
        const QString identity = world.sign(u"u1"_s);
        world.log->failNext(Outcome::refused);
        const auto first = world.say({}, identity);
        world.run();
        const auto refused = world.replyTo<Hello>(first.id);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Code::unavailable);
        world.pass(3s);
        const auto second = world.say({}, identity);
        world.run();
        QVERIFY(world.replyTo<Hello>(second.id));
        const auto third = world.say({}, identity); // and once only
        world.run();
        QCOMPARE(world.replyTo<Hello>(third.id).error().code, Code::identityInvalid);
    }

    void whoOnlyLooksLeavesNothingBehind()
    {
        World world;
        QVERIFY(world.enter({}).token);
        QCOMPARE(world.count(u"customer"_s), 0);
        QCOMPARE(world.count(u"visitor_token"_s), 0);
    }

    void twoTabsBeforeTheFirstWordAreOneCustomer()
    {
        World world;
        const QString token = *world.enter({}).token;
        const SessionId first = world.last;
        QVERIFY(!world.enter(token).token);
        QCOMPARE(world.who(world.last), world.who(first));
        QVERIFY(world.ask(first, world.text(u"hi"_s)));
        QCOMPARE(world.count(u"customer"_s), 1);
        const auto again = world.enter(token);
        QVERIFY(!again.token);
        QVERIFY(again.conversation);
    }

    void aNetworkThatBlinksIsNoFarewell()
    {
        World world;
        const QString token = *world.enter({}).token;
        const CustomerId before = world.who(world.last);
        world.leave(world.last);
        world.pass(5s);
        QVERIFY(!world.enter(token).token);
        QCOMPARE(world.who(world.last), before);
        world.leave(world.last);
        world.pass(60s);
        QVERIFY(world.enter(token).token);
        QVERIFY(world.who(world.last) != before);
    }

    void whoWasSignedAndSaidNothingComesBackByTheToken()
    {
        World world;
        const QString token = *world.enter({}, world.sign(u"u-7"_s)).token;
        const CustomerId before = world.who(world.last);
        world.leave(world.last);
        world.start(); // as after kill -9
        const Visitor again = world.enter(token);
        QVERIFY(!again.token);
        QCOMPARE(again.name, u"u-7"_s);
        QCOMPARE(world.who(world.last), before);
    }

    void twoSignedHellosAtOnceAreOneCustomer()
    {
        World world;
        // Both have asked the store before either is in it.
        const auto one = world.say({}, world.sign(u"u-7"_s));
        const auto two = world.say({}, world.sign(u"u-7"_s));
        world.run();
        QVERIFY(world.replyTo<Hello>(one.id));
        QVERIFY(world.replyTo<Hello>(two.id));
        QCOMPARE(world.who(one.session), world.who(two.session));
        QCOMPARE(world.count(u"customer"_s), 1);
        QCOMPARE(world.count(u"visitor_token"_s), 2);
    }

    void anAnonymousCustomerIsNamedAndStaysTheSameByAnotherToken()
    {
        World world;
        const QString token = *world.enter({}).token;
        const SessionId first = world.last;
        const auto stored = world.ask(first, world.text(u"hi"_s));
        const Visitor named = world.enter(token, world.sign(u"u-7"_s));
        QCOMPARE(world.who(world.last), world.who(first));
        QCOMPARE(named.name, u"u-7"_s);
        QCOMPARE(named.conversation, std::optional(stored->conversation));
        QVERIFY(named.token && *named.token != token);
        const Visitor again = world.enter(*named.token);
        QVERIFY(!again.token);
        QCOMPARE(again.conversation, named.conversation);
        // The shop signs another one: the token stays, it never was anonymous.
        QVERIFY(!world.enter(*named.token, world.sign(u"u-7"_s)).token);
    }

    void whoKeptAnAnonymousTokenDoesNotFollowWhoWasNamed_data()
    {
        QTest::addColumn<bool>("said");
        QTest::addColumn<bool>("restarted");
        QTest::newRow("nothing said yet") << false << false;
        QTest::newRow("something said") << true << false;
        QTest::newRow("after a restart") << true << true;
    }
    void whoKeptAnAnonymousTokenDoesNotFollowWhoWasNamed()
    {
        QFETCH(bool, said);
        QFETCH(bool, restarted);
        World world;
        const QString token = *world.enter({}).token;
        const SessionId kept = world.last;
        if (said)
            QVERIFY(world.ask(kept, world.text(u"hi"_s)));
        const Visitor named = world.enter(token, world.sign(u"u-7"_s));
        const SessionId own = world.last;
        QCOMPARE(world.disconnects.value(kept, Code::ok), Code::sessionEnded);
        QVERIFY(!world.disconnects.contains(own));
        QVERIFY(world.ask(own, world.text(u"my address is"_s)));
        if (restarted) {
            world.now += 1min;
            world.start();
        }
        const Visitor other = world.enter(token);
        QVERIFY(other.token);
        QVERIFY(!other.conversation);
        QVERIFY(other.name.isEmpty());
        QVERIFY(world.enter(*named.token).conversation);
    }

    void anAnonymousTokenDoesNotSlipInWhileItsCustomerIsNamed()
    {
        World world;
        const QString token = *world.enter({}).token;
        QVERIFY(world.ask(world.last, world.text(u"hi"_s)));
        world.leave(world.last);
        world.now += 1min;
        world.start();
        // Both have asked the store before either is answered.
        const auto named = world.say(token, world.sign(u"u-7"_s));
        const auto kept = world.say(token);
        world.run();
        QCOMPARE(world.replyTo<Hello>(named.id)->visitor->name, u"u-7"_s);
        const auto welcome = world.replyTo<Hello>(kept.id);
        QVERIFY(welcome->visitor->token && !welcome->visitor->conversation);
        QVERIFY(world.who(kept.session) != world.who(named.session));
    }

    void whoHasGoneBeforeTheAnswerIsNotNamedAndKeepsTheToken()
    {
        World world;
        const QString token = *world.enter({}).token;
        QVERIFY(world.ask(world.last, world.text(u"hi"_s)));
        world.leave(world.say(token, world.sign(u"u-7"_s)).session);
        world.run();
        const Visitor again = world.enter(token);
        QVERIFY(again.name.isEmpty() && again.conversation && !again.token);
    }

    void anotherIdentityInTheSameBrowserIsAnotherCustomer()
    {
        World world;
        const QString anonymous = *world.enter({}).token;
        const QString token = *world.enter(anonymous, world.sign(u"u-7"_s)).token;
        const SessionId earlier = world.last;
        QVERIFY(world.ask(earlier, world.text(u"hi"_s)));
        const Visitor other = world.enter(token, world.sign(u"u-8"_s));
        QVERIFY(other.token);
        QVERIFY(!other.conversation);
        QCOMPARE(other.name, u"u-8"_s);
        QCOMPARE(world.disconnects.value(earlier, Code::ok), Code::sessionEnded);
        // What the browser has given up is nobody's; the first one's own signature still opens what was theirs.
        QVERIFY(!world.enter(token).conversation);
        QVERIFY(world.enter({}, world.sign(u"u-7"_s)).conversation);
    }

    void theRoomTheyCameFromGoesWithTheConversation()
    {
        World world;
        Hello hello;
        hello.app = u"widget"_s;
        hello.shop = u"lumen"_s;
        hello.page = u"https://lumen.example/live/7"_s;
        hello.room = u"show 7"_s;
        const SessionId session = world.openSession();
        QVERIFY(world.ask(session, hello));
        const auto asked = world.ask(session, world.text(u"hi"_s));
        QCOMPARE(world.desk->conversations().find(asked->conversation)->room, u"show 7"_s);
        world.now += 1s; // ids of the same moment and seed would be the same ids
        world.start(); // and after a restart
        const Conversation* c = world.desk->conversations().find(asked->conversation);
        QCOMPARE(c->room, u"show 7"_s);
        // Who goes on to a page without a show is in none when they come back.
        hello.token = world.enter({}).token;
        hello.room.reset();
        const SessionId other = world.openSession();
        QVERIFY(world.ask(other, hello));
        const auto again = world.ask(other, world.text(u"hi"_s));
        QCOMPARE(world.desk->conversations().find(again->conversation)->room, QString());
    }

    void whoSignsOutLeavesNothingInTheBrowser()
    {
        World world;
        const QString token = *world.enter({}, world.sign(u"u-7"_s)).token;
        QVERIFY(world.ask(world.last, world.text(u"hi"_s)));
        const QString elsewhere = *world.enter({}, world.sign(u"u-7"_s)).token;
        const SessionId other = world.last;
        QVERIFY(!world.enter(token).token);
        QVERIFY(world.ask(world.last, SignOut {}));
        QCOMPARE(world.disconnects.value(world.last, Code::ok), Code::sessionEnded);
        QVERIFY(!world.disconnects.contains(other));
        const Visitor next = world.enter(token);
        QVERIFY(next.token && !next.conversation && next.name.isEmpty());
        QVERIFY(world.enter(elsewhere).conversation);
    }
};

QTEST_GUILESS_MAIN(TestVisitors)
#include "tst_visitors.moc"
