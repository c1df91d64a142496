// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/audittable.h"
#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// What those who lead see of the others, and do about them.
class TestDeskTeam final : public QObject {
    Q_OBJECT

    struct Team : SmallDesk {
        Team()
        {
            sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
            may = addPerson(shop, u"May"_s, 30, {queue});
            start();
            leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
            agent = enterStaff(shop, lin);
        }
        PresenceRow row(PersonId person)
        {
            for (const PresenceRow& each : desk->distribution().people(shop))
                if (each.id == person)
                    return each;
            return {};
        }
        PersonId sun;
        PersonId may;
        SessionId leader;
        SessionId agent;
    };

private Q_SLOTS:
    void theBoardSaysWhoOwesAnAnswerAndSinceWhen()
    {
        Team world;
        const auto one = world.enterCustomer(world.shop);
        const auto first = world.ask(one, world.text(u"one"_s));
        const Instant since = *world.at(*first).owedSince;
        world.pass(10s);
        const auto second = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        QVERIFY(world.at(*first).isOwnedBy(world.lin) && world.at(*second).isOwnedBy(world.lin));
        QCOMPARE(world.row(world.lin).owed.value_or(0), 2);
        QCOMPARE(world.row(world.lin).owedSince, since);
        QVERIFY(world.ask(one, world.text(u"and"_s))); // waits already
        QCOMPARE(world.row(world.lin).owed.value_or(0), 2);
        QVERIFY(world.ask(world.agent, world.reply(*first, 1, u"yes?"_s)));
        QCOMPARE(world.row(world.lin).owed.value_or(0), 1);
        QCOMPARE(world.row(world.lin).owedSince, world.at(*second).owedSince);
        QVERIFY(world.ask(world.agent, CloseConversation {world.newId(), second->conversation, 1, u"solved"_s, {}}));
        QCOMPARE(world.row(world.lin).owed.value_or(0), 0);
        QVERIFY(!world.row(world.lin).owedSince);
        world.pass(1s);
        QVERIFY(world.ask(one, world.text(u"once more"_s)));
        world.start(); // and after a restart
        QCOMPARE(world.row(world.lin).owed.value_or(0), 1);
    }

