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
};

QTEST_GUILESS_MAIN(TestDeskTeam)
#include "tst_deskteam.moc"
