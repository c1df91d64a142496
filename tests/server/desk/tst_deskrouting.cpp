// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/audittable.h"
#include "server/routing/profiletable.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// A desk with two queues; Lin is of `sales`, Ada of `service`, Sun leads.
struct RoutedDesk : SmallDesk {
    RoutedDesk()
    {
        care = addQueue(shop, u"service"_s); // behind the one there is: that is the shop's first
        ada = addPerson(shop, u"Ada"_s, 3, {care});
        sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
        start();
        leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
    }
    routing::Profile profile() { return ask(leader, ReadRouting {})->profile; }
    routing::QueueProfile& rulesOf(routing::Profile& profile, QueueId id)
    {
        for (routing::QueueProfile& each : profile.queues)
            if (each.id == id)
                return each;
        return profile.queues[0];
    }
    Result<RoutingVersion> set(const routing::Profile& profile)
    {
        pass(1s); // not more often
        return ask(leader, ChangeRouting {profile, u"a try"_s});
    }
    SessionId enter(CustomerTier tier, const QString& language = {})
    {
        Customer as;
        as.tier = tier;
        as.language = language;
        return enterCustomer(shop, {}, as);
    }

    QueueId care;
    PersonId ada;
    PersonId sun;
    SessionId leader;
};

} // namespace

