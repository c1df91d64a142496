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

    void anAnonymousCustomerIsNamedAndStaysTheSame()
    {
        World world;
        const QString token = *world.enter({}).token;
        const SessionId first = world.last;
        const auto stored = world.ask(first, world.text(u"hi"_s));
        const Visitor named = world.enter(token, world.sign(u"u-7"_s));
        QVERIFY(!named.token);
        QCOMPARE(named.name, u"u-7"_s);
        QCOMPARE(named.conversation, std::optional(stored->conversation));
        // Somebody else at the same screen is somebody else.
        const Visitor other = world.enter(token, world.sign(u"u-8"_s));
        QVERIFY(other.token);
        QVERIFY(!other.conversation);
    }
};

QTEST_GUILESS_MAIN(TestVisitors)
#include "tst_visitors.moc"
