// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// What a client may do that no client of ours does: everybody else must not feel it.
class TestDeskHostile final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsSaidTwiceAtOnceInAColdConversationIsSaidOnce()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), first->conversation, 1, u"done"_s, {}}));
        QVERIFY(!world.desk->conversations().find(first->conversation));
        const Send again = world.text(u"again"_s);
        Send another = again;
        another.content = Text {u"something else"_s};
        const QString a = world.askLater(customer, again);
        const QString b = world.askLater(customer, again);
        const QString c = world.askLater(customer, another);
        world.run();
        world.pass(100ms);
        QVERIFY(world.replyTo<Send>(a));
        QCOMPARE(*world.replyTo<Send>(b), *world.replyTo<Send>(a));
        QCOMPARE(world.replyTo<Send>(c).error().code, Code::conflict);
        QVERIFY(world.desk->coordinator().isReady());
        QVERIFY(world.disconnects.isEmpty());
    }

    /// The server's own ids go on from a source whose seed a stranger might know: what is taken already is not taken again.
    void anIdUsedUpBeforehandIsPassedOver()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(first);
        IdSource ahead = world.desk->coordinator().ids(); // as it stands: what it will say next
        for (int i = 0; i < 8; ++i) {
            Send taken = world.text(u"mine"_s);
            taken.clientId = ahead.next<ClientId>(world.now);
            QVERIFY(world.ask(customer, taken));
        }
        const auto agent = world.enterStaff(world.shop, world.lin); // assigned, under ids of the server's
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), first->conversation, 1, u"done"_s, {}}));
        QVERIFY(world.desk->coordinator().isReady());
        QVERIFY(world.disconnects.isEmpty());
    }

    void whoeverAskedTheSameOfWhatWasRefusedIsAnsweredToo()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), first->conversation, 1, u"done"_s, {}}));
        const CloseConversation close {world.newId(), first->conversation, 1, u"done"_s, {}};
        const QString a = world.askLater(agent, close);
        const QString b = world.askLater(agent, close);
        world.run();
        world.pass(100ms);
        QCOMPARE(world.replyTo<CloseConversation>(a).error().code, Code::closed);
        QCOMPARE(world.replyTo<CloseConversation>(b).error().code, Code::closed);
    }

    void aClockThatIsWrongDoublesNothing_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::newRow("a year behind") << qint64(-24 * 365);
        QTest::newRow("an hour behind") << qint64(-1);
        QTest::newRow("an hour ahead") << qint64(1);
        QTest::newRow("a year ahead") << qint64(24 * 365);
    }
    void aClockThatIsWrongDoublesNothing()
    {
        QFETCH(qint64, hours);
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        Send said = world.text(u"when is it"_s);
        said.clientId = IdSource(5).next<ClientId>(world.now + std::chrono::hours(hours));
        const QString a = world.askLater(customer, said);
        const QString b = world.askLater(customer, said);
        while (!world.desk->visitors().find(world.customers[customer])->conversation)
            world.log->step(world.desk->coordinator(), world.now);
        // decided and not committed, and the time goes on
        world.now += 1ms;
        world.desk->coordinator().tick(world.now);
        world.run();
        QVERIFY(world.replyTo<Send>(a));
        QCOMPARE(*world.replyTo<Send>(b), *world.replyTo<Send>(a));
        QVERIFY(world.desk->coordinator().isReady());
        // long after, when its own time has come or has not, and after a restart
        const auto stored = world.replyTo<Send>(a);
        for (int i = 0; i < 3; ++i) {
            world.now += 30min;
            world.desk->coordinator().tick(world.now);
            world.run();
            QCOMPARE(*world.ask(customer, said), *stored);
        }
        const CustomerId who = world.customers[customer];
        world.start();
        world.now += 90min;
        world.desk->coordinator().tick(world.now);
        const auto back = world.enterCustomer(world.shop, who);
        QCOMPARE(*world.ask(back, said), *stored);
        QVERIFY(world.desk->coordinator().isReady());
    }

    /// One that must be looked up first was overtaken by those behind it.
    void whatOneConnectionSendsIsDecidedInItsOrder()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto other = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        Send old = world.text(u"1"_s);
        old.clientId = ClientId(IdSource(3).next(world.now - 24h * 30));
        const Send repeated = old;
        QStringList asked {world.askLater(customer, old), world.askLater(customer, world.text(u"2"_s)),
            world.askLater(customer, repeated), world.askLater(customer, world.text(u"3"_s))};
        const QString theirs = world.askLater(other, world.text(u"I wait for nobody"_s));
        // what must be read is under way, the others' is stored meanwhile
        world.log->step(world.desk->coordinator(), world.now);
        world.run();
        QVERIFY(world.replyTo<Send>(theirs));
        world.pass(100ms);
        QList<qint64> numbers;
        for (const QString& each : asked) {
            QVERIFY2(world.replyTo<Send>(each), qPrintable(each));
            numbers.append(world.replyTo<Send>(each)->number - first->number);
        }
        QCOMPARE(numbers.at(2), numbers.at(0));
        QVERIFY(numbers.at(0) < numbers.at(1) && numbers.at(1) < numbers.at(3));
        // one that is refused holds up nobody
        old.clientId = ClientId(IdSource(4).next(world.now - 24h * 30));
        old.conversation = world.ids.next<ConversationId>(world.now);
        asked = {world.askLater(customer, old), world.askLater(customer, world.text(u"4"_s))};
        world.run();
        QCOMPARE(world.replyTo<Send>(asked.at(0)).error().code, Code::notFound);
        QVERIFY(world.replyTo<Send>(asked.at(1)));
        Q_UNUSED(agent)
    }

    void whatIsFarFromNowIsRememberedForAWhileOnly()
    {
        Instant now = fromMillis(1'760'000'000'000);
        IdSource ids(9);
        ClientIds used;
        used.start({}, {}, now);
        const auto early = ids.next<ClientId>(now - 24h);
        const auto late = ids.next<ClientId>(now + 24h);
        QVERIFY(!used.covers(early));
        QVERIFY(used.covers(late));
        used.insert(early, now);
        used.insert(late, now);
        for (int i = 0; i < 20'000; ++i)
            used.insert(ids.next<ClientId>(now + 25h * (i + 1)), now);
        used.forget(now + 9min);
        QVERIFY(used.contains(early) && used.contains(late));
        now += 11min;
        used.forget(now);
        QCOMPARE(used.size(), 0);
        QVERIFY(!used.covers(early) && !used.covers(late));
        QVERIFY(!used.covers(ids.next<ClientId>(now + 25h * 20'000)));
        const auto today = IdSource(10).next<ClientId>(now);
        QVERIFY(used.covers(today));
        // as a start finds it
        used.start({}, {late}, now);
        QVERIFY(used.covers(today) && !used.covers(late));
    }

    /// Many ids of one time to come, and no id of that time or later was known to be new after a restart.
    void aStartLooksAtOneIdOfEachTimeToCome()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        IdSource ahead(5);
        for (const auto hours : {5, 5, 5, 9}) {
            Send said = world.text(u"from a clock ahead"_s);
            said.clientId = ahead.next<ClientId>(world.now + std::chrono::hours(hours));
            QVERIFY(world.ask(customer, said));
        }
        const auto state = Desk::load(*world.database, world.now);
        QCOMPARE(state->clientIdsAhead.size(), 2U);
    }

    /// Where nobody serves, whoever says something would be kept in memory for good.
    void whatNobodyWaitsInIsNotKept()
    {
        SmallDesk world;
        const ShopId unstaffed = world.addShop(u"unstaffed"_s);
        world.start();
        const auto customer = world.enterCustomer(unstaffed);
        const auto first = world.ask(customer, world.text(u"anybody?"_s));
        QVERIFY(first);
        QVERIFY(!world.desk->conversations().find(first->conversation));
        QVERIFY(world.ask(customer, WatchStream {StreamId::of(first->conversation), {}}));
        const auto second = world.ask(customer, world.text(u"nobody"_s));
        QCOMPARE(second->conversation, first->conversation);
        QCOMPARE(second->number, first->number + 1);
        QCOMPARE(world.entriesOf(customer, StreamId::of(first->conversation)).last().number, second->number);
        QVERIFY(!world.desk->conversations().find(first->conversation));
    }

    void manyLongTextsAreReadInPieces()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        for (int i = 0; i < 30; ++i)
            QVERIFY(world.ask(customer, world.text(QString(kMessageChars, u'漢'))));
        const StreamId stream = StreamId::of(first->conversation);
        const auto bytesOf = [](const auto& answer) { return writeReplyBody(answer, Audience::staff).toUtf8().size(); };
        const qsizetype most = 256 * 1024;
        // the newest, and back from there
        ReadStream back {stream, 0, 1LL << 53, kMaxPage};
        int pages = 0;
        for (qint64 low = 1LL << 53; low > 1; ++pages) {
            back.before = low;
            const auto page = world.ask(agent, back);
            QVERIFY(page && !page->entries.isEmpty());
            QVERIFY(bytesOf(*page) < most);
            if (low == 1LL << 53)
                QCOMPARE(page->entries.last().number, page->head);
            else
                QCOMPARE(page->entries.last().number, low - 1);
            low = page->entries.first().number;
        }
        QVERIFY(pages > 2);
        // as somebody does who was away
        qint64 held = 0;
        for (int round = 0;; ++round) {
            QVERIFY(round < 20);
            world.events.clear();
            const auto watching = world.ask(agent, WatchStream {stream, {world.desk->coordinator().epoch(), held}});
            if (watching->resume == Resume::replayed) {
                const QList<Entry> told = world.entriesOf(agent, stream);
                QVERIFY(bytesOf(Entries {stream, told}) < most);
                QCOMPARE(told.last().number, watching->head);
                QCOMPARE(told.first().number, held + 1);
                break;
            }
            QCOMPARE(watching->resume, Resume::behind);
            const auto page = world.ask(agent, ReadStream {stream, held, {}, kMaxPage});
            QVERIFY(bytesOf(*page) < most);
            QCOMPARE(page->entries.first().number, held + 1);
            held = page->entries.last().number;
        }
    }

    void whatOneCustomerSaysByManyConnectionsIsBounded()
    {
        SmallDesk world;
        const auto first = world.enterCustomer(world.shop);
        const CustomerId who = world.customers[first];
        qint64 said = 0;
        qint64 wait = 0;
        for (int i = 0; i < 100; ++i) {
            const auto answer = world.ask(world.enterCustomer(world.shop, who), world.text(QString(kMessageChars, u'x')));
            said += answer ? kMessageChars : 0;
            if (!answer) {
                QCOMPARE(answer.error().code, Code::rateLimited);
                wait = answer.error().limit;
            }
        }
        QVERIFY(said > 200'000 && said < 300'000);
        QVERIFY(wait > 0 && wait < 3000);
        QVERIFY(world.ask(first, world.text(u"short"_s)));
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(QString(kMessageChars, u'x'))));
        world.now += Millis(wait + 100);
        QVERIFY(world.ask(first, world.text(QString(kMessageChars, u'x'))));
        QCOMPARE(
            world.ask(first, LeaveMessage {world.newId(), QString(kMessageChars, u'x'), {}}).error().code, Code::rateLimited);
    }

    void whatIsLeftWhileSomebodyIsThereIsReadableAndSaidOnce()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        const StreamId stream = StreamId::of(first->conversation);
        QVERIFY(world.ask(agent, WatchStream {stream, {}}));
        const LeaveMessage left {world.newId(), QString(kMessageChars, u'x'), QString(200, u'y')};
        const auto stored = world.ask(customer, left);
        QVERIFY(stored);
        QCOMPARE(*world.ask(customer, left), *stored);
        const QList<Entry> told = world.entriesOf(agent, stream);
        QCOMPARE(std::get<Text>(told.last().content).text, left.text);
        QCOMPARE(std::get<Text>(told[told.size() - 2].content).text, left.contact);
        const auto page = world.ask(agent, ReadStream {stream, stored->number - 1, {}, 5});
        QCOMPARE(std::get<Text>(page->entries.first().content).text, left.text);
    }

    void whatWasOnlyLookedAtLeavesTheMemory()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        const WatchBoard typing {BoardName::typing, first->conversation, 0, 1};
        const BoardId board {BoardName::typing, world.shop, first->conversation.value};
        QVERIFY(world.ask(agent, typing));
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), first->conversation, 1, u"done"_s, {}}));
        QVERIFY(!world.desk->conversations().find(first->conversation));
        QVERIFY(world.ask(agent, typing));
        QVERIFY(world.ask(agent, ReadStream {StreamId::of(first->conversation), 0, {}, 5}));
        QVERIFY(!world.desk->conversations().find(first->conversation));
        QCOMPARE(world.desk->coordinator().boards().size(board), 1);
        // gone before the store has answered
        const auto other = world.enterStaff(world.shop, world.lin);
        (void)world.askLater(other, typing);
        world.leave(other);
        world.run();
        world.leave(agent);
        QVERIFY(!world.desk->coordinator().boards().isWatched(board));
        QCOMPARE(world.desk->coordinator().boards().size(board), 0);
    }

    void anOldConversationThatGoesLeavesTheNewOnesCustomer()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto old = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), old->conversation, 1, u"done"_s, {}}));
        world.now += 48h;
        const auto now = world.ask(customer, world.text(u"hello again"_s));
        QVERIFY(now->conversation != old->conversation);
        QVERIFY(world.ask(agent, AddNote {world.newId(), old->conversation, u"was well then"_s}));
        QVERIFY(!world.desk->conversations().find(old->conversation));
        QVERIFY(world.desk->conversations().customer(world.customers[customer]));
    }
};

QTEST_GUILESS_MAIN(TestDeskHostile)
#include "tst_deskhostile.moc"
