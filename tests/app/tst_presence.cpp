// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "app/presence/presenceservice.h"
#include "core/protocol/routing.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestPresence : public QObject {
    Q_OBJECT

    static PresenceRow person(quint64 number, Presence presence)
    {
        PresenceRow row;
        row.id = PersonId(testId(5, number));
        row.name = u"p%1"_s.arg(number);
        row.presence = presence;
        row.load = 2;
        row.capacity = 6;
        return row;
    }
    /// The people from that place on, as many as a window holds.
    static BoardChanged window(qint64 from, qint64 total)
    {
        BoardChanged event {BoardName::presence, from, total, {}, {}};
        for (qint64 at = from; at < std::min(from + PresenceModel::kWindow, total); ++at) {
            const PresenceRow row = person(static_cast<quint64>(at), Presence::online);
            event.keys.append(row.id.value);
            event.rows.append(row);
        }
        return event;
    }

private Q_SLOTS:
    void oneselfIsWhatTheServerSays()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        const QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
        PresenceService service(*app.link, people, nullptr);
        QSignalSpy changed(&service, &PresenceService::changed);
        service.setMe(PersonId(testId(5, 1)));
        app.connect();
        const auto a = person(1, Presence::online), b = person(2, Presence::onBreak);
        app.server.says(BoardChanged {BoardName::presence, 0, 2, {a.id.value, b.id.value}, {a, b}});
        QCOMPARE(service.presence(), Presence::online);
        QCOMPARE(service.load(), 2);
        QCOMPARE(people.rowCount(), 2);
        changed.clear();
        app.server.says(
            BoardChanged {BoardName::presence, 0, 2, {b.id.value, a.id.value}, {person(1, Presence::notResponding)}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(service.presence(), Presence::notResponding);
        QCOMPARE(people.index(0).data().toString(), u"p2"_s);
        app.server.says(BoardChanged {BoardName::presence, 0, 1, {a.id.value}, {}});
        QCOMPARE(people.rowCount(), 1);
        app.server.loseConnection();
        QCOMPARE(service.presence(), Presence::notResponding); // the last known
    }

    void figuresOfTheDayAreToldOrNot()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        app.connect();
        auto a = person(1, Presence::online);
        const auto b = person(2, Presence::online);
        a.today = DayFigures {41, 38, 1'216'000, 212, 207, 600'000};
        app.server.says(BoardChanged {BoardName::presence, 0, 2, {a.id.value, b.id.value}, {a, b}});
        using Fact = PresenceModel::Role;
        const auto figures = [&](int row) {
            QList<QVariant> all;
            for (const Fact fact :
                {Fact::Taken, Fact::FirstAnswers, Fact::FirstAnswerMs, Fact::Turns, Fact::TurnsInTime, Fact::BreakMs})
                all.append(people.index(row).data(int(fact)));
            return all;
        };
        QCOMPARE(figures(0), (QList<QVariant> {41, 38, 1'216'000, 212, 207, 600'000}));
        QCOMPARE(figures(1), QList<QVariant>(6));
    }

    void whoLeadsHasEverybodyOfALargeShop()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        const QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy refreshed(&people, &PresenceModel::refreshed);
        people.setMe(PersonId(testId(5, 1)), true);
        app.connect();
        for (const qint64 from : {0, 200, 400}) {
            QCOMPARE(refreshed.count(), 0);
            QCOMPARE(app.server.mustReceive<WatchBoard>().from, from);
            app.server.answer<WatchBoard>({});
            app.server.says(window(from, 512));
        }
        QCOMPARE(people.rowCount(), 512);
        QCOMPARE(refreshed.count(), 1);
        QCOMPARE(app.server.mustReceive<WatchBoard>().from, 0); // and round again, not at once
        app.server.answer<WatchBoard>({});
        BoardChanged fewer = window(0, 150);
        fewer.rows.clear();
        app.server.says(fewer);
        QCOMPARE(people.rowCount(), 150);
        QVERIFY(app.server.nothingElse());
        app.server.loseConnection();
        QCOMPARE(people.rowCount(), 150); // the last known
    }

    void othersHaveTheWindowTheyAreIn()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        const QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::QtTest);
        PresenceService service(*app.link, people, nullptr);
        const PersonId me(testId(5, 350));
        people.setMe(me, false);
        service.setMe(me);
        app.connect();
        for (WatchBoard watch; app.server.take(watch);)
            app.server.answer<WatchBoard>({});
        app.server.ignoreRest();
        app.server.says(window(0, 512));
        QCOMPARE(service.presence(), Presence::offline);
        QCOMPARE(app.server.mustReceive<WatchBoard>().from, 200);
        app.server.answer<WatchBoard>({});
        app.server.says(window(200, 512));
        QCOMPARE(service.presence(), Presence::online);
        QCOMPARE(people.rowCount(), 200);
        QVERIFY(app.server.nothingElse());
        // After a cut they are looked for where they were.
        app.server.loseConnection();
        QCOMPARE(service.presence(), Presence::online);
        app.reconnect();
        QList<qint64> asked;
        for (WatchBoard watch; app.server.take(watch);)
            if (watch.board == BoardName::presence)
                asked.append(watch.from);
        QCOMPARE(asked, QList<qint64> {200});
    }

    void settingAsks()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        PresenceService service(*app.link, people, nullptr);
        app.connect();
        std::optional<Code> code;
        service.set(Presence::onBreak, BreakReason::meal, this,
            [&](const Result<void>& done) { code = done ? Code::ok : done.error().code; });
        QCOMPARE(app.server.mustReceive<SetPresence>(), (SetPresence {Presence::onBreak, BreakReason::meal}));
        app.server.answer<SetPresence>({});
        QCOMPARE(code, Code::ok);
    }

    void aBreakHasAnEndAndCanBeAskedFor()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        PresenceService service(*app.link, people, nullptr);
        QSignalSpy changed(&service, &PresenceService::changed);
        service.setMe(PersonId(testId(5, 1)));
        app.connect();
        std::optional<Error> why;
        const auto done = [&](const Result<void>& result) {
            why.reset();
            if (!result)
                why = result.error();
        };
        service.set(Presence::onBreak, BreakReason::meal, this, done);
        app.server.mustReceive<SetPresence>();
        app.server.refuse<SetPresence>({Code::conflict, u"reason"_s, {}, 4});
        QCOMPARE(why->field, u"reason"_s);
        QCOMPARE(why->limit, 4);
        service.askBreak(BreakReason::meal, this, done);
        QCOMPARE(app.server.mustReceive<SetPresence>(), (SetPresence {Presence::onBreak, BreakReason::meal, {}, true}));
        app.server.answer<SetPresence>({});
        PresenceRow row = person(1, Presence::online);
        row.asks = BreakReason::meal;
        const auto tell = [&] { app.server.says(BoardChanged {BoardName::presence, 0, 1, {row.id.value}, {row}}); };
        changed.clear();
        tell();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(service.asks(), BreakReason::meal);
        QCOMPARE(people.index(0).data(int(PresenceModel::Role::Asks)).toInt(), int(BreakReason::meal));
        row.asks.reset();
        row.presence = Presence::onBreak;
        row.until = fromMillis(9'000);
        tell();
        QVERIFY(!service.asks());
        QCOMPARE(service.until(), fromMillis(9'000));
        QCOMPARE(people.index(0).data(int(PresenceModel::Role::Until)).toLongLong(), 9'000);
    }

    void whatFollowsWindingDownIsSaidByTheRowAlone()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        PresenceService service(*app.link, people, nullptr);
        service.setMe(PersonId(testId(5, 1)));
        app.connect();
        service.windDown(Presence::onBreak, BreakReason::rest, this, [](const Result<void>&) {});
        QCOMPARE(
            app.server.mustReceive<SetPresence>(), (SetPresence {Presence::windingDown, BreakReason::rest, Presence::onBreak}));
        QCOMPARE(service.afterWindingDown(), Presence::offline); // asked for, and not so yet
        PresenceRow row = person(1, Presence::windingDown);
        row.then = Presence::onBreak;
        const auto tell = [&] { app.server.says(BoardChanged {BoardName::presence, 0, 1, {row.id.value}, {row}}); };
        tell();
        QCOMPARE(service.afterWindingDown(), Presence::onBreak);
        QCOMPARE(people.index(0).data(int(PresenceModel::Role::Then)).toInt(), int(Presence::onBreak));
        QSignalSpy changed(&service, &PresenceService::changed);
        row.then.reset();
        tell();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(service.afterWindingDown(), Presence::offline);
    }

    void surgeModeIsKnownByTheQueuesAndItsRulesByTheProfile()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        PresenceService service(*app.link, people, nullptr);
        app.connect();
        std::optional<routing::SurgeRules> rules;
        const auto read = [&](const Result<routing::SurgeRules>& result) { rules = *result; };
        service.readSurge(this, read);
        QVERIFY(!app.server.mustReceive<ReadRouting>().version);
        app.server.answer<ReadRouting>({});
        QCOMPARE(rules, routing::SurgeRules {});
        service.readSurge(this, read);
        app.server.mustReceive<ReadRouting>();
        RoutingRules told;
        told.profile.surge = routing::SurgeRules {120, false, true, 30};
        app.server.answer<ReadRouting>(told);
        QCOMPARE(rules, told.profile.surge);
        service.setSurge(true, this, [](const Result<void>&) {});
        QVERIFY(app.server.mustReceive<SetSurge>().on);
        app.server.answer<SetSurge>({});
        QueueRow row;
        row.id = QueueId(testId(8, 1));
        row.waiting = 3;
        row.longest = testConversation(4);
        row.why = QList<WaitReason> {{routing::Exclusion::full, 2}, {routing::Exclusion::skill, 1}};
        row.surgeUntil = fromMillis(5'000);
        app.server.says(BoardChanged {BoardName::queue, 0, 1, {row.id.value}, {row}});
        QCOMPARE(service.surgeUntil(), fromMillis(5'000));
        QCOMPARE(service.queues().first().longest, testConversation(4));
        QCOMPARE(service.queues().first().why, *row.why);
    }

    void queuesAddUp()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        PresenceService service(*app.link, people, nullptr);
        app.connect();
        QueueRow a, b;
        a.id = QueueId(testId(8, 1));
        a.waiting = 3;
        a.longestSince = fromMillis(50);
        b.id = QueueId(testId(8, 2));
        b.waiting = 4;
        b.longestSince = fromMillis(20);
        app.server.says(BoardChanged {BoardName::queue, 0, 2, {a.id.value, b.id.value}, {a, b}});
        QCOMPARE(service.waiting(), 7);
        QCOMPARE(service.longestSince(), fromMillis(20));
        b.waiting = 0;
        b.longestSince.reset();
        app.server.says(BoardChanged {BoardName::queue, 0, 2, {a.id.value, b.id.value}, {b}});
        QCOMPARE(service.waiting(), 3);
        QCOMPARE(service.longestSince(), fromMillis(50));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestPresence)
#include "tst_presence.moc"
