// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDateTime>

#include "tests/support/smalldesk.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

/// What the board tells those who lead of each person's day.
class TestDeskFigures final : public QObject {
    Q_OBJECT

    struct Team : SmallDesk {
        Team()
        {
            sun = addPerson(shop, u"Sun"_s, 1, {}, {Role::supervisor});
            may = addPerson(shop, u"May"_s, 30, {queue});
            // Noon, so that nothing of it falls on another day.
            now = fromMillis(QDateTime(QDateTime::fromMSecsSinceEpoch(toMillis(now)).date(), QTime(12, 0)).toMSecsSinceEpoch());
            start();
            leader = enterStaff(shop, sun, Roles(Role::supervisor), false);
            agent = enterStaff(shop, lin);
        }
        /// Of the day, as a session was told it.
        std::optional<DayFigures> today(SessionId session, PersonId person)
        {
            pass(1s);
            const std::optional<BoardChanged> board = boardOf(session, BoardName::presence);
            if (!board)
                return {};
            for (const BoardRow& row : board->rows)
                if (const auto& each = std::get<PresenceRow>(row); each.id == person)
                    return each.today;
            return {};
        }
        std::optional<DayFigures> today(PersonId person) { return desk->distribution().figures().of({shop, person}); }
        PersonId sun;
        PersonId may;
        SessionId leader;
        SessionId agent;
    };

private Q_SLOTS:
    /// The transcript of reference/metrics.md §2.1, from when it was assigned: 20 s to the first answer; turns of 20 (assigned
    /// 20 s after it was asked for), 45 and 210 s, of which two in time.
    void theTranscriptOfTheReferenceGivesItsFigures()
    {
        Team world;
        QVERIFY(world.ask(world.agent, SetPresence {Presence::training, BreakReason::none}));
        const auto customer = world.enterCustomer(world.shop);
        const auto asked = world.ask(customer, world.text(u"human please"_s)); // 10:00:30
        world.pass(20s);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::online, BreakReason::none})); // assigned 10:00:50
        QVERIFY(world.at(*asked).isOwnedBy(world.lin));
        world.pass(10s);
        QVERIFY(world.ask(customer, world.text(u"hello?"_s)));
        world.pass(10s);
        QVERIFY(world.ask(world.agent, world.reply(*asked, 1, u"here"_s))); // 10:01:10
        world.pass(50s);
        QVERIFY(world.ask(customer, world.text(u"where is it"_s)));
        world.pass(20s);
        QVERIFY(world.ask(customer, world.text(u"my parcel"_s)));
        world.pass(25s);
        QVERIFY(world.ask(world.agent, world.reply(*asked, 1, u"one moment"_s)));
        world.pass(5s);
        QVERIFY(world.ask(world.agent, world.reply(*asked, 1, u"on its way"_s))); // ends no turn
        world.pass(130s);
        QVERIFY(world.ask(customer, world.text(u"since when"_s)));
        world.pass(210s);
        QVERIFY(world.ask(world.agent, world.reply(*asked, 1, u"since Monday"_s)));
        const DayFigures expected {1, 1, 20'000, 3, 2, 0};
        QCOMPARE(world.today(world.lin), expected);
        world.pass(2s);
        world.start(); // and after a restart
        QCOMPARE(world.today(world.lin), expected);
    }

    void aConversationClosedUnansweredIsATurnNobodyAnswered()
    {
        Team world;
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        QVERIFY(world.ask(world.agent, CloseConversation {world.newId(), asked->conversation, 1, u"spam"_s, {}}));
        QCOMPARE(world.today(world.lin), (DayFigures {1, 0, 0, 1, 0, 0}));
    }

    /// Who takes it over answers for the time they had it.
    void whoWasGivenItLaterIsNotChargedWithTheWaitBefore()
    {
        Team world;
        const auto asked = world.ask(world.enterCustomer(world.shop), world.text(u"one"_s));
        world.pass(170s);
        const auto may = world.enterStaff(world.shop, world.may);
        QVERIFY(world.ask(world.leader, HandOver {world.lin, {}}));
        QVERIFY(world.at(*asked).isOwnedBy(world.may));
        world.pass(40s);
        QVERIFY(world.ask(may, world.reply(*asked, world.at(*asked).assignmentVersion, u"here"_s)));
        QCOMPARE(world.today(world.may), (DayFigures {1, 1, 40'000, 1, 1, 0}));
        QCOMPARE(world.today(world.lin), (DayFigures {1, 0, 0, 0, 0, 0}));
    }

    /// Giving away what is late kept the rate at 100 %.
    void whatIsGivenAwayTooLateWasTheirs()
    {
        Team world;
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"one"_s)));
        world.pass(181s);
        QVERIFY(world.ask(world.leader, HandOver {world.lin, {}}));
        QCOMPARE(world.today(world.lin), (DayFigures {1, 0, 0, 1, 0, 0}));
    }

    /// A server that starts again in the middle of a break forgot how long it had been.
    void aBreakGoesOnOverARestart()
    {
        Team world;
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::meal}));
        world.pass(20min);
        world.start();
        world.pass(1s);
        world.start();
        QCOMPARE(world.today(world.lin)->breakMs, Millis(20min).count());
        world.agent = world.enterStaff(world.shop, world.lin, Roles(Role::agent), false);
        world.pass(5min);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::online, BreakReason::none}));
        QCOMPARE(world.today(world.lin)->breakMs, Millis(25min).count());
    }

    void breaksAddUpAndADayEnds()
    {
        Team world;
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::meal}));
        world.pass(20min);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::online, BreakReason::none}));
        world.pass(1h);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::rest}));
        world.pass(10min);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::online, BreakReason::none}));
        QCOMPARE(world.today(world.lin)->breakMs, Millis(30min).count());
        // Over midnight: what was before it is yesterday's.
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::presence, {}, 0, 50}));
        while (QDateTime::fromMSecsSinceEpoch(toMillis(world.now)).time().hour() != 23)
            world.pass(30min);
        QVERIFY(world.ask(world.agent, SetPresence {Presence::onBreak, BreakReason::rest}));
        while (QDateTime::fromMSecsSinceEpoch(toMillis(world.now)).time().hour() == 23)
            world.pass(5min);
        QVERIFY(!world.today(world.leader, world.lin)); // told without anything having happened
        const qint64 sinceMidnight = QDateTime::fromMSecsSinceEpoch(toMillis(world.now)).time().msecsSinceStartOfDay();
        QVERIFY(world.ask(world.agent, SetPresence {Presence::online, BreakReason::none}));
        QCOMPARE(world.today(world.lin)->breakMs, sinceMidnight);
    }

    void onlyWhoLeadsIsToldOfThem()
    {
        Team world;
        QVERIFY(world.ask(world.leader, WatchBoard {BoardName::presence, {}, 0, 50}));
        QVERIFY(world.ask(world.agent, WatchBoard {BoardName::presence, {}, 0, 50}));
        QVERIFY(world.ask(world.enterCustomer(world.shop), world.text(u"one"_s)));
        QCOMPARE(world.today(world.leader, world.lin), (DayFigures {1, 0, 0, 0, 0, 0}));
        QVERIFY(!world.today(world.agent, world.lin));
        const auto targets = world.ask(world.agent, ListTransferTargets {});
        for (const PresenceRow& each : targets->people)
            QVERIFY(!each.today);
    }
};

QTEST_GUILESS_MAIN(TestDeskFigures)
#include "tst_deskfigures.moc"
