// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Lin has a customer; May could have it; Sun leads; Ada is of the second line.
struct Handing : SmallDesk {
    Handing()
        : SmallDesk(QueueMode::direct, 3)
    {
        sun = addPerson(shop, u"Sun"_s, 5, {queue}, {Role::supervisor});
        may = addPerson(shop, u"May"_s, 2, {queue});
        ada = addPerson(shop, u"Ada"_s, 2, {queue});
        store(QueueTable::setTier(shop, ada, routing::Tier::l2));
        start();
        leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
        agent = enterStaff(shop, lin);
        customer = enterCustomer(shop);
        asked = *ask(customer, text(u"hello"_s));
        other = enterStaff(shop, may);
    }
    Transfer to(PersonId person, TransferReason reason = TransferReason::skill)
    {
        return {newId(), asked.conversation, at(asked).assignmentVersion, person, {}, u"knows the sizes"_s, {}, reason};
    }
    void set(const std::function<void(routing::Profile&)>& change)
    {
        pass(1s);
        routing::Profile profile = ask(leader, ReadRouting {})->profile;
        change(profile);
        QVERIFY(ask(leader, ChangeRouting {profile, u"a try"_s}));
    }
    QList<QLatin1StringView> kinds()
    {
        QList<QLatin1StringView> kinds;
        for (const Entry& each : read(leader, asked))
            kinds.append(kindOf(each.content));
        return kinds;
    }

    PersonId sun;
    PersonId may;
    PersonId ada;
    SessionId leader;
    SessionId agent;
    SessionId customer;
    SessionId other;
    Stored asked;
};

} // namespace

