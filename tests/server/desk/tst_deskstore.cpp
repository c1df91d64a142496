// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/conversations/conversationtable.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// When the store takes nothing, or cannot be read, or nobody knows what it took.
class TestDeskStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRefusedBatchLeavesNothingAndIsSaid()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"kept"_s));
        QVERIFY(first);
        world.log->failNext(Outcome::refused);
        const Send lost = world.text(u"lost"_s);
        const QString a = world.askLater(customer, lost);
        world.run();
        QCOMPARE(world.replyTo<Send>(a).error().code, Code::unavailable);
        QCOMPARE(world.ask(customer, lost).error().code, Code::unavailable); // still loading
        world.pass(2s);
        const auto retried = world.ask(customer, lost); // on the same connection, in the same conversation
        QVERIFY(retried);
        QCOMPARE(retried->conversation, first->conversation);
        const auto entries = EntryTable::after(*world.database, StreamId::of(first->conversation), Audience::staff, 0, {100});
        QCOMPARE(std::count_if(entries->begin(), entries->end(),
                     [&](const LoggedEntry& each) { return each.entry.clientId == lost.clientId; }),
            1);
        QCOMPARE(entries->back().entry.number, qint64(entries->size()));
    }

    /// Whether their first word was stored nobody knows: they come back, not all at once. Whom nothing was decided about stays.
    void whoWasInARefusedBatchComesBackAndTheOthersStay()
    {
        SmallDesk world;
        world.spread = [] { return Millis(1500); };
        world.start();
        const auto known = world.enterCustomer(world.shop);
        const auto first = world.ask(known, world.text(u"hello"_s));
        const auto looks = world.enterCustomer(world.shop);
        const auto unknown = world.enterCustomer(world.shop);
        world.log->failNext(Outcome::refused);
        world.askLater(known, world.text(u"lost"_s));
        world.askLater(unknown, world.text(u"lost too"_s));
        world.run();
        QCOMPARE(world.disconnects, (QHash<SessionId, Code> {{unknown, Code::unavailable}}));
        QCOMPARE(world.comeBackWithin.value(unknown), 1500ms);
        world.leave(unknown);
        world.leave(looks); // while the state is read again
        world.pass(3s);
        QCOMPARE(world.ask(known, world.text(u"again"_s))->conversation, first->conversation);
        world.pass(60s);
        QVERIFY(!world.desk->visitors().find(world.customers[looks]));
        QVERIFY(!world.desk->visitors().find(world.customers[unknown]));
    }

    /// A connection that was sent away may end after its customer has come back by another.
    void whoIsBackStaysWhenTheOldConnectionEnds()
    {
        SmallDesk world;
        const auto before = world.enterCustomer(world.shop);
        const CustomerId who = world.customers[before];
        world.log->failNext(Outcome::refused);
        world.askLater(before, world.text(u"lost"_s));
        world.run();
        world.pass(3s);
        const auto after = world.enterCustomer(world.shop, who);
        world.leave(before);
        world.pass(60s);
        QVERIFY(world.ask(after, world.text(u"hello"_s)));
    }

    void aStoreThatTakesNothingIsNotOpenedForBusiness()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        QVERIFY(world.ask(customer, world.text(u"hello"_s)));
        world.log->failNext(Outcome::refused);
        world.askLater(customer, world.text(u"lost"_s));
        world.run();
        for (int seconds = 0; seconds < 30; ++seconds) {
            world.log->failNext(Outcome::refused);
            world.pass(1s);
            QVERIFY(!world.desk->coordinator().isReady());
        }
        QVERIFY(world.disconnects.isEmpty());
        world.pass(3s);
        QVERIFY(world.desk->coordinator().isReady());
        QVERIFY(world.ask(customer, world.text(u"again"_s)));
    }

    void whoLeavesWhileTheStateIsReadAgainDecidesNothing()
    {
        SmallDesk world(QueueMode::offer);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QCOMPARE(world.at(*asked).offeredTo, world.lin);
        world.log->failNext(Outcome::refused);
        world.askLater(customer, world.text(u"lost"_s));
        world.run();
        QVERIFY(!world.desk->coordinator().isReady());
        world.leave(agent); // would end the offer, in a stream of which nobody knows the head
        world.pass(2s);
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->presence, Presence::disconnected);
        const auto entries = EntryTable::after(*world.database, StreamId::of(asked->conversation), Audience::staff, 0, {100});
        for (std::size_t i = 0; i < entries->size(); ++i)
            QCOMPARE((*entries)[i].entry.number, qint64(i) + 1);
        QCOMPARE(world.at(*asked).head, qint64(entries->size()));
    }

    // The row counted a message that had been refused, so the next one would leave a hole.
    void noRowIsWrittenWhileTheStateIsReadAgain()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.ask(customer, world.text(u"its row may wait"_s)));
        world.pass(9500ms);
        world.log->failNext(Outcome::refused);
        world.askLater(customer, world.text(u"lost"_s));
        world.run();
        QVERIFY(!world.desk->coordinator().isReady());
        world.pass(3s); // the row is due meanwhile
        QVERIFY(world.desk->coordinator().isReady());
        const auto entries = EntryTable::after(*world.database, StreamId::of(asked->conversation), Audience::staff, 0, {100});
        const auto row = ConversationTable::find(*world.database, asked->conversation);
        QVERIFY((*row)->head <= qint64(entries->size())); // it may be older, never ahead
        QCOMPARE(world.at(*asked).head, qint64(entries->size()));
    }

    /// A failed look was taken for "there is none": the agent's copy of the conversation was thrown away, a message refused
    /// for good; a look at a client id that failed was never answered.
    void whatCannotBeReadIsUnavailableNotMissing()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        const StreamId stream = StreamId::of(first->conversation);
        QVERIFY(
            world.ask(agent, CloseConversation {world.ids.next<ClientId>(world.now), first->conversation, 1, u"done"_s, {}}));
        const auto ticket = world.ask(agent, OpenTicket {world.newId(), {}, {}, u"Crooked handle"_s, {}, {}, {}});
        QVERIFY(ticket);
        world.now += 1h;
        world.start();
        QVERIFY(!world.desk->conversations().find(first->conversation)); // only open ones are loaded
        const auto again = world.enterStaff(world.shop, world.lin);
        const auto back = world.enterCustomer(world.shop);
        const ClientId old(IdSource(3).next(world.now - 24h * 30));
        world.log->cannotRead = true;
        const auto code = [&](SessionId who, const auto& request) {
            const auto answer = world.ask(who, request);
            return answer ? Code::ok : answer.error().code;
        };
        QCOMPARE(code(again, WatchStream {stream, {}}), Code::unavailable);
        QCOMPARE(code(again, ReadStream {stream, 0, {}, 5}), Code::unavailable);
        QCOMPARE(code(again, WatchBoard {BoardName::typing, first->conversation, 0, 1}), Code::unavailable);
        QCOMPARE(code(again, AddNote {world.ids.next<ClientId>(world.now), first->conversation, u"n"_s}), Code::unavailable);
        QCOMPARE(code(again, Claim {world.ids.next<ClientId>(world.now), first->conversation}), Code::unavailable);
        QCOMPARE(code(again, ReadCustomer {first->conversation}), Code::unavailable);
        QCOMPARE(code(again, OrdersOfConversation {first->conversation}), Code::unavailable);
        QCOMPARE(code(back, Send {old, {}, {}, Text {u"an old id"_s}}), Code::unavailable);
        QCOMPARE(code(again, ChangeTicket {world.newId(), ticket->ticket, {}, {}, {}, {}, {}, {}, u"n"_s}), Code::unavailable);
        QCOMPARE(code(again, WatchStream {StreamId::of(ticket->ticket), {}}), Code::unavailable);
        world.log->cannotRead = false;
        QCOMPARE(code(again, AddNote {world.ids.next<ClientId>(world.now), first->conversation, u"n"_s}), Code::ok);
        QVERIFY(world.entriesOf(again, stream).isEmpty()); // what was refused is not watched
        QCOMPARE(code(again, WatchStream {stream, {}}), Code::ok);
        QVERIFY(!world.entriesOf(again, stream).isEmpty());
        QCOMPARE(code(back, world.text(u"again"_s)), Code::ok);
    }

    void anUnknownOutcomeIsNoReplyButADisconnect()
    {
        SmallDesk world;
        world.spread = [] { return Millis(2500); };
        world.start();
        const auto customer = world.enterCustomer(world.shop);
        bool lost = false;
        world.desk->coordinator().onStoreLost = [&] { lost = true; };
        world.log->failNext(Outcome::unknown);
        const QString id = world.askLater(customer, world.text(u"?"_s));
        world.run();
        QVERIFY(lost);
        QVERIFY(!world.replies.contains(id));
        QVERIFY(world.disconnects.contains(customer));
        QCOMPARE(world.comeBackWithin.value(customer), 2500ms); // or all come back at once, to a server that starts
    }

    /// A bit that has turned over on the disk: what was said is not made up, and everything else is there.
    void whatIsNotAsItWasWrittenIsNotShown()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"I owe you 100"_s));
        const auto second = world.ask(customer, world.text(u"and 20"_s));
        const StreamId stream = StreamId::of(first->conversation);
        QVERIFY(world.database->run(u"UPDATE entry SET body=replace(body, '100', '900') WHERE number=?"_s, first->number));
        const auto from = [&](qint64 after) { return world.ask(agent, ReadStream {stream, after, {}, 10}); };
        QCOMPARE(from(0)->entries.last().number, first->number - 1);
        QCOMPARE(from(first->number - 1).error().code, Code::unavailable);
        QCOMPARE(from(first->number)->entries.first().number, first->number + 1);
        const auto newest = world.ask(agent, ReadStream {stream, 0, second->number + 1, 10});
        QCOMPARE(newest->entries.last().number, second->number);
        QCOMPARE(newest->entries.first().number, first->number + 1);
        QCOMPARE(world.ask(agent, WatchStream {stream, {}})->resume, Resume::behind);
        QVERIFY(world.entriesOf(agent, stream).isEmpty());
        // who knows what comes behind it goes on
        QCOMPARE(world.ask(agent, WatchStream {stream, {world.desk->coordinator().epoch(), second->number}})->resume,
            Resume::replayed);
        QVERIFY(world.ask(customer, world.text(u"still here"_s)));
        QCOMPARE(world.entriesOf(agent, stream).size(), 1);
    }

    /// The last words of an open conversation are read at each start, of all shops: one that is damaged stopped them all.
    void aDamagedEntryStopsNoStart()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        const auto last = world.ask(customer, world.text(u"I owe you 100"_s)); // its row waits
        QVERIFY(world.database->run(u"UPDATE entry SET body=replace(body, '100', '900') WHERE number=?"_s, last->number));
        world.now += 1s;
        world.start();
        QCOMPARE(world.at(*first).head, last->number);
        const auto next = world.ask(world.enterStaff(world.shop, world.lin), world.reply(*first, 1, u"still here"_s));
        QCOMPARE(next->number, last->number + 1);
        Q_UNUSED(agent)
    }

    /// It wrote what was there already, and SQLite writes nothing then: a full disk passed for one that has room.
    void theTrialIsWritten()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"greenroom.sqlite"_s);
        auto store = Database::open(path, Database::Mode::readWrite);
        QVERIFY(store);
        const Instant now = fromMillis(1'760'000'000'000);
        QVERIFY(prepareStore(**store, now));
        for (int second = 0; second < 5; ++second) {
            const qint64 before = QFileInfo(path + u"-wal"_s).size();
            QVERIFY((*store)->begin());
            QVERIFY(tryStore(**store, now + std::chrono::seconds(second)));
            QVERIFY((*store)->commit());
            QVERIFY(QFileInfo(path + u"-wal"_s).size() > before);
        }
    }

    /// The desktop showed an empty list and "offline, 0 of 10" beside a green "connected".
    void whatBoardsToldStandsWhileTheStateIsReadAgain()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.ask(agent, WatchBoard {BoardName::mine, {}, 0, 50}));
        QVERIFY(world.ask(agent, WatchBoard {BoardName::presence, {}, 0, 50}));
        world.pass(1s);
        const auto storing = [&](SessionId session) {
            QList<bool> told;
            for (const QString& event : std::as_const(world.events[session]))
                if (const QJsonObject frame = QJsonDocument::fromJson(event.toUtf8()).object();
                    frame[u"type"_s] == u"storing"_s)
                    told.append(frame[u"body"_s][u"can"_s].toBool());
            return told;
        };
        const auto stands = [&] {
            return world.boardOf(agent, BoardName::mine)->total == 1 && world.boardOf(agent, BoardName::presence)->total == 1;
        };
        QVERIFY(stands());
        world.log->failNext(Outcome::refused);
        world.askLater(customer, world.text(u"lost"_s));
        world.run();
        for (int seconds = 0; seconds < 10; ++seconds) {
            world.log->failNext(Outcome::refused);
            world.pass(1s);
            QVERIFY(!world.desk->coordinator().isReady());
            QVERIFY(stands());
        }
        QCOMPARE(storing(agent), QList<bool> {false});
        world.pass(3s);
        QVERIFY(stands());
        QCOMPARE(storing(agent), (QList<bool> {false, true}));
        QCOMPARE(storing(customer), (QList<bool> {false, true}));
        QVERIFY(world.ask(customer, world.text(u"again"_s)));
        world.pass(1s);
        QCOMPARE(world.boardOf(agent, BoardName::mine)->rows.size(), 1);
    }

    /// A client may use an id again; what was let go under it before is another request.
    void anIdUsedAgainAfterAReloadIsAnotherRequest()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        QVERIFY(world.ask(customer, world.text(u"hello"_s)));
        const auto other = world.enterCustomer(world.shop);
        const auto say = [&](const Send& send) { world.arrive(RequestArrived {customer, u"same"_s, send}); };
        world.log->failNext(Outcome::refused);
        world.askLater(other, world.text(u"lost"_s));
        Send old = world.text(u"lost too"_s);
        old.clientId = ClientId {IdSource(5).next(world.now - std::chrono::hours(100))}; // so that its look at the store waits
        say(old);
        while (world.desk->coordinator().isReady())
            world.log->step(world.desk->coordinator(), world.now);
        world.replies.clear();
        world.pass(1s);
        while (!world.desk->coordinator().isReady() || !world.log->isIdle())
            world.pass(1s);
        world.replies.clear();
        say(world.text(u"kept"_s));
        world.run();
        QCOMPARE(world.replies.size(), 1);
        QVERIFY(world.replyTo<Send>(u"same"_s));
    }

    /// The same bytes a second time while the first hello is being decided were told `unavailable`.
    void aSecondHelloWhileTheFirstIsDecidedIsOneTooMany()
    {
        SmallDesk world;
        const SessionId session = world.openSession();
        Hello hello;
        hello.app = u"widget"_s;
        hello.shop = u"lumen"_s;
        const QString first = world.askLater(session, hello);
        const QString second = world.askLater(session, hello);
        world.run();
        QVERIFY(world.replyTo<Hello>(first));
        QCOMPARE(world.replyTo<Hello>(second).error().code, Code::alreadyHello);
    }

    /// Customers first, staff last; nobody is left without an answer, and what was decided is stored.
    void aStoreThatIsFarBehindIsBusy()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        const auto codeOf = [&](const QString& asked) {
            const auto reply = world.replyTo<Send>(asked);
            return reply ? Code::ok : reply.error().code; // timedOut: not answered yet
        };
        const Send known = world.text(u"the first of many"_s);
        QStringList decided {world.askLater(customer, known)};
        QString refused;
        for (int people = 0; people < 5'000 && refused.isEmpty(); ++people) {
            const QString asked = world.askLater(world.enterCustomer(world.shop), world.text(QString::number(people)));
            (codeOf(asked) == Code::timedOut ? decided.append(asked) : void(refused = asked));
        }
        QCOMPARE(codeOf(refused), Code::busy);
        QVERIFY(world.replyTo<Send>(refused).error().limit > 0);
        QVERIFY2(decided.size() > 500, qPrintable(QString::number(decided.size())));
        const QString again = world.askLater(customer, known);
        QCOMPARE(codeOf(again), Code::timedOut); // of what was decided nobody says "not stored"
        const QString reply = world.askLater(agent, world.reply(*first, world.at(*first).assignmentVersion, u"hello"_s));
        world.run();
        QCOMPARE(codeOf(reply), Code::ok);
        for (const QString& each : decided)
            QCOMPARE(codeOf(each), Code::ok);
        QCOMPARE(world.replyTo<Send>(again)->number, world.replyTo<Send>(decided.first())->number);
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"now"_s)));
    }

    /// What came meanwhile was kept for it until the connection ended.
    void aWatchThatWasUnderWayIsOver()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto other = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"hello"_s));
        const StreamId stream = StreamId::of(first->conversation);
        world.log->failNext(Outcome::refused);
        world.askLater(other, world.text(u"lost"_s));
        const QString asked = world.askLater(customer, WatchStream {stream, {}}); // its look is behind that
        world.run();
        QCOMPARE(world.replyTo<WatchStream>(asked).error().code, Code::unavailable);
        world.pass(3s);
        QVERIFY(!world.desk->coordinator().watchers().isWatched(stream));
    }

    /// Their hello was answered `unavailable`, and asked again on the same connection it was `alreadyHello`.
    void whoCameInWithARefusedBatchComesAgain()
    {
        SmallDesk world;
        const auto other = world.enterCustomer(world.shop);
        const SessionId session = world.openSession();
        Hello hello;
        hello.app = u"widget"_s;
        hello.shop = u"lumen"_s;
        const QString asked = world.askLater(session, hello);
        world.log->failNext(Outcome::refused);
        world.askLater(other, world.text(u"lost"_s)); // its batch is behind hello's look at the store
        world.log->step(world.desk->coordinator(), world.now);
        QVERIFY(world.desk->coordinator().session(session)->principal);
        world.run();
        QCOMPARE(world.replyTo<Hello>(asked).error().code, Code::unavailable);
        QCOMPARE(world.disconnects.value(session), Code::unavailable);
    }
};

QTEST_GUILESS_MAIN(TestDeskStore)
#include "tst_deskstore.moc"
