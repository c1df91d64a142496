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

    void whatFollowsWindingDownIsKnown()
    {
        AppFixture app;
        PresenceModel people(*app.link, nullptr);
        PresenceService service(*app.link, people, nullptr);
        service.setMe(PersonId(testId(5, 1)));
        app.connect();
        QCOMPARE(service.afterWindingDown(), Presence::offline);
        service.windDown(Presence::onBreak, BreakReason::rest, this, [](const Result<void>&) {});
        QCOMPARE(
            app.server.mustReceive<SetPresence>(), (SetPresence {Presence::windingDown, BreakReason::rest, Presence::onBreak}));
        QCOMPARE(service.afterWindingDown(), Presence::onBreak);
        service.setMe(PersonId(testId(5, 2)));
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
