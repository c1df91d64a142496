// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/notifications/teamalerts.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const Instant kStart = fromMillis(1'700'000'000'000);

struct Team : AppFixture {
    QTemporaryDir config;
    Settings settings {config.path(), nullptr};
    DeskClock clock;
    PresenceModel people {*link, nullptr};
    PresenceService presence {*link, people, nullptr};
    TeamAlerts alerts {{*link, presence, settings, clock}, nullptr};
    QSignalSpy told {&alerts, &TeamAlerts::told};

    explicit Team(Role role = Role::lead)
    {
        clock.freeze(kStart);
        server.me.roles = {role};
        alerts.setMe(server.me);
        connect();
    }
    TeamAlert toldLast() const { return told.last().first().value<TeamAlert>(); }
    void tellQueue(Millis waited, qint64 waiting = 3)
    {
        QueueRow row;
        row.id = QueueId(testId(8, 1));
        row.name = u"售后"_s;
        row.waiting = waiting;
        row.longest = testConversation(7);
        if (waiting > 0)
            row.longestSince = clock.now() - waited;
        server.says(BoardChanged {BoardName::queue, 0, 1, {row.id.value}, {row}});
    }
    static PresenceRow person(quint64 number, Presence now, qint64 held, Millis since = {})
    {
        PresenceRow row {PersonId(testId(31, number)), u"p%1"_s.arg(number), now, BreakReason::none, kStart - since, 0, 6};
        row.held = held;
        return row;
    }
    void tellPeople(const QList<PresenceRow>& rows)
    {
        BoardChanged changed {BoardName::presence, 0, rows.size(), {}, {}};
        for (const PresenceRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    void tellHelp(const QList<ConversationRow>& rows)
    {
        BoardChanged changed {BoardName::help, 0, rows.size(), {}, {}};
        for (const ConversationRow& row : rows) {
            changed.keys.append(row.id.value);
            changed.rows.append(row);
        }
        server.says(changed);
    }
    static ConversationRow helped(quint64 number, Millis since)
    {
        ConversationRow row = testRow(number);
        row.state = ConversationState::assigned;
        row.assignee = PersonId(testId(31, number));
        row.assigneeName = u"p%1"_s.arg(number);
        row.helpSince = kStart - since;
        return row;
    }
    /// Everything that came has been looked at.
    static void settle()
    {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
    }
};

} // namespace

class TestTeamAlerts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLongWaitIsToldOnceUntilItIsOver()
    {
        Team team;
        team.tellQueue(Millis(100'000));
        Team::settle();
        QVERIFY(!team.alerts.worst());
        team.tellQueue(Millis(181'000), 4);
        QTRY_COMPARE(team.told.count(), 1);
        QCOMPARE(team.toldLast().kind, TeamAlertKind::longWait);
        QCOMPARE(team.toldLast().name, u"售后"_s);
        QCOMPARE(team.toldLast().count, 4);
        QCOMPARE(team.alerts.worst()->conversation, testConversation(7));
        team.clock.freeze(kStart + 1min);
        team.tellQueue(Millis(190'000), 5);
        QTRY_COMPARE(team.alerts.worst()->count, 5);
        // The next one in line has waited nearly as long: that is the same trouble.
        team.tellQueue(Millis(170'000), 4);
        QTRY_VERIFY(!team.alerts.worst());
        team.tellQueue(Millis(182'000), 4);
        QTRY_VERIFY(team.alerts.worst());
        QCOMPARE(team.told.count(), 1);
        team.tellQueue(Millis(10'000), 1);
        QTRY_VERIFY(!team.alerts.worst());
        team.tellQueue(Millis(200'000), 1);
        QTRY_COMPARE(team.told.count(), 2);
        team.tellQueue({}, 0);
        QTRY_VERIFY(!team.alerts.worst());
    }

    void theMomentAWaitIsTooLongComesByItself()
    {
        Team team;
        team.settings.set(setting::longestWaitAlert, 1);
        team.tellQueue(Millis(900));
        Team::settle();
        QCOMPARE(team.told.count(), 0);
        team.clock.freeze(kStart + 200ms);
        QTRY_COMPARE(team.told.count(), 1);
    }

    void whoDropsOutWithConversationsIsToldMerged()
    {
        Team team;
        team.tellPeople({Team::person(1, Presence::disconnected, 2, 5s), Team::person(2, Presence::notResponding, 3, 9s),
            Team::person(3, Presence::disconnected, 0), Team::person(4, Presence::onBreak, 4)});
        QTRY_COMPARE(team.told.count(), 1);
        QCOMPARE(team.toldLast().kind, TeamAlertKind::droppedOut);
        QCOMPARE(team.toldLast().name, u"p2"_s);
        QCOMPARE(team.toldLast().count, 3);
        QCOMPARE(team.toldLast().others, 1);
        team.clock.freeze(kStart + 1min);
        team.tellPeople({Team::person(1, Presence::disconnected, 2, 5s), Team::person(2, Presence::online, 3)});
        QTRY_COMPARE(team.alerts.worst()->others, 0);
        QCOMPARE(team.alerts.worst()->name, u"p1"_s);
        QCOMPARE(team.told.count(), 1);
        team.tellPeople({Team::person(1, Presence::online, 2), Team::person(2, Presence::disconnected, 3)});
        QTRY_COMPARE(team.told.count(), 2);
        QCOMPARE(team.toldLast().others, 0);
    }

    void whoAsksForHelpComesFirst()
    {
        Team team;
        ConversationRow own = Team::helped(2, 90s);
        own.assignee = team.server.me.person;
        team.tellQueue(Millis(300'000));
        team.tellHelp({Team::helped(1, 5s), own});
        QTRY_COMPARE(team.told.count(), 1);
        QCOMPARE(team.toldLast().kind, TeamAlertKind::helpWanted);
        QCOMPARE(team.toldLast().conversation, testConversation(1));
        QCOMPARE(team.toldLast().name, u"p1"_s);
        QCOMPARE(team.toldLast().customerName, u"c1"_s);
        QCOMPARE(team.toldLast().others, 1);
        team.tellHelp({own});
        QTRY_COMPARE(team.alerts.worst()->kind, TeamAlertKind::longWait);
    }

    void whoAsksForHelpIsWatchedByThoseWhoLeadWhateverListIsLookedAt()
    {
        Team team;
        const auto watched = [](Team& who) {
            return std::any_of(who.server.transport.sent.begin(), who.server.transport.sent.end(),
                [](const QString& frame) { return frame.contains("\"board\":\"help\""_L1); });
        };
        QTRY_VERIFY(watched(team));
        team.server.says(BoardChanged {BoardName::help, 0, 2, {testConversation(2).value, testConversation(1).value},
            {Team::helped(1, 5s), Team::helped(2, 9s)}});
        QTRY_COMPARE(team.told.count(), 1);
        QCOMPARE(team.alerts.worst()->conversation, testConversation(2));
        QCOMPARE(team.alerts.worst()->others, 1);
        // Only what changed comes again.
        team.server.says(BoardChanged {BoardName::help, 0, 1, {testConversation(1).value}, {}});
        QTRY_COMPARE(team.alerts.worst()->others, 0);
        QCOMPARE(team.alerts.worst()->conversation, testConversation(1));
        team.server.says(BoardChanged {BoardName::help, 0, 0, {}, {}});
        QTRY_VERIFY(!team.alerts.worst());
        QCOMPARE(team.told.count(), 1);
        Team agent(Role::agent);
        Team::settle();
        QVERIFY(!watched(agent));
    }

    void whoLooksAtWhatIsHiddenMoreThanUsualIsTold()
    {
        Team team;
        const auto looking = [&team](quint64 number, std::optional<qint64> looks) {
            PresenceRow row = Team::person(number, Presence::online, 2);
            if (number == 0)
                row.id = team.server.me.person;
            row.revealed = looks;
            return row;
        };
        team.tellPeople({looking(1, {}), looking(0, 90)}); // what one does oneself one knows
        Team::settle();
        QVERIFY(!team.alerts.worst());
        team.tellQueue(Millis(300'000));
        QTRY_COMPARE(team.told.count(), 1);
        team.clock.freeze(kStart + 1min);
        team.tellPeople({looking(1, 34), looking(0, 90)});
        QTRY_COMPARE(team.told.count(), 2); // a queue that waits long does not keep it away
        QCOMPARE(team.toldLast().kind, TeamAlertKind::revealedMuch);
        QCOMPARE(team.toldLast().name, u"p1"_s);
        QCOMPARE(team.toldLast().count, 34);
        QCOMPARE(PersonId(team.toldLast().about), PersonId(testId(31, 1)));
        QCOMPARE(team.alerts.worst()->kind, TeamAlertKind::revealedMuch);
        QCOMPARE(team.alerts.worst()->others, 1);
        team.clock.freeze(kStart + 2min);
        team.tellPeople({looking(1, 35), looking(0, 90)});
        QTRY_COMPARE(team.alerts.worst()->count, 35);
        QCOMPARE(team.told.count(), 2); // it goes on: the same trouble
        team.tellPeople({looking(1, {}), looking(0, 90)});
        QTRY_COMPARE(team.alerts.worst()->kind, TeamAlertKind::longWait);
    }

    void whatComesInQuickSuccessionIsToldTogether()
    {
        Team team;
        team.tellPeople({Team::person(1, Presence::disconnected, 2)});
        QTRY_COMPARE(team.told.count(), 1);
        team.clock.freeze(kStart + TeamAlerts::kGap - 100ms);
        team.tellPeople({Team::person(1, Presence::disconnected, 2), Team::person(2, Presence::disconnected, 1, 3s)});
        team.tellQueue(Millis(300'000));
        QTRY_COMPARE(team.alerts.worst()->others, 2);
        QCOMPARE(team.told.count(), 1);
        team.clock.freeze(kStart + TeamAlerts::kGap);
        QTRY_COMPARE(team.told.count(), 2);
        QCOMPARE(team.toldLast().name, u"p2"_s);
        QCOMPARE(team.toldLast().others, 1);
    }

    void agentsAreToldNothingAndNobodyIsWithoutAConnection()
    {
        Team agent(Role::agent);
        agent.tellQueue(Millis(300'000));
        agent.tellPeople({Team::person(1, Presence::disconnected, 2)});
        Team::settle();
        QVERIFY(!agent.alerts.worst());
        QCOMPARE(agent.told.count(), 0);
        Team lead;
        lead.tellQueue(Millis(100'000));
        lead.server.loseConnection();
        lead.clock.freeze(kStart + 5min);
        lead.settings.set(setting::longestWaitAlert, 60);
        Team::settle();
        QCOMPARE(lead.told.count(), 0);
        lead.alerts.setMe({});
        QVERIFY(!lead.alerts.worst());
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestTeamAlerts)
#include "tst_teamalerts.moc"
