// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// Lin has room for one; Sun leads.
struct TrialDesk : SmallDesk {
    TrialDesk()
        : SmallDesk(QueueMode::direct, 1)
    {
        care = addQueue(shop, u"service"_s);
        ada = addPerson(shop, u"Ada"_s, 1, {care});
        sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
        start();
        leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
    }
    Stored asks(const QString& name, CustomerTier tier = CustomerTier::standard)
    {
        Customer as;
        as.name = name;
        as.tier = tier;
        return *ask(enterCustomer(shop, {}, as), text(u"hello"_s));
    }
    bool closes(SessionId agent, const Stored& which)
    {
        const Conversation& c = at(which);
        return bool(ask(agent, CloseConversation {newId(), c.id, c.assignmentVersion, u"solved"_s, {}}));
    }
    routing::Profile profile() { return ask(leader, ReadRouting {})->profile; }
    Result<RoutingTrial> tryOut(const routing::Profile& profile) { return ask(leader, TryRouting {profile}); }
    Result<RoutingTrial> again() { return tryOut(profile()); }
    qint64 rows(const QString& count)
    {
        auto found = database->run(count);
        return found && found->next() ? found->get<qint64>(0) : -1;
    }

    /// One is answered, another waits for 40 s, then a VIP for 90.
    void threeInTurn()
    {
        const SessionId agent = enterStaff(shop, lin);
        pass(10s);
        const Stored first = asks(u"Mei"_s);
        pass(10s);
        const Stored second = asks(u"Tao"_s);
        pass(10s);
        vip = asks(u"Yun"_s, CustomerTier::vip);
        pass(30s);
        QVERIFY(closes(agent, first));
        QVERIFY(at(second).isOwnedBy(lin));
        pass(60s);
        QVERIFY(closes(agent, second));
        QVERIFY(at(vip).isOwnedBy(lin));
        pass(30s);
        QVERIFY(closes(agent, vip));
        pass(50s);
    }

    QueueId care;
    PersonId ada;
    PersonId sun;
    SessionId leader;
    Stored vip;
};

} // namespace

