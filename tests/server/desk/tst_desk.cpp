// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/preview.h"
#include "server/conversations/conversationtable.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

class TestDesk final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCustomersMessageReachesTheAgentAndBack()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"礼物送不出去"_s));
        QVERIFY(asked);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));

        const StreamId stream = StreamId::of(asked->conversation);
        QVERIFY(world.ask(agent, WatchStream {stream, {}}));
        QVERIFY(world.ask(customer, WatchStream {stream, {}}));
        const auto answered = world.ask(agent, world.reply(*asked, world.at(*asked).assignmentVersion, u"我看一下"_s));
        QVERIFY(answered);
        const auto seen = world.entriesOf(customer, stream);
        QCOMPARE(std::get<Text>(seen.last().content).text, u"我看一下"_s);
        QVERIFY(!seen.last().author.id); // customers see a name, no id
        QCOMPARE(seen.last().author.name, u"Lin"_s);
        for (qsizetype i = 0; i < seen.size(); ++i)
            QCOMPARE(seen[i].after, i == 0 ? 0 : seen[i - 1].number);
    }

    void nothingIsShownBeforeItIsCommitted()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto first = world.ask(customer, world.text(u"one"_s));
        QVERIFY(world.ask(agent, WatchStream {StreamId::of(first->conversation), {}}));
        const auto before = world.events[agent].size();
        const QString id = world.askLater(customer, world.text(u"two"_s));
        QVERIFY(!world.replies.contains(id));
        QCOMPARE(world.events[agent].size(), before);
        world.run();
        QVERIFY(world.replies.contains(id));
        QVERIFY(world.events[agent].size() > before);
    }

    void whatIsSaidIsWrittenOnceForAllOfOneAudience()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto tab = world.enterCustomer(world.shop, world.customers[customer]);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto lead = world.enterStaff(world.shop, world.addPerson(world.shop, u"Ma"_s, 1, {}), Roles(Role::lead));
        const auto first = world.ask(customer, world.text(u"hello"_s));
        const QList<SessionId> all {customer, tab, agent, lead};
        for (SessionId each : all)
            QVERIFY(world.ask(each, WatchStream {StreamId::of(first->conversation), {}}));
        world.events.clear();
        QVERIFY(world.ask(customer, world.text(u"to all of you"_s)));
        const auto frame = [&](SessionId session) -> const QString& {
            const QStringList& frames = world.events[session];
            return *std::find_if(
                frames.begin(), frames.end(), [](const QString& each) { return each.contains(u"to all of you"); });
        };
        for (SessionId each : all)
            QCOMPARE(world.entriesOf(each, StreamId::of(first->conversation)).size(), 1);
        QCOMPARE(frame(tab).constData(), frame(customer).constData()); // the same bytes
        QCOMPARE(frame(lead).constData(), frame(agent).constData());
        QVERIFY(frame(agent).constData() != frame(customer).constData());
    }

    void whatAReaderSawBeforeItsCommitWasToldIsPushedOnce()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto first = world.ask(customer, world.text(u"one"_s));
        const StreamId stream = StreamId::of(first->conversation);
        world.log->tellNextLater();
        world.askLater(customer, world.text(u"two"_s));
        world.askLater(agent, WatchStream {stream, {}}); // its reader finds "two", whose outcome nobody has been told yet
        world.run();
        const auto seen = world.entriesOf(agent, stream);
        for (qsizetype i = 0; i < seen.size(); ++i)
            QCOMPARE(seen[i].number, i + 1);
        QCOMPARE(std::get<Text>(seen.last().content).text, u"two"_s);
    }

    void theSameClientIdIsStoredOnceAndAnsweredTheSame()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const Send said = world.text(u"once"_s);
        const auto first = world.ask(customer, said);
        QCOMPARE(*world.ask(customer, said), *first);
        // twice in one turn, before the first is committed
        const Send twice = world.text(u"twice"_s);
        const QString a = world.askLater(customer, twice);
        const QString b = world.askLater(customer, twice);
        world.run();
        QCOMPARE(*world.replyTo<Send>(a), *world.replyTo<Send>(b));
        // after a restart, and long after, when the id is no longer remembered
        const CustomerId who = world.customers[customer];
        world.now += 1h;
        world.start();
        const auto back = world.enterCustomer(world.shop, who);
        QCOMPARE(*world.ask(back, said), *first);
        Send other = said;
        other.content = Text {u"something else"_s};
        QCOMPARE(world.ask(back, other).error().code, Code::conflict);
        const auto stranger = world.enterCustomer(world.shop);
        QCOMPARE(world.ask(stranger, said).error().code, Code::conflict);
    }

    void whoWaitsIsGivenOutAsSoonAsSomebodyHasRoom()
    {
        SmallDesk world(QueueMode::direct, 2);
        const auto one = world.enterCustomer(world.shop);
        const auto two = world.enterCustomer(world.shop);
        const auto three = world.enterCustomer(world.shop);
        const auto a = world.ask(one, world.text(u"a"_s));
        world.now += 1s;
        const auto b = world.ask(two, world.text(u"b"_s));
        world.now += 1s;
        const auto c = world.ask(three, world.text(u"c"_s));
        QCOMPARE(world.at(*a).state, ConversationState::waiting);
        const auto agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.at(*a).isOwnedBy(world.lin));
        QVERIFY(world.at(*b).isOwnedBy(world.lin));
        QCOMPARE(world.at(*c).state, ConversationState::waiting);
        QVERIFY(world.ask(agent, CloseConversation {world.ids.next<ClientId>(world.now), a->conversation, 1, u"solved"_s, {}}));
        QVERIFY(world.at(*c).isOwnedBy(world.lin));
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->load, 2);
    }

    void anOfferIsAcceptedDeclinedOrRunsOut()
    {
        SmallDesk world(QueueMode::offer);
        const auto mei = world.addPerson(world.shop, u"Mei"_s, 3, {world.queue});
        world.start();
        const auto lin = world.enterStaff(world.shop, world.lin);
        const auto other = world.enterStaff(world.shop, mei);
        const auto customer = world.enterCustomer(world.shop);
        QVERIFY(world.ask(lin, WatchBoard {BoardName::queue, {}, 0, 10}));
        const auto waiting = [&] {
            world.pass(1s); // boards are told now and then
            const QList<BoardRow> rows = world.boardOf(lin, BoardName::queue)->rows;
            return rows.isEmpty() ? -1 : std::get<QueueRow>(rows.first()).waiting;
        };
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QCOMPARE(world.at(*asked).state, ConversationState::offered);
        QCOMPARE(waiting(), 1); // who is offered waits on
        const bool linFirst = world.at(*asked).offeredTo == world.lin;
        const auto first = linFirst ? lin : other;
        const auto second = linFirst ? other : lin;
        QVERIFY(world.ask(first, DeclineOffer {world.ids.next<ClientId>(world.now), asked->conversation}));
        QCOMPARE(world.at(*asked).state, ConversationState::offered);
        QCOMPARE(world.ask(first, AcceptOffer {world.ids.next<ClientId>(world.now), asked->conversation}).error().code,
            Code::offerEnded);
        world.pass(21s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting); // ran out; the other has declined
        const PersonId late = linFirst ? mei : world.lin;
        QCOMPARE(world.desk->distribution().agent(world.shop, late)->presence, Presence::notResponding);
        QVERIFY(world.ask(second, SetPresence {Presence::online, BreakReason::none}));
        QVERIFY(world.ask(second, AcceptOffer {world.ids.next<ClientId>(world.now), asked->conversation}));
        QVERIFY(world.at(*asked).isOwnedBy(late));
        QCOMPARE(waiting(), 0);
    }

    void aStaleAssignmentIsRefused()
    {
        SmallDesk world;
        const auto mei = world.addPerson(world.shop, u"Mei"_s, 3, {world.queue});
        world.start();
        const auto lin = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        const auto other = world.enterStaff(world.shop, mei);
        QVERIFY(world.ask(lin, Transfer {world.ids.next<ClientId>(world.now), asked->conversation, 1, mei, {}, u"please"_s}));
        QVERIFY(world.ask(other, AcceptOffer {world.ids.next<ClientId>(world.now), asked->conversation}));
        QVERIFY(world.at(*asked).isOwnedBy(mei));
        QCOMPARE(world.ask(lin, world.reply(*asked, 1, u"late"_s)).error().code, Code::reassigned);
        QVERIFY(world.ask(other, world.reply(*asked, 2, u"hi"_s)));
    }

    void whatIsGivenToAQueueComesBackOnlyWhenNobodyElseTakesIt()
    {
        SmallDesk world;
        const auto lin = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        QVERIFY(world.ask(
            lin, Transfer {world.ids.next<ClientId>(world.now), asked->conversation, 1, {}, world.queue, u"please"_s}));
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
        world.pass(30s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
        world.pass(31s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        const qint64 version = world.at(*asked).assignmentVersion;
        QVERIFY(world.ask(
            lin, Transfer {world.ids.next<ClientId>(world.now), asked->conversation, version, {}, world.queue, u"again"_s}));
        world.leave(lin);
        world.run();
        world.start(); // who gave it is known after a restart too
        world.enterStaff(world.shop, world.lin);
        world.pass(30s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
        world.pass(31s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
    }

    void whatIsGivenToAQueueIsOfferedBackOnce()
    {
        SmallDesk world(QueueMode::offer);
        const auto lin = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.ask(lin, AcceptOffer {world.ids.next<ClientId>(world.now), asked->conversation}));
        QVERIFY(world.ask(
            lin, Transfer {world.ids.next<ClientId>(world.now), asked->conversation, 1, {}, world.queue, u"please"_s}));
        world.pass(61s);
        QCOMPARE(world.at(*asked).state, ConversationState::offered);
        QVERIFY(world.ask(lin, DeclineOffer {world.ids.next<ClientId>(world.now), asked->conversation}));
        world.pass(61s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
    }

    void aLostConnectionGivesTheUnansweredBackAfterTheGrace()
    {
        SmallDesk world;
        const auto lin = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        world.leave(lin);
        world.run();
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->presence, Presence::disconnected);
        world.pass(29s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        world.pass(2s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
        QCOMPARE(*world.at(*asked).waitingSince, *world.at(*asked).owedSince);
    }

    void aCustomerNamingSomebodyElsesConversationSeesNothing()
    {
        SmallDesk world;
        const auto other = world.addShop(u"other"_s);
        world.start();
        const auto one = world.enterCustomer(world.shop);
        const auto asked = world.ask(one, world.text(u"secret"_s));
        const StreamId stream = StreamId::of(asked->conversation);
        for (const auto stranger : {world.enterCustomer(world.shop), world.enterCustomer(other)}) {
            Send into = world.text(u"hi"_s);
            into.conversation = asked->conversation;
            const auto none = world.ids.next<ConversationId>(world.now);
            Send nowhere = world.text(u"hi"_s);
            nowhere.conversation = none;
            // not yours and not there are told the same
            QCOMPARE(world.ask(stranger, into).error(), world.ask(stranger, nowhere).error());
            QCOMPARE(world.ask(stranger, WatchStream {stream, {}}).error().code, Code::notFound);
            QCOMPARE(world.ask(stranger, ReadStream {stream, 0, {}, 10}).error().code, Code::notFound);
            WatchBoard typing {BoardName::typing, asked->conversation, 0, 1};
            QCOMPARE(world.ask(stranger, typing).error().code, Code::notFound);
            QCOMPARE(
                world.ask(stranger, AddNote {world.ids.next<ClientId>(world.now), asked->conversation, u"x"_s}).error().code,
                Code::forbidden);
        }
    }

    void notesStayInside()
    {
        SmallDesk world;
        const auto lin = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        const StreamId stream = StreamId::of(asked->conversation);
        QVERIFY(world.ask(customer, WatchStream {stream, {}}));
        QVERIFY(world.ask(lin, AddNote {world.ids.next<ClientId>(world.now), asked->conversation, u"CANARY"_s}));
        QVERIFY(world.ask(lin, world.reply(*asked, 1, u"after the note"_s)));
        QVERIFY(!world.events[customer].join(u' ').contains(u"CANARY"_s));
        const auto seen = world.entriesOf(customer, stream);
        QCOMPARE(seen.last().after, seen[seen.size() - 2].number); // no hole where the note is
        const auto page = world.ask(customer, ReadStream {stream, 0, {}, 100});
        for (const Entry& entry : page->entries)
            QVERIFY(!std::holds_alternative<Note>(entry.content));
    }

    void recalledWithinTwoMinutesLeavesATombstone()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto said = world.ask(customer, world.text(u"oops"_s));
        const auto old = world.ask(customer, world.text(u"stays"_s));
        QVERIFY(world.ask(customer, Recall {world.ids.next<ClientId>(world.now), said->conversation, said->number}));
        world.now += 3min;
        QCOMPARE(world.ask(customer, Recall {world.ids.next<ClientId>(world.now), old->conversation, old->number}).error().code,
            Code::recallTooLate);
        const auto page = world.ask(customer, ReadStream {StreamId::of(said->conversation), 0, {}, 100});
        const auto found = std::find_if(
            page->entries.begin(), page->entries.end(), [&](const Entry& e) { return e.number == said->number; });
        QVERIFY(std::holds_alternative<Tombstone>(found->content));
        // No list shows the words that were taken back.
        QCOMPARE(thingOf(world.at(*said).preview), std::optional<Content>(Recalled()));
    }

    void aWatcherBehindOrOfAnotherEpochIsTold()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto first = world.ask(customer, world.text(u"0"_s));
        for (int i = 1; i <= kMaxReplay + 10; ++i)
            world.askLater(customer, world.text(QString::number(i)));
        world.run();
        const StreamId stream = StreamId::of(first->conversation);
        const Uuid epoch = world.desk->coordinator().epoch();
        QCOMPARE(world.ask(customer, WatchStream {stream, {epoch, 1}})->resume, Resume::behind);
        QCOMPARE(world.ask(customer, WatchStream {stream, {epoch, 100'000}})->resume, Resume::resync);
        QCOMPARE(world.ask(customer, WatchStream {stream, {world.ids.next(world.now), 300}})->resume, Resume::resync);
        QCOMPARE(world.ask(customer, WatchStream {stream, {epoch, 300}})->resume, Resume::replayed);
        QCOMPARE(world.entriesOf(customer, stream).first().after, 300);
    }

    /// The window came before the answer, which waited for a commit, and a client that waits for the answer threw it away.
    void aWindowIsAnsweredBeforeItIsTold()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto said = world.askLater(world.enterCustomer(world.shop), world.text(u"one"_s)); // not on disk yet
        BoardFilter newest;
        newest.newestFirst = true;
        const auto asked = world.askLater(agent, WatchBoard {BoardName::all, {}, 0, 10, newest});
        QVERIFY(!world.replies.contains(said));
        QVERIFY(world.replies.contains(asked));
    }

    void boardsFollowWhatIsCommitted()
    {
        SmallDesk world;
        const auto lin = world.enterStaff(world.shop, world.lin, Roles(Role::agent), false);
        QVERIFY(world.ask(lin, WatchBoard {BoardName::waiting, {}, 0, 50}));
        QVERIFY(world.ask(lin, WatchBoard {BoardName::mine, {}, 0, 50}));
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        world.pass(1s);
        QCOMPARE(world.boardOf(lin, BoardName::waiting)->total, 1);
        QVERIFY(world.ask(customer, WatchBoard {BoardName::queue, {}, 0, 1}));
        world.pass(1s);
        QCOMPARE(std::get<QueueRow>(world.boardOf(customer, BoardName::queue)->rows.first()).place, 1);
        QVERIFY(world.ask(lin, Claim {world.ids.next<ClientId>(world.now), asked->conversation}));
        world.pass(1s);
        QCOMPARE(world.boardOf(lin, BoardName::waiting)->total, 0);
        QCOMPARE(world.boardOf(lin, BoardName::mine)->keys, QList<Uuid> {asked->conversation.value});
        QVERIFY(!std::get<QueueRow>(world.boardOf(customer, BoardName::queue)->rows.first()).place);
    }

    void customersWhoDoNotWaitAreToldWhetherSomebodyIsThere()
    {
        SmallDesk world;
        const auto lin = world.enterStaff(world.shop, world.lin, Roles(Role::agent), false);
        const auto customer = world.enterCustomer(world.shop);
        QVERIFY(world.ask(customer, WatchBoard {BoardName::queue, {}, 0, 1}));
        const auto online = [&] {
            world.pass(1s);
            return std::get<QueueRow>(world.boardOf(customer, BoardName::queue)->rows.first()).online;
        };
        QCOMPARE(online(), 0);
        QVERIFY(world.ask(lin, SetPresence {Presence::online, BreakReason::none}));
        QCOMPARE(online(), 1);
        QVERIFY(world.ask(lin, SetPresence {Presence::onBreak, BreakReason::meal}));
        QCOMPARE(online(), 0);
        world.leave(customer);
        QCOMPARE(world.desk->coordinator().boards().size({BoardName::queue, world.shop, world.customers[customer].value}), 0);
    }

    void aClosedConversationGoesOnOrBeginsAnew()
    {
        SmallDesk world;
        const auto lin = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(
            world.ask(lin, CloseConversation {world.ids.next<ClientId>(world.now), asked->conversation, 1, u"solved"_s, {}}));
        QVERIFY(!world.desk->conversations().find(asked->conversation)); // over: out of memory
        QVERIFY(world.ask(customer, Rate {world.ids.next<ClientId>(world.now), asked->conversation, 5, {}}));
        const auto again = world.ask(customer, world.text(u"one more thing"_s));
        QCOMPARE(again->conversation, asked->conversation);
        QVERIFY(world.at(*again).isOwnedBy(world.lin));
        QVERIFY(
            world.ask(lin, CloseConversation {world.ids.next<ClientId>(world.now), asked->conversation, 2, u"solved"_s, {}}));
        world.now += 25h;
        const auto anew = world.ask(customer, world.text(u"a week later"_s));
        QVERIFY(anew->conversation != asked->conversation);
    }

    // The server was away, not the agent: nothing is taken from somebody who is on the way back.
    void aRestartLeavesPeopleTheGraceToComeBack()
    {
        SmallDesk world;
        world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        world.start();
        world.pass(29s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        world.pass(2s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
    }

    void whoWasLostBeforeARestartKeepsNothingUnanswered()
    {
        SmallDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        world.leave(agent);
        world.run();
        world.pass(10s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        world.start();
        world.pass(61s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
    }

    void aRestartKnowsWhatWasOpen()
    {
        SmallDesk world;
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        // Rows are written from time to time when something is only said; nothing of it may be missing.
        const auto more = world.ask(customer, world.text(u"are you there?"_s));
        const Conversation before = world.at(*asked);
        QCOMPARE(before.head, more->number);
        world.start();
        QCOMPARE(world.at(*asked), before);
        const auto agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        QVERIFY(world.ask(agent, MarkRead {asked->conversation, more->number}));
        world.start();
        QCOMPARE(world.at(*asked).readByStaff, more->number);
    }
};

QTEST_GUILESS_MAIN(TestDesk)
#include "tst_desk.moc"