/// By what profile the desk routes, and how it says why.
class TestDeskRouting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProfileIsVersionedAndHolds()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        QCOMPARE(profile.version, 0);
        QCOMPARE(profile.queues.size(), 2);
        profile.rampStep = 5s;
        const auto made = world.set(profile);
        QVERIFY(made);
        QCOMPARE(made->version, 1);
        QCOMPARE(made->note, u"a try"_s);
        profile = world.profile();
        QCOMPARE(profile.version, 1);
        QCOMPARE(profile.rampStep, 5s);
        profile.rampStep = 6s;
        QCOMPARE(world.ask(world.leader, ChangeRouting {profile, {}}).error().code, Code::rateLimited);
        QCOMPARE(world.set(profile)->version, 2);
        const auto rules = world.ask(world.leader, ReadRouting {1});
        QCOMPARE(rules->profile.rampStep, 5s);
        QCOMPARE(rules->history.size(), 3);
        QCOMPARE(rules->history[0].version, 2);
        QCOMPARE(rules->queues.size(), 2);
        QCOMPARE(world.ask(world.leader, ReadRouting {7}).error().code, Code::notFound);

        world.start(); // and after a restart
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        QCOMPARE(world.profile().version, 2);
        QCOMPARE(world.profile().rampStep, 6s);
        const auto audit = AuditTable::last(*world.database, 10);
        QCOMPARE(audit->back().event.action, u"changeRouting"_s);
        QCOMPARE(audit->back().event.object, u"version 2"_s);
    }

    /// The rules that held before the first change could not be put back.
    void whatHeldBeforeTheFirstChangeIsPutBack()
    {
        RoutedDesk world;
        const routing::Profile before = world.profile();
        QCOMPARE(before.version, 0);
        QVERIFY(world.ask(world.leader, ReadRouting {})->history.isEmpty()); // there is nothing else to choose
        QCOMPARE(world.ask(world.leader, ReadRouting {0})->profile, before);
        routing::Profile profile = before;
        profile.rampStep = 5s;
        world.rulesOf(profile, world.care).offers = true;
        QVERIFY(world.set(profile));
        const auto rules = world.ask(world.leader, ReadRouting {0});
        QCOMPARE(rules->profile, before);
        QCOMPARE(rules->history.size(), 2);
        QCOMPARE(rules->history[1], RoutingVersion {});
        profile = rules->profile;
        profile.version = 1; // the one that holds
        QCOMPARE(world.set(profile)->version, 2);
        routing::Profile back = world.profile();
        QCOMPARE(back.version, 2);
        back.version = before.version;
        back.since = before.since;
        QCOMPARE(back, before);
    }

    void whatWasChangedMeanwhileIsAConflict()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        profile.rampStep = 5s;
        QVERIFY(world.set(profile));
        const auto refused = world.set(profile);
        QCOMPARE(refused.error().code, Code::conflict);
        QCOMPARE(refused.error().limit, 1);
        QCOMPARE(world.profile().version, 1);
    }

    void whatCannotBeRoutedByIsNamedByItsPlace()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        profile.queues[0].overflow = routing::Overflow {profile.queues[1].id};
        profile.queues[1].overflow = routing::Overflow {profile.queues[0].id};
        const auto circle = world.set(profile);
        QCOMPARE(circle.error().code, Code::invalidField);
        QCOMPARE(circle.error().field, u"profile.queues[0].overflow.to"_s);
        profile = world.profile();
        profile.queues[1].id = QueueId(Uuid {1, 2});
        QCOMPARE(world.set(profile).error().field, u"profile.queues[1].id"_s);
        profile = world.profile();
        profile.queues[0].firstReplyWithin = 40ms;
        QCOMPARE(world.set(profile).error().field, u"profile.queues[0].firstReplyWithin"_s);
        QCOMPARE(world.profile().version, 0);
        const auto agent = world.enterStaff(world.shop, world.lin);
        QCOMPARE(world.ask(agent, ChangeRouting {world.profile(), {}}).error().code, Code::forbidden);
        QCOMPARE(world.ask(agent, ReadRouting {}).error().code, Code::forbidden);
    }

    void aStoredProfileThatDoesNotReadStopsNothing()
    {
        RoutedDesk world;
        QVERIFY(world.set(world.profile()));
        QVERIFY(world.database->run(u"UPDATE routing_profile SET facts='{\"version\":1}'"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"does not read"_s));
        world.now += 1s; // a desk made anew makes its ids anew
        world.start();
        world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        QVERIFY(world.at(*world.ask(customer, world.text(u"hello"_s))).isOwnedBy(world.lin));
        // Nor one that names what is not there.
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        routing::Profile profile = world.profile();
        profile.version = 2;
        profile.queues[0].id = QueueId(Uuid {1, 2});
        world.now += 1s;
        world.store(ProfileTable::insert(world.shop, profile, world.sun, u"Sun"_s, {}));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"left aside"_s));
        world.start();
        world.enterStaff(world.shop, world.lin);
        QVERIFY(world.at(*world.ask(world.enterCustomer(world.shop), world.text(u"hello"_s))).isOwnedBy(world.lin));
        // The next one is stored behind those that were left aside.
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        profile = world.profile();
        QCOMPARE(profile.version, 0);
        profile.rampStep = 5s;
        QCOMPARE(world.set(profile)->version, 3);
        QVERIFY(world.desk->coordinator().isReady());
    }

    void overflowKeepsTheInstantTheWaitBegan()
    {
        RoutedDesk world;
        world.enterStaff(world.shop, world.ada);
        routing::Profile profile = world.profile();
        world.rulesOf(profile, world.queue).overflow = routing::Overflow {world.care, 30s};
        QVERIFY(world.set(profile));
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"hello"_s));
        QCOMPARE(world.at(*asked).queue, world.queue);
        const Instant since = *world.at(*asked).waitingSince;
        world.pass(29s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
        world.pass(2s);
        QVERIFY(world.at(*asked).isOwnedBy(world.ada));
        const auto entries = EntryTable::after(*world.database, StreamId::of(asked->conversation), Audience::staff, 0, {100});
        const auto queued = [](const LoggedEntry& each) { return std::get_if<Queued>(&each.entry.content); };
        QList<Queued> all;
        for (const LoggedEntry& each : *entries)
            if (const Queued* one = queued(each))
                all.append(*one);
        QCOMPARE(all.size(), 2);
        QCOMPARE(all[1].queue, world.care);
        QCOMPARE(all[1].since, since);
    }

    void aCustomersTierGoesFirstAndSomebodyRaisedBefore()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        profile.points.customerTier = {{CustomerTier::vip, 100}};
        QVERIFY(world.set(profile));
        const auto first = world.ask(world.enter(CustomerTier::standard), world.text(u"one"_s));
        const auto second = world.ask(world.enter(CustomerTier::standard), world.text(u"two"_s));
        const auto vip = world.ask(world.enter(CustomerTier::vip), world.text(u"three"_s));
        const Prioritize raise {world.newId(), second->conversation, 500};
        QVERIFY(world.ask(world.leader, raise));
        QCOMPARE(world.at(*second).priority, 500);
        QVERIFY(world.ask(world.leader, raise)); // asked again it is the same
        QVERIFY(world.database->run(u"UPDATE person_shop SET capacity=1"_s));
        const auto agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.at(*second).isOwnedBy(world.lin));
        const auto closeIt = [&](const Stored& which) {
            const Conversation& c = world.at(which);
            return bool(world.ask(agent, CloseConversation {world.newId(), c.id, c.assignmentVersion, u"solved"_s, {}}));
        };
        QVERIFY(closeIt(*second));
        QVERIFY(world.at(*vip).isOwnedBy(world.lin));
        QVERIFY(closeIt(*vip));
        QVERIFY(world.at(*first).isOwnedBy(world.lin));
        QCOMPARE(world.ask(agent, Prioritize {world.newId(), first->conversation, 1}).error().code, Code::forbidden);
    }

    void aLanguageIsAskedForWhileSomebodySpeaksIt()
    {
        RoutedDesk world;
        const PersonId eve = world.addPerson(world.shop, u"Eve"_s, 1, {world.queue});
        world.store(QueueTable::setSkills(world.shop, eve, SkillKind::language, {{u"en"_s, 5}}));
        world.start();
        world.enterStaff(world.shop, world.lin);
        const auto speaker = world.enterStaff(world.shop, eve);
        const auto first = world.ask(world.enter(CustomerTier::standard, u"en-GB"_s), world.text(u"hello"_s));
        QVERIFY(world.at(*first).isOwnedBy(eve));
        const auto second = world.ask(world.enter(CustomerTier::standard, u"en"_s), world.text(u"hello"_s));
        QCOMPARE(world.at(*second).state, ConversationState::waiting); // for Eve, who has no room
        const auto french = world.ask(world.enter(CustomerTier::standard, u"fr"_s), world.text(u"salut"_s));
        QVERIFY(world.at(*french).isOwnedBy(world.lin)); // whom nobody answers in French anyway
        QVERIFY(world.ask(speaker, SetPresence {Presence::onBreak, BreakReason::rest}));
        QVERIFY(world.at(*second).isOwnedBy(world.lin)); // better in another language than not at all
    }

    /// The router went by what is spoken in the queue it came from.
    void whoOverflowsAsksForWhatIsSpokenThere()
    {
        RoutedDesk world;
        const PersonId eve = world.addPerson(world.shop, u"Eve"_s, 1, {world.queue});
        world.store(QueueTable::setSkills(world.shop, eve, SkillKind::language, {{u"en"_s, 5}}));
        world.start();
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        routing::Profile profile = world.profile();
        world.rulesOf(profile, world.queue).overflow = routing::Overflow {world.care, 30s};
        QVERIFY(world.set(profile));
        world.enterStaff(world.shop, eve);
        world.enterStaff(world.shop, world.ada); // of whose languages nothing is known
        QVERIFY(world.at(*world.ask(world.enter(CustomerTier::standard, u"en"_s), world.text(u"one"_s))).isOwnedBy(eve));
        const auto second = world.ask(world.enter(CustomerTier::standard, u"en"_s), world.text(u"two"_s));
        QCOMPARE(world.at(*second).state, ConversationState::waiting);
        world.pass(31s);
        QVERIFY(world.at(*second).isOwnedBy(world.ada));
    }

    /// Of a conversation that was never stored the new router must hear nothing.
    void whatIsVoidAfterARefusedBatchIsNotRouted()
    {
        RoutedDesk world;
        const PersonId eve = world.addPerson(world.shop, u"Eve"_s, 1, {world.queue});
        world.store(QueueTable::setSkills(world.shop, eve, SkillKind::language, {{u"fr"_s, 5}}));
        world.start();
        const auto speaker = world.enterStaff(world.shop, eve);
        QVERIFY(world.at(*world.ask(world.enter(CustomerTier::standard, u"fr"_s), world.text(u"un"_s))).isOwnedBy(eve));
        world.log->failNext(Outcome::refused);
        world.askLater(world.enter(CustomerTier::standard, u"fr"_s), world.text(u"deux"_s)); // waits, and is void
        world.run();
        world.leave(speaker); // the last who spoke it
        world.pass(3s);
        QVERIFY(world.desk->coordinator().isReady());
        world.enterStaff(world.shop, world.lin);
        world.pass(5s);
        QVERIFY(world.at(*world.ask(world.enterCustomer(world.shop), world.text(u"trois"_s))).isOwnedBy(world.lin));
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->load, 1);
    }

    void whatOneOfAChannelTakesIsCounted()
    {
        RoutedDesk world;
        world.enterStaff(world.shop, world.lin); // 3 units
        QVERIFY(world.at(*world.ask(world.enterCustomer(world.shop), world.text(u"one"_s))).isOwnedBy(world.lin));
        routing::Profile profile = world.profile();
        profile.channels = {{Channel::web, 2, false}};
        QVERIFY(world.set(profile));
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->load, 2);
        const auto second = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        QCOMPARE(world.at(*second).state, ConversationState::waiting);
        profile = world.profile();
        profile.channels.clear();
        QVERIFY(world.set(profile));
        QVERIFY(world.at(*second).isOwnedBy(world.lin)); // there is room again
    }

    void whoDoesNotGiveAFirstAnswerInTimeLosesIt()
    {
        RoutedDesk world;
        const PersonId may = world.addPerson(world.shop, u"May"_s, 30, {world.queue});
        world.start();
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        routing::Profile profile = world.profile();
        world.rulesOf(profile, world.queue).firstReplyWithin = 40s;
        QVERIFY(world.set(profile));
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto slow = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        const auto answered = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        QVERIFY(world.at(*slow).isOwnedBy(world.lin) && world.at(*answered).isOwnedBy(world.lin));
        const Instant since = *world.at(*slow).owedSince;
        QVERIFY(world.ask(agent, world.reply(*answered, 1, u"yes?"_s)));
        world.pass(39s);
        QVERIFY(world.at(*slow).isOwnedBy(world.lin));
        world.pass(2s);
        QCOMPARE(world.at(*slow).state, ConversationState::waiting); // not for Lin again
        QCOMPARE(world.at(*slow).waitingSince, since);
        QVERIFY(world.at(*answered).isOwnedBy(world.lin));
        world.start(); // also after a restart
        world.pass(1s);
        QCOMPARE(world.at(*slow).state, ConversationState::waiting);
        world.enterStaff(world.shop, may);
        QVERIFY(world.at(*slow).isOwnedBy(may));
    }

    /// While the server was away nobody could answer: the clock begins anew, and rings.
    void theFirstAnswerClockBeginsAnewAfterARestart()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        world.rulesOf(profile, world.queue).firstReplyWithin = 40s;
        QVERIFY(world.set(profile));
        world.enterStaff(world.shop, world.lin);
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        world.pass(30s);
        world.start();
        world.enterStaff(world.shop, world.lin);
        world.pass(39s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        world.pass(2s);
        QCOMPARE(world.at(*asked).state, ConversationState::waiting);
        world.pass(61s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin)); // there is nobody else
    }

    /// The clock counted from when it was given, though nothing was owed then.
    void theFirstAnswerClockCountsFromWhenAnAnswerIsOwed()
    {
        RoutedDesk world;
        const PersonId may = world.addPerson(world.shop, u"May"_s, 3, {world.queue});
        world.start();
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        routing::Profile profile = world.profile();
        world.rulesOf(profile, world.queue).firstReplyWithin = 40s;
        QVERIFY(world.set(profile));
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"one"_s));
        QVERIFY(world.ask(agent, world.reply(*asked, 1, u"yes?"_s)));
        const auto taker = world.enterStaff(world.shop, may);
        QVERIFY(world.ask(agent, Transfer {world.newId(), asked->conversation, 1, may, {}, u"yours"_s}));
        QVERIFY(world.ask(taker, AcceptOffer {world.newId(), asked->conversation}));
        world.pass(39s);
        QVERIFY(world.ask(customer, world.text(u"and now?"_s)));
        world.pass(39s);
        QVERIFY(world.at(*asked).isOwnedBy(may));
        world.pass(2s);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
    }

    void anOldLossDoesNotActOnANewOne()
    {
        RoutedDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto owed = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        world.leave(agent);
        world.pass(5s);
        const auto again = world.enterStaff(world.shop, world.lin);
        world.pass(24s);
        world.leave(again);
        world.pass(5s); // 34 s after the first loss, five after the second
        QVERIFY(world.at(*owed).isOwnedBy(world.lin));
        world.pass(26s);
        QCOMPARE(world.at(*owed).state, ConversationState::waiting);
    }

    // reference/routing.md: min(30 s, half the time left to the target), the others after 3 min
    void whoLosesTheConnectionGivesTheOwedBackSoonAndTheOthersLater()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        world.rulesOf(profile, world.queue).replyTarget = 40s;
        QVERIFY(world.set(profile));
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto quiet = world.ask(customer, world.text(u"one"_s));
        QVERIFY(world.ask(agent, world.reply(*quiet, 1, u"yes?"_s)));
        const auto talks = world.enterCustomer(world.shop);
        const auto later = world.ask(talks, world.text(u"two"_s));
        QVERIFY(world.ask(agent, world.reply(*later, 1, u"yes?"_s)));
        const auto owed = world.ask(world.enterCustomer(world.shop), world.text(u"three"_s));
        const Instant since = *world.at(*owed).owedSince;
        world.pass(10s); // 30 s are left to the target, half of it is 15 s
        world.leave(agent);
        world.run();
        world.pass(14s);
        QVERIFY(world.at(*owed).isOwnedBy(world.lin));
        world.pass(2s);
        QCOMPARE(world.at(*owed).state, ConversationState::waiting);
        QCOMPARE(world.at(*owed).waitingSince, since);
        QVERIFY(world.ask(talks, world.text(u"hello?"_s))); // becomes owed meanwhile; half of 40 s
        world.pass(19s);
        QVERIFY(world.at(*later).isOwnedBy(world.lin));
        world.pass(2s);
        QCOMPARE(world.at(*later).state, ConversationState::waiting);
        QVERIFY(world.at(*quiet).isOwnedBy(world.lin));
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->presence, Presence::disconnected);
        world.pass(145s);
        QCOMPARE(world.at(*quiet).state, ConversationState::waiting);
        QCOMPARE(world.desk->distribution().agent(world.shop, world.lin)->presence, Presence::offline);
    }

    void whoIsBackInTimeKeepsEverything()
    {
        RoutedDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto owed = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        world.leave(agent);
        world.run();
        world.pass(20s);
        world.enterStaff(world.shop, world.lin);
        world.pass(300s);
        QVERIFY(world.at(*owed).isOwnedBy(world.lin));
    }

    void whoWindsDownGoesOnByThemselves()
    {
        RoutedDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto presence = [&] { return world.desk->distribution().agent(world.shop, world.lin)->presence; };
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        const auto refused = world.ask(agent, SetPresence {Presence::offline, BreakReason::none});
        QCOMPARE(refused.error().code, Code::conflict);
        QCOMPARE(refused.error().limit, 1);
        QCOMPARE(presence(), Presence::online);
        QCOMPARE(
            world.ask(agent, SetPresence {Presence::windingDown, {}, Presence::disconnected}).error().code, Code::invalidField);
        QVERIFY(world.ask(agent, SetPresence {Presence::windingDown, BreakReason::meal, Presence::onBreak}));
        QCOMPARE(presence(), Presence::windingDown);
        const auto second = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        QCOMPARE(world.at(*second).state, ConversationState::waiting);
        QVERIFY(world.ask(agent, CloseConversation {world.newId(), asked->conversation, 1, u"solved"_s, {}}));
        QCOMPARE(presence(), Presence::onBreak);
        QVERIFY(world.ask(agent, SetPresence {Presence::windingDown, BreakReason::none})); // with nothing open
        QCOMPARE(presence(), Presence::offline);
    }

    void severalOffersThatRunOutMakeSomebodyNotResponding()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        profile.missedOffers = 2;
        world.rulesOf(profile, world.queue).offers = true;
        QVERIFY(world.set(profile));
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto presence = [&] { return world.desk->distribution().agent(world.shop, world.lin)->presence; };
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        QCOMPARE(world.at(*asked).state, ConversationState::offered);
        world.pass(21s);
        QCOMPARE(presence(), Presence::online);
        QCOMPARE(world.at(*asked).state, ConversationState::offered); // again
        QVERIFY(world.ask(agent, AcceptOffer {world.newId(), asked->conversation}));
        const auto second = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        QCOMPARE(world.at(*second).state, ConversationState::offered);
        world.pass(21s);
        QCOMPARE(presence(), Presence::online); // accepting began the count anew
        world.pass(21s);
        QCOMPARE(presence(), Presence::notResponding);
    }

    /// The first change is told at once, those that follow together: nobody waits a quarter of a second for an offer.
    void aNewConversationIsInTheListAtOnce()
    {
        RoutedDesk world;
        const auto agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.ask(agent, WatchBoard {BoardName::mine, {}, 0, 50}));
        world.pass(1s);
        QCOMPARE(world.boardOf(agent, BoardName::mine)->total, 0);
        const auto customer = world.enterCustomer(world.shop);
        QVERIFY(world.ask(customer, world.text(u"one"_s)));
        world.pass(1ms);
        QCOMPARE(world.boardOf(agent, BoardName::mine)->total, 1);
        const auto told = world.events[agent].size();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(world.ask(customer, world.text(u"and"_s)));
            world.pass(10ms);
        }
        QCOMPARE(world.events[agent].size(), told); // a hundred milliseconds are not over a quarter of a second
        world.pass(200ms);
        QCOMPARE(world.events[agent].size(), told + 1);
        QCOMPARE(world.boardOf(agent, BoardName::mine)->rows.size(), 1);
    }

    void everyDecisionSaysWhy()
    {
        RoutedDesk world;
        routing::Profile profile = world.profile();
        profile.points.customerTier = {{CustomerTier::vip, 100}};
        QVERIFY(world.set(profile));
        const auto asked = world.ask(world.enter(CustomerTier::vip), world.text(u"hello"_s));
        world.pass(90s);
        const auto waits = world.ask(world.leader, ExplainRouting {asked->conversation});
        QVERIFY(waits && waits->waits);
        QCOMPARE(waits->waits->queue, u"sales"_s);
        QCOMPARE(waits->waits->profile, 1);
        QCOMPARE(waits->waits->score.customerTier, 100);
        QCOMPARE(waits->waits->score.waited, 1);
        QCOMPARE(waits->waits->best.size(), 3);
        QCOMPARE(waits->waits->best[0].person, world.lin);
        QCOMPARE(waits->waits->best[0].excluded, routing::Exclusion::absent);
        QCOMPARE(waits->waits->count.size(), 2);
        QVERIFY(waits->decisions.isEmpty());

        const auto agent = world.enterStaff(world.shop, world.lin);
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        const auto given = world.ask(world.leader, ExplainRouting {asked->conversation});
        QVERIFY(!given->waits);
        QCOMPARE(given->decisions.size(), 1);
        QCOMPARE(given->decisions[0].given, world.lin);
        QCOMPARE(given->decisions[0].givenName, u"Lin"_s);
        QCOMPARE(given->decisions[0].best.size(), 1);
        QCOMPARE(given->decisions[0].strategy, routing::Strategy::lowestSaturation);
        const auto told = world.ask(agent, ExplainRouting {asked->conversation});
        QCOMPARE(told->decisions.size(), 1);
        const auto other = world.addShop(u"other"_s);
        const auto stranger = world.enterStaff(world.shop, world.ada);
        QVERIFY(other.value != world.shop.value);
        QCOMPARE(world.ask(stranger, ExplainRouting {ConversationId(Uuid {1, 2})}).error().code, Code::notFound);
    }

    void agentsAreNotToldHowOthersStand()
    {
        RoutedDesk world;
        const auto agent = world.enterStaff(world.shop, world.ada);
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"hello"_s));
        const auto told = world.ask(agent, ExplainRouting {asked->conversation});
        QVERIFY(told && told->waits);
        QVERIFY(told->waits->best.isEmpty());
        QVERIFY(!told->waits->count.isEmpty());
    }

    /// `lastSaidAt`, the customer's words too, stood for when the last agent had it: so it never ended.
    void whoHadItLastIsPreferredForAsLongAsThatIsRecent()
    {
        RoutedDesk world;
        const PersonId may = world.addPerson(world.shop, u"May"_s, 30, {world.queue});
        world.start();
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        const auto agent = world.enterStaff(world.shop, world.lin);
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"hello"_s));
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        QVERIFY(world.ask(agent,
            Transfer {world.newId(), asked->conversation, world.at(*asked).assignmentVersion, {}, world.care, u"for care"_s}));
        for (int hours = 0; hours < 80; ++hours) {
            world.pass(1h);
            QVERIFY(world.ask(customer, world.text(u"is anybody there?"_s)));
        }
        QVERIFY(world.at(*asked).lastSaidAt > world.at(*asked).lastAgentAt);
        QVERIFY(world.now - *world.at(*asked).lastAgentAt > 72h);
        world.enterStaff(world.shop, may);
        world.enterStaff(world.shop, world.ada);
        QVERIFY(world.at(*asked).isOwnedBy(world.ada));
        const auto why = world.ask(world.leader, ExplainRouting {asked->conversation});
        QVERIFY(!why->decisions[0].sticky);
    }
};

QTEST_GUILESS_MAIN(TestDeskRouting)
#include "tst_deskrouting.moc"