/// What another profile would have done with the last hour.
class TestDeskTrial final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theProfileThatHoldsDoesWhatWasDone()
    {
        TrialDesk world;
        const Instant began = world.now;
        world.threeInTurn();
        const auto trial = world.again();
        QVERIFY(trial);
        QCOMPARE(trial->to, world.now);
        QCOMPARE(trial->from, world.now - 1h);
        QVERIFY(trial->from < began);
        QCOMPARE(trial->conversations, 3);
        QCOMPARE(trial->people, 1);
        QCOMPARE(trial->now, (TrialOutcome {3, 0, 40'000, 90'000, 90'000, 7'000}));
        QCOMPARE(trial->then, trial->now);
        QCOMPARE(trial->changed, 0);
        QVERIFY(trial->changes.isEmpty());
    }

    void pointsLetAVipWaitLessAndAnotherMore()
    {
        TrialDesk world;
        world.threeInTurn();
        routing::Profile profile = world.profile();
        profile.points.customerTier = {{CustomerTier::vip, 100}};
        const qint64 entries = world.rows(u"SELECT COUNT(*) FROM entry"_s);
        const qint64 decisions = world.rows(u"SELECT COUNT(*) FROM routing_decision"_s);
        const auto trial = world.tryOut(profile);
        QVERIFY(trial);
        QCOMPARE(trial->now, (TrialOutcome {3, 0, 40'000, 90'000, 90'000, 7'000}));
        QCOMPARE(trial->then, (TrialOutcome {3, 0, 30'000, 70'000, 70'000, 7'000}));
        QCOMPARE(trial->tiers,
            (QList<TrialTier> {{CustomerTier::standard, 2, 40'000, 70'000}, {CustomerTier::vip, 1, 90'000, 30'000}}));
        QCOMPARE(trial->changed, 2);
        QCOMPARE(trial->changes.size(), 2);
        QCOMPARE(trial->changes[0], (TrialChange {world.vip.conversation, u"Yun"_s, u"Lin"_s, u"Lin"_s, 90'000, 30'000}));
        QCOMPARE(trial->changes[1].customerName, u"Tao"_s);
        QCOMPARE(trial->changes[1].thenWaitMs, 70'000);
        // It was but played.
        QCOMPARE(world.rows(u"SELECT COUNT(*) FROM entry"_s), entries);
        QCOMPARE(world.rows(u"SELECT COUNT(*) FROM routing_decision"_s), decisions);
        QCOMPARE(world.rows(u"SELECT COUNT(*) FROM routing_profile"_s), 0);
        QCOMPARE(world.rows(u"SELECT COUNT(*) FROM audit"_s), 0);
        QCOMPARE(world.profile().version, 0);
        QCOMPARE(*world.tryOut(profile), *trial);
    }

    void whoComesAndGoesDidSoThenToo()
    {
        TrialDesk world;
        const SessionId agent = world.enterStaff(world.shop, world.lin);
        world.pass(60s);
        QVERIFY(world.ask(agent, SetPresence {Presence::onBreak, BreakReason::rest}));
        const Stored first = world.asks(u"Mei"_s);
        world.pass(60s);
        QCOMPARE(world.at(first).state, ConversationState::waiting);
        QVERIFY(world.ask(agent, SetPresence {Presence::online, BreakReason::none}));
        QVERIFY(world.at(first).isOwnedBy(world.lin));
        const Stored second = world.asks(u"Tao"_s);
        world.pass(60s);
        const auto trial = world.again();
        QVERIFY(trial);
        QCOMPARE(trial->changed, 0);
        // Lin still has the first, and so the second waits on.
        QCOMPARE(trial->now, (TrialOutcome {1, 1, 60'000, 60'000, 60'000, 5'000}));
        QCOMPARE(world.at(second).state, ConversationState::waiting);
    }

    void whatWasGoingOnBeforeTakesItsPart()
    {
        TrialDesk world;
        const SessionId agent = world.enterStaff(world.shop, world.lin);
        const Stored old = world.asks(u"Mei"_s);
        world.pass(30min);
        const Stored waited = world.asks(u"Tao"_s);
        world.pass(60min);
        const Stored young = world.asks(u"Yun"_s);
        world.pass(10min);
        QVERIFY(world.closes(agent, old));
        QVERIFY(world.at(waited).isOwnedBy(world.lin));
        world.pass(10min);
        QVERIFY(world.closes(agent, waited));
        QVERIFY(world.at(young).isOwnedBy(world.lin));
        world.pass(10min);
        auto trial = world.again();
        QVERIFY(trial);
        QCOMPARE(trial->conversations, 1); // the others came before
        QCOMPARE(trial->changed, 0);
        QCOMPARE(trial->now, (TrialOutcome {1, 0, 1'200'000, 1'200'000, 1'200'000, 10'000}));
        // An hour in which nobody came, and Lin had one all the time.
        world.pass(2h);
        trial = world.again();
        QCOMPARE(trial->conversations, 0);
        QCOMPARE(trial->people, 1);
        QCOMPARE(trial->now, (TrialOutcome {0, 0, 0, 0, 0, 10'000}));
        QVERIFY(trial->tiers.isEmpty());
    }

    void whoLeftAMessageWaitsNoLonger()
    {
        TrialDesk world;
        const auto customer = world.enterCustomer(world.shop);
        QVERIFY(world.ask(customer, world.text(u"anybody?"_s)));
        world.pass(60s);
        QVERIFY(world.ask(customer, LeaveMessage {world.newId(), u"please call"_s, u"5550100"_s}));
        world.pass(60s);
        world.enterStaff(world.shop, world.lin);
        const Stored next = world.asks(u"Tao"_s);
        QVERIFY(world.at(next).isOwnedBy(world.lin));
        world.pass(60s);
        const auto trial = world.again();
        QVERIFY(trial);
        QCOMPARE(trial->changed, 0);
        QCOMPARE(trial->now, (TrialOutcome {1, 1, 0, 0, 0, 10'000}));
    }

    void whatGoesToAnotherQueueWaitsTwice()
    {
        TrialDesk world;
        const SessionId agent = world.enterStaff(world.shop, world.lin);
        world.enterStaff(world.shop, world.ada);
        world.pass(10s);
        const Stored asked = world.asks(u"Mei"_s);
        world.pass(30s);
        QVERIFY(world.ask(agent,
            Transfer {world.newId(), asked.conversation, world.at(asked).assignmentVersion, {}, world.care, u"for care"_s}));
        QVERIFY(world.at(asked).isOwnedBy(world.ada));
        world.pass(40s);
        const auto trial = world.again();
        QVERIFY(trial);
        QCOMPARE(trial->conversations, 2);
        QCOMPARE(trial->people, 2);
        QCOMPARE(trial->now.given, 2);
        QCOMPARE(trial->changed, 0);
        QCOMPARE(trial->now.saturation, 4'375); // 30 s of Lin and 40 s of Ada, of 80 s each
    }

    void overflowSendsThemElsewhere()
    {
        TrialDesk world;
        world.enterStaff(world.shop, world.ada);
        const Stored asked = world.asks(u"Mei"_s);
        world.pass(90s);
        QCOMPARE(world.at(asked).state, ConversationState::waiting);
        routing::Profile profile = world.profile();
        for (routing::QueueProfile& each : profile.queues)
            if (each.id == world.queue)
                each.overflow = routing::Overflow {world.care, 30s};
        const auto trial = world.tryOut(profile);
        QVERIFY(trial);
        QCOMPARE(trial->now.left, 1);
        QCOMPARE(trial->then.given, 1);
        QCOMPARE(trial->changes.size(), 1);
        QCOMPARE(trial->changes[0], (TrialChange {asked.conversation, u"Mei"_s, {}, u"Ada"_s, 90'000, 30'000}));
    }

    void onlyTheOwnShopIsPlayed()
    {
        TrialDesk world;
        const ShopId other = world.addShop(u"other"_s);
        const QueueId queue = world.addQueue(other, u"sales"_s);
        const PersonId eve = world.addPerson(other, u"Eve"_s, 3, {queue});
        world.start();
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        world.enterStaff(other, eve);
        QVERIFY(world.ask(world.enterCustomer(other), world.text(u"hello"_s)));
        world.pass(10s);
        const auto trial = world.again();
        QVERIFY(trial);
        QCOMPARE(trial->conversations, 0);
        QCOMPARE(trial->people, 0);
        QCOMPARE(trial->now, TrialOutcome {});
    }

    void theLogIsSearchedFromAnInstantOn()
    {
        TrialDesk world;
        const Instant began = world.now;
        world.threeInTurn();
        const auto queued = [&](Instant from, qint64 most = 1'000) {
            const auto found = EntryTable::since(
                *world.database, world.shop, StreamKind::conversation, from, {Queued::kind}, most);
            QList<qint64> seconds;
            for (const LoggedEntry& each : *found)
                seconds.append((std::get<Queued>(each.entry.content).since - began).count() / 1000);
            return seconds;
        };
        QCOMPARE(queued(began), (QList<qint64> {10, 20, 30}));
        QCOMPARE(queued(began + 20s), (QList<qint64> {20, 30}));
        QCOMPARE(queued(world.now), QList<qint64>());
        QCOMPARE(queued(began, 1), QList<qint64>()); // the last that was stored is something else
        const StreamId stream = StreamId::of(world.vip.conversation);
        const auto last = EntryTable::lastOf(*world.database, stream, {Opened::kind, Queued::kind, Closed::kind}, 1'000, 2);
        QCOMPARE(last->size(), size_t(2));
        QVERIFY(std::holds_alternative<Queued>(last->at(0).entry.content));
        QVERIFY(std::holds_alternative<Closed>(last->at(1).entry.content));
        // What is not what was stored is nothing to go by.
        QVERIFY(world.database->run(u"UPDATE entry SET body=REPLACE(body, 'since', 'sincf') WHERE at=?"_s, began + 10s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"is not what was stored"_s));
        QCOMPARE(queued(began), (QList<qint64> {20, 30}));
    }

    void whatCannotBeRoutedByIsRefusedByItsPlaceAndAgentsMayNot()
    {
        TrialDesk world;
        routing::Profile profile = world.profile();
        profile.queues[0].overflow = routing::Overflow {profile.queues[1].id};
        profile.queues[1].overflow = routing::Overflow {profile.queues[0].id};
        const auto circle = world.tryOut(profile);
        QCOMPARE(circle.error().code, Code::invalidField);
        QCOMPARE(circle.error().field, u"profile.queues[0].overflow.to"_s);
        const auto agent = world.enterStaff(world.shop, world.lin);
        QCOMPARE(world.ask(agent, TryRouting {world.profile()}).error().code, Code::forbidden);
    }

    void oneTrialOfAShopAtATime()
    {
        TrialDesk world;
        const TryRouting request {world.profile()};
        const QString first = world.askLater(world.leader, request);
        const QString second = world.askLater(world.leader, request);
        world.run();
        QVERIFY(world.replyTo<TryRouting>(first));
        QCOMPARE(world.replyTo<TryRouting>(second).error().code, Code::busy);
        QCOMPARE(world.replyTo<TryRouting>(second).error().limit, 1'000);
        QVERIFY(world.tryOut(request.profile));
        // One that could not be read is over too.
        world.log->cannotRead = true;
        QCOMPARE(world.tryOut(request.profile).error().code, Code::unavailable);
        world.log->cannotRead = false;
        QVERIFY(world.tryOut(request.profile));
    }
};

QTEST_GUILESS_MAIN(TestDeskTrial)
#include "tst_desktrial.moc"
