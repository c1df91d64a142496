// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "app/presence/presenceservice.h"
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