    void aLeadChangesSomebodysPresenceAndItShowsWhoDid()
    {
        Team world;
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::presence, {}, 0, 50}));
        QVERIFY(world.ask(world.leader, SetPresenceOf {world.lin, Presence::onBreak, BreakReason::rest}));
        QCOMPARE(world.row(world.lin).presence, Presence::onBreak);
        QCOMPARE(world.row(world.lin).changedBy, u"Sun"_s);
        const auto audit = AuditTable::last(*world.database, 10);
        QCOMPARE(audit->back().event.action, u"setPresenceOf"_s);
        QVERIFY(audit->back().event.object.endsWith(u"break"_s));
        QVERIFY(world.ask(world.agent, SetPresence {Presence::online, BreakReason::none}));
        QVERIFY(!world.row(world.lin).changedBy); // their own doing
        QCOMPARE(world.ask(world.agent, SetPresenceOf {world.sun, Presence::online, {}}).error().code, Code::forbidden);
        QCOMPARE(
            world.ask(world.leader, SetPresenceOf {PersonId(Uuid {1, 2}), Presence::online, {}}).error().code, Code::notFound);
        QCOMPARE(
            world.ask(world.leader, SetPresenceOf {world.lin, Presence::disconnected, {}}).error().code, Code::invalidField);
        const auto other = world.addShop(u"other"_s);
        const PersonId stranger = world.addPerson(other, u"Eve"_s, 3, {});
        QCOMPARE(world.ask(world.leader, SetPresenceOf {stranger, Presence::online, {}}).error().code, Code::notFound);
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"one"_s)));
        QCOMPARE(world.ask(world.leader, SetPresenceOf {world.lin, Presence::offline, {}}).error().code, Code::conflict);
    }

    void allThatIsSomebodysIsHandedOverWithItsWait()
    {
        Team world;
        const auto owed = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        const auto quiet = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        QVERIFY(world.ask(world.agent, world.reply(*quiet, 1, u"yes?"_s)));
        const Instant since = *world.at(*owed).owedSince;
        world.pass(20s);
        QCOMPARE(world.ask(world.agent, HandOver {world.lin, {}}).error().code, Code::forbidden);
        const auto done = world.ask(world.leader, HandOver {world.lin, u"gone home"_s});
        QCOMPARE(done->conversations, 2);
        for (const Stored& each : {*owed, *quiet})
            QCOMPARE(world.at(each).state, ConversationState::waiting); // not for Lin at once again
        QCOMPARE(world.at(*owed).waitingSince, since);
        QCOMPARE(world.row(world.lin).load, 0);
        QCOMPARE(world.row(world.lin).owed.value_or(0), 0);
        world.enterStaff(world.shop, world.may);
        for (const Stored& each : {*owed, *quiet})
            QVERIFY(world.at(each).isOwnedBy(world.may));
        QCOMPARE(world.ask(world.leader, HandOver {world.lin, {}})->conversations, 0);
        const auto entries = EntryTable::after(*world.database, StreamId::of(owed->conversation), Audience::staff, 0, {100});
        QVERIFY(std::any_of(entries->begin(), entries->end(), [](const LoggedEntry& each) {
            const auto* given = std::get_if<Transferred>(&each.entry.content);
            return given && given->note == u"gone home"_s && each.entry.author.name == u"Sun"_s;
        }));
    }

    void asManyAreOnBreakAsMayBeAndOthersAsk()
    {
        Team world;
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.breaks = routing::BreakRules {1, 30, 10, 0};
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        const auto may = world.enterStaff(world.shop, world.may);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::meal}));
        QCOMPARE(world.row(world.lin).until, world.now + 30min);
        const auto refused = world.ask(may, SetPresence {Presence::onBreak, BreakReason::rest});
        QCOMPARE(refused.error().code, Code::conflict);
        QCOMPARE(refused.error().field, u"reason"_s);
        QCOMPARE(refused.error().limit, 1);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::rest})); // theirs is counted already
        QVERIFY(world.ask(may, SetPresence {Presence::onBreak, BreakReason::rest, {}, true}));
        QCOMPARE(world.row(world.may).presence, Presence::online);
        QCOMPARE(world.row(world.may).asks, BreakReason::rest);
        QVERIFY(world.ask(world.leader, SetPresenceOf {world.may, Presence::online, BreakReason::none})); // not now
        QVERIFY(!world.row(world.may).asks);
        QVERIFY(world.ask(may, SetPresence {Presence::onBreak, BreakReason::rest, {}, true}));
        QVERIFY(world.ask(world.leader, SetPresenceOf {world.may, Presence::onBreak, BreakReason::rest}));
        QCOMPARE(world.row(world.may).presence, Presence::onBreak); // above the limit: who leads may
        QCOMPARE(world.row(world.may).until, world.now + 10min);
        QVERIFY(!world.row(world.may).asks);
    }

    /// By way of winding down the limit did not count.
    void whoWindsDownToABreakAsksForItWhenTooManyAreOnOne()
    {
        Team world;
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.breaks = routing::BreakRules {1, 0, 0, 0};
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        const auto may = world.enterStaff(world.shop, world.may);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::meal}));
        QVERIFY(world.ask(may, SetPresence {Presence::windingDown, BreakReason::meal, Presence::onBreak}));
        QCOMPARE(world.row(world.may).presence, Presence::online);
    }

    /// An old clock counted by the new rule.
    void aLongerSilenceIsWaitedFor()
    {
        Team world;
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.silentAfter = 5min;
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        QVERIFY(world.ask(world.agent, world.reply(*asked, 1, u"anything else?"_s)));
        world.pass(2min);
        profile.version = 1;
        profile.silentAfter = 20min;
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        world.pass(4min);
        QCOMPARE(world.row(world.lin).load, 1);
        world.pass(15min);
        QCOMPARE(world.row(world.lin).load, 0);
    }

    void surgeModeMakesRoomAndEndsByItself()
    {
        Team world;
        const QueueId other = world.addQueue(world.shop, u"service"_s); // behind the one there is
        world.start();
        world.leader = world.enterStaff(world.shop, world.sun, Roles(Role::supervisor), false);
        world.agent = world.enterStaff(world.shop, world.lin);
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.surge = routing::SurgeRules {200, true, true, 5};
        const auto sales = [&](routing::Profile& all) -> routing::QueueProfile& {
            return all.queues[0].id == world.queue ? all.queues[0] : all.queues[1];
        };
        sales(profile).overflow = routing::Overflow {other, 60s, true, 0};
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        QCOMPARE(world.ask(world.agent, SetSurge {true}).error().code, Code::forbidden);
        const auto waiting = world.enterCustomer(world.shop);
        QVERIFY(world.ask(waiting, WatchBoard {BoardName::queue, {}, 0, 10}));
        for (int i = 0; i < 4; ++i)
            QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"one"_s)));
        const auto last = world.ask(waiting, world.text(u"last"_s));
        QCOMPARE(world.row(world.lin).load, 3); // of a capacity of three
        QCOMPARE(world.at(*last).state, ConversationState::waiting);
        QVERIFY(world.ask(world.leader, SetSurge {true}));
        QCOMPARE(world.row(world.lin).capacity, 6);
        QCOMPARE(world.row(world.lin).load, 5);
        // What surge mode does is not what the profile says, and must not be saved with it.
        routing::Profile read = world.ask(world.leader, ReadRouting {})->profile;
        QCOMPARE(sales(read).overflow->after, 60s);
        world.pass(1s);
        const auto told = world.boardOf(waiting, BoardName::queue);
        QVERIFY(told && !told->rows.isEmpty());
        QCOMPARE(std::get<QueueRow>(told->rows.last()).leaveMessage, true);
        QVERIFY(!std::get<QueueRow>(told->rows.last()).surgeUntil); // for staff
        QCOMPARE(AuditTable::last(*world.database, 1)->back().event.action, u"setSurge"_s);
        world.start(); // and after a restart
        world.agent = world.enterStaff(world.shop, world.lin);
        QCOMPARE(world.row(world.lin).capacity, 6);
        world.pass(5min);
        QCOMPARE(world.row(world.lin).capacity, 3);
        QCOMPARE(world.row(world.lin).load, 5); // nobody is taken away
    }

    void whoHasFallenSilentIsNoLoadUntilTheySpeakAgain()
    {
        Team world;
        routing::Profile profile = world.ask(world.leader, ReadRouting {})->profile;
        profile.silentAfter = 5min;
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        QList<std::pair<SessionId, Stored>> three;
        for (int i = 0; i < 3; ++i) {
            const auto customer = world.enterCustomer(world.shop);
            three.append({customer, *world.ask(customer, world.text(u"one"_s))});
        }
        QVERIFY(world.ask(world.agent, world.reply(three[0].second, 1, u"anything else?"_s)));
        QVERIFY(world.ask(world.agent, world.reply(three[1].second, 1, u"anything else?"_s)));
        world.pass(4min);
        QCOMPARE(world.row(world.lin).load, 3);
        world.pass(61s);
        QCOMPARE(world.row(world.lin).load, 1); // one waits for an answer
        const auto next = world.ask(world.enterCustomer(world.shop), world.text(u"two"_s));
        QVERIFY(world.at(*next).isOwnedBy(world.lin));
        QVERIFY(world.ask(three[0].first, world.text(u"yes, one thing"_s)));
        QCOMPARE(world.row(world.lin).load, 3);
        QVERIFY(world.ask(world.agent, CloseConversation {world.newId(), three[1].second.conversation, 1, u"solved"_s, {}}));
        QCOMPARE(world.row(world.lin).load, 3); // it was none
        QVERIFY(world.ask(three[0].first, world.text(u"and another"_s)));
        QCOMPARE(world.row(world.lin).load, 3);
        QVERIFY(world.ask(world.agent, world.reply(three[0].second, 1, u"done"_s)));
        world.pass(6min);
        QCOMPARE(world.row(world.lin).load, 2);
        profile.version = 1;
        profile.silentAfter.reset();
        QVERIFY(world.ask(world.leader, ChangeRouting {profile, {}}));
        QCOMPARE(world.row(world.lin).load, 3);
    }

    void theQueueBoardSaysWhyTheyWait()
    {
        Team world;
        QVERIFY(world.ask(world.agent, SetPresence {Presence::training, BreakReason::none}));
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::queue, {}, 0, 10}));
        const auto first = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        world.pass(5s);
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"two"_s)));
        world.pass(1s);
        const QueueRow row = std::get<QueueRow>(world.boardOf(world.leader, BoardName::queue)->rows.last());
        QCOMPARE(row.waiting, 2);
        QCOMPARE(row.longest, first->conversation);
        QVERIFY(row.why);
        QCOMPARE(*row.why, (QList<WaitReason> {{routing::Exclusion::absent, 2}}));
    }

    /// A queue in which nobody works was said to have people who are away.
    void aQueueThatIsNobodysSaysSo()
    {
        Team world;
        const auto other = world.addShop(u"other"_s);
        const QueueId nobodys = world.addQueue(other, u"sales"_s);
        world.addPerson(other, u"Eve"_s, 3, {});
        world.start();
        QVERIFY(world.ask(world.enterCustomer(other), world.text(u"one"_s)));
        QCOMPARE(*world.desk->distribution().queueRow(*world.desk->distribution().queue(nobodys)).why,
            (QList<WaitReason> {{routing::Exclusion::queue, 1}}));
    }
};

QTEST_GUILESS_MAIN(TestDeskTeam)
#include "tst_deskteam.moc"