/// Giving a conversation away: to a person who is asked, to a queue, to another line of support; and taking the next.
class TestDeskTransfer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itStaysWithItsOwnerUntilTheOtherAccepts()
    {
        Handing world;
        QVERIFY(world.ask(world.agent, world.to(world.may)));
        const Conversation& c = world.at(world.asked);
        QVERIFY(c.isOwnedBy(world.lin) && c.isOnTransfer());
        QCOMPARE(c.offeredTo, world.may);
        QCOMPARE(c.offerUntil, world.now + 30s);
        QVERIFY(c.owedSince); // the clock goes on
        QCOMPARE(c.transfers, 0);
        QVERIFY(world.ask(world.agent, world.reply(world.asked, 1, u"one moment"_s)));
        QCOMPARE(world.ask(world.other, world.reply(world.asked, 1, u"not mine yet"_s)).error().code, Code::reassigned);
        QCOMPARE(world.ask(world.leader, AcceptOffer {world.newId(), world.asked.conversation}).error().code, Code::offerEnded);
        QVERIFY(world.ask(world.other, AcceptOffer {world.newId(), world.asked.conversation}));
        QVERIFY(c.isOwnedBy(world.may) && !c.isOnTransfer());
        QCOMPARE(c.assignmentVersion, 2);
        QCOMPARE(c.transfers, 1);
        QCOMPARE(world.ask(world.agent, world.reply(world.asked, 1, u"late"_s)).error().code, Code::reassigned);
        QVERIFY(world.ask(world.other, world.reply(world.asked, 2, u"hi, I am May"_s)));
        world.pass(31s);
        QVERIFY(c.isOwnedBy(world.may)); // the clock of before means nothing now
        // Customers are told once who has them now, and nothing of the asking.
        QList<QLatin1StringView> seen;
        for (const Entry& each : world.read(world.customer, world.asked))
            seen.append(kindOf(each.content));
        QCOMPARE(seen.count(Assigned::kind), 2);
        QVERIFY(!seen.contains(Transferred::kind) && !seen.contains(OfferEnded::kind));
    }

    void bothFindItAmongTheirOwn()
    {
        Handing world;
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::mine, {}, 0, 50}));
        QVERIFY(world.ask(world.other, WatchBoard {BoardName::mine, {}, 0, 50}));
        QVERIFY(world.ask(world.agent, world.to(world.may)));
        world.pass(1s);
        for (SessionId each : {world.agent, world.other}) {
            const auto board = world.boardOf(each, BoardName::mine);
            QVERIFY(board && board->keys.contains(world.asked.conversation.value));
        }
        QVERIFY(world.ask(world.other, AcceptOffer {world.newId(), world.asked.conversation}));
        world.pass(1s);
        QVERIFY(world.boardOf(world.agent, BoardName::mine)->keys.isEmpty());
    }

    void whatNobodyTookStaysOrGoesToItsQueueByTheProfile()
    {
        Handing world;
        QVERIFY(world.ask(world.agent, world.to(world.may)));
        world.pass(29s);
        QVERIFY(world.at(world.asked).isOnTransfer());
        world.pass(2s);
        QVERIFY(world.at(world.asked).isOwnedBy(world.lin) && !world.at(world.asked).isOnTransfer());
        QCOMPARE(world.kinds().last(), OfferEnded::kind);
        QCOMPARE(world.ask(world.other, AcceptOffer {world.newId(), world.asked.conversation}).error().code, Code::offerEnded);

        QVERIFY(world.ask(world.agent, world.to(world.may)));
        QVERIFY(world.ask(world.agent, DeclineOffer {world.newId(), world.asked.conversation})); // its owner's second thoughts
        QVERIFY(world.at(world.asked).isOwnedBy(world.lin) && !world.at(world.asked).isOnTransfer());

        world.set([](routing::Profile& profile) {
            profile.transferFor = 10s;
            profile.transferToQueue = true;
        });
        const Instant since = *world.at(world.asked).owedSince;
        QVERIFY(world.ask(world.agent, world.to(world.may)));
        QVERIFY(world.ask(world.other, DeclineOffer {world.newId(), world.asked.conversation, DeclineReason::knowsCustomer}));
        const Conversation& c = world.at(world.asked);
        QVERIFY(!c.isOwnedBy(world.lin)); // whoever else of the queue has room
        QVERIFY(c.isOwnedBy(world.may));
        QCOMPARE(c.assignmentVersion, 3);
        QCOMPARE(c.owedSince, since);
        QVERIFY(world.ask(world.other, world.to(world.lin)));
        world.pass(11s);
        QVERIFY(world.at(world.asked).isOwnedBy(world.lin));
    }

    void aRestartKnowsWhoIsAsked()
    {
        Handing world;
        QVERIFY(world.ask(world.agent, world.to(world.may)));
        world.start();
        world.enterStaff(world.shop, world.lin);
        QVERIFY(world.at(world.asked).isOnTransfer());
        world.pass(31s);
        QVERIFY(!world.at(world.asked).isOnTransfer());
    }

    void theThirdTimeSomebodyWhoLeadsDecides()
    {
        Handing world;
        const auto hand = [&](SessionId from, PersonId person, SessionId taker) {
            QVERIFY(world.ask(from, world.to(person)));
            QVERIFY(world.ask(taker, AcceptOffer {world.newId(), world.asked.conversation}));
        };
        hand(world.agent, world.may, world.other);
        hand(world.other, world.lin, world.agent);
        QCOMPARE(world.at(world.asked).transfers, 2);
        const auto refused = world.ask(world.agent, world.to(world.may));
        QCOMPARE(refused.error().code, Code::conflict);
        QCOMPARE(refused.error().field, u"transfers"_s);
        QVERIFY(world.ask(world.leader, world.to(world.may))); // who leads gives it, and nobody is asked
        QVERIFY(world.at(world.asked).isOwnedBy(world.may));
        QCOMPARE(world.at(world.asked).transfers, 3);
        QVERIFY(world.ask(world.other, CloseConversation {world.newId(), world.asked.conversation, 4, u"solved"_s, {}}));
        QVERIFY(world.ask(world.customer, world.text(u"one more thing"_s)));
        QCOMPARE(world.at(world.asked).transfers, 0); // another matter
    }

    void anotherLineNeedsAReasonAndSomebodyOnIt()
    {
        Handing world;
        const Instant since = *world.at(world.asked).owedSince;
        world.pass(20s);
        Transfer up {world.newId(), world.asked.conversation, 1, {}, {}, u"a chargeback"_s, routing::Tier::l2};
        QCOMPARE(world.ask(world.agent, up).error().field, u"reason"_s);
        up.reason = TransferReason::complaint;
        up.toTier = routing::Tier::l3;
        QCOMPARE(world.ask(world.agent, up).error().code, Code::notFound);
        up.toTier = routing::Tier::l2;
        QVERIFY(world.ask(world.agent, up));
        const Conversation& c = world.at(world.asked);
        QCOMPARE(c.state, ConversationState::waiting); // Ada is not there yet, and nobody else may have it
        QCOMPARE(c.tier, routing::Tier::l2);
        QCOMPARE(c.waitingSince, since);
        const auto ada = world.enterStaff(world.shop, world.ada);
        QVERIFY(c.isOwnedBy(world.ada));
        const Transfer back {world.newId(), world.asked.conversation, c.assignmentVersion, {}, {}, u"solved, please finish"_s,
            routing::Tier::l1};
        QVERIFY(world.ask(ada, back));
        QCOMPARE(c.tier, routing::Tier::l1);
        QVERIFY(c.isOwnedBy(world.lin) || c.isOwnedBy(world.may));
    }

    /// It kept its line, and nobody of that queue could ever have it.
    void aQueueWithoutThatLineTakesItOnTheFirst()
    {
        Handing world;
        const QueueId care = world.addQueue(world.shop, u"service"_s);
        const PersonId eve = world.addPerson(world.shop, u"Eve"_s, 3, {care});
        world.start();
        world.agent = world.enterStaff(world.shop, world.lin);
        const Transfer up {world.newId(), world.asked.conversation, 1, {}, {}, {}, routing::Tier::l2, TransferReason::skill};
        QVERIFY(world.ask(world.agent, up));
        const auto ada = world.enterStaff(world.shop, world.ada);
        const Conversation& c = world.at(world.asked);
        QVERIFY(c.isOwnedBy(world.ada));
        QVERIFY(
            world.ask(ada, Transfer {world.newId(), world.asked.conversation, c.assignmentVersion, {}, care, u"billing"_s}));
        QCOMPARE(world.at(world.asked).tier, routing::Tier::l1);
        world.enterStaff(world.shop, eve);
        QVERIFY(world.at(world.asked).isOwnedBy(eve));
    }

    void whoIsOnBreakIsAskedAndWhoIsFullIsNot()
    {
        Handing world;
        QVERIFY(world.ask(world.other, SetPresence {Presence::onBreak, BreakReason::rest}));
        QVERIFY(world.ask(world.agent, world.to(world.may)));
        QVERIFY(world.ask(world.other, AcceptOffer {world.newId(), world.asked.conversation}));
        QVERIFY(world.at(world.asked).isOwnedBy(world.may));
        QVERIFY(world.ask(world.other, world.to(world.lin)));
        for (int i = 0; i < 3; ++i)
            QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"me too"_s))); // Lin is full by now
        QCOMPARE(
            world.ask(world.agent, AcceptOffer {world.newId(), world.asked.conversation}).error().code, Code::overCapacity);
        QVERIFY(world.at(world.asked).isOwnedBy(world.may));
        QVERIFY(world.ask(world.other, DeclineOffer {world.newId(), world.asked.conversation}));
        QCOMPARE(world.ask(world.other, world.to(world.lin)).error().code, Code::overCapacity);
    }

    void theNextOneIsTheMostUrgentOneMayHave()
    {
        Handing world;
        QCOMPARE(world.ask(world.agent, TakeNext {world.newId()}).error().code, Code::notFound);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::training, BreakReason::none}));
        QVERIFY(world.ask(world.other, SetPresence {Presence::training, BreakReason::none}));
        const Stored first = *world.ask(world.enterCustomer(world.shop), world.text(u"first"_s));
        world.pass(5s);
        const Stored second = *world.ask(world.enterCustomer(world.shop), world.text(u"second"_s));
        world.set([](routing::Profile& profile) { profile.agentsMayPick = false; });
        const auto picked = world.ask(world.agent, Claim {world.newId(), second.conversation});
        QCOMPARE(picked.error().code, Code::forbidden);
        const TakeNext next {world.newId()};
        const auto got = world.ask(world.agent, next);
        QCOMPARE(got->conversation, first.conversation);
        QVERIFY(world.at(first).isOwnedBy(world.lin));
        QCOMPARE(world.ask(world.agent, next)->conversation, first.conversation); // asked again: the same
        QCOMPARE(world.ask(world.other, next).error().code, Code::conflict);
        QVERIFY(world.ask(world.agent, TakeNext {world.newId()}));
        QVERIFY(world.at(second).isOwnedBy(world.lin));
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"third"_s)));
        QCOMPARE(world.ask(world.agent, TakeNext {world.newId()}).error().code, Code::overCapacity);
        QVERIFY(world.ask(world.leader, SetPresence {Presence::training, BreakReason::none}));
        QVERIFY(world.ask(world.leader, TakeNext {world.newId()}));
    }

    void whoLeftAMessageIsCalledBackInTurn()
    {
        Handing world;
        QVERIFY(world.ask(world.agent, SetPresence {Presence::training, BreakReason::none}));
        QVERIFY(world.ask(world.other, SetPresence {Presence::training, BreakReason::none}));
        QList<Stored> left;
        for (int i = 0; i < 3; ++i) {
            left.append(*world.ask(world.enterCustomer(world.shop), LeaveMessage {world.newId(), u"call me"_s, u"138"_s}));
            world.pass(1min);
        }
        const Stored waits = *world.ask(world.enterCustomer(world.shop), world.text(u"hello?"_s));
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::leftMessages, {}, 0, 10}));
        world.pass(1s);
        const auto board = world.boardOf(world.agent, BoardName::leftMessages);
        QCOMPARE(board->keys.first(), left[0].conversation.value); // the longest waiting first
        QCOMPARE(world.ask(world.agent, TakeNext {world.newId()})->conversation, waits.conversation); // who is there goes first
        QCOMPARE(world.ask(world.agent, TakeNext {world.newId()})->conversation, left[0].conversation);
        QCOMPARE(world.ask(world.other, TakeNext {world.newId()})->conversation, left[1].conversation);
        world.start(); // and after a restart
        world.other = world.enterStaff(world.shop, world.may);
        QVERIFY(world.ask(world.other, SetPresence {Presence::training, BreakReason::none}));
        QCOMPARE(world.ask(world.other, TakeNext {world.newId()})->conversation, left[2].conversation);
        QCOMPARE(world.ask(world.other, TakeNext {world.newId()}).error().code, Code::notFound);
    }

    void decliningNeedsARightAndKeepsItsReason()
    {
        SmallDesk world(QueueMode::offer);
        const PersonId sun = world.addPerson(world.shop, u"Sun"_s, 5, {}, {Role::supervisor});
        world.start();
        const auto leader = world.enterStaff(world.shop, sun, Roles(Role::supervisor), false);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"hello"_s));
        routing::Profile profile = world.ask(leader, ReadRouting {})->profile;
        profile.agentsMayDecline = false;
        QVERIFY(world.ask(leader, ChangeRouting {profile, {}}));
        const DeclineOffer no {world.newId(), asked->conversation, DeclineReason::language};
        QCOMPARE(world.ask(agent, no).error().code, Code::forbidden);
        QCOMPARE(world.at(*asked).state, ConversationState::offered);
        world.pass(1s);
        profile.version = 1;
        profile.agentsMayDecline = true;
        QVERIFY(world.ask(leader, ChangeRouting {profile, {}}));
        QVERIFY(world.ask(agent, DeclineOffer {world.newId(), asked->conversation, DeclineReason::language}));
        const auto entries = world.read(leader, *asked);
        const auto* ended = std::get_if<OfferEnded>(&entries.last().content);
        QVERIFY(ended);
        QCOMPARE(ended->reason, DeclineReason::language);
    }
};

QTEST_GUILESS_MAIN(TestDeskTransfer)
#include "tst_desktransfer.moc"
