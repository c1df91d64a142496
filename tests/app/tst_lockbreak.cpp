// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/presence/lockbreak.h"
#include "core/protocol/routing.h"
#include "tests/support/appfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const SetPresence kRest {Presence::onBreak, BreakReason::rest};
const SetPresence kOnline {Presence::online, BreakReason::none};

/// Somebody online at a desk where locking the screen makes a break; the test is the screen and the server.
struct Locking : AppFixture {
    QTemporaryDir config;
    Settings settings {config.path(), nullptr};
    PresenceModel people {*link, nullptr};
    PresenceService presence {*link, people, nullptr};
    ScreenLock screen {QDBusConnection(u"none"_s), nullptr};
    LockBreak rule {screen, presence, settings, nullptr};
    QSignalSpy refused {&rule, &LockBreak::refused};

    Locking()
    {
        rule.setOn(true);
        presence.setMe(server.me.person);
        connect();
        be(Presence::online);
    }
    void be(Presence now, BreakReason reason = BreakReason::none, const QString& changedBy = {})
    {
        PresenceRow row {server.me.person, server.me.name, now, reason, fromMillis(5), 0, 6};
        if (!changedBy.isEmpty())
            row.changedBy = changedBy;
        server.says(BoardChanged {BoardName::presence, 0, 1, {row.id.value}, {row}});
    }
    void lock() { Q_EMIT screen.lockedChanged(true); }
    void unlock() { Q_EMIT screen.lockedChanged(false); }
    /// Locked, and the break is there.
    void lockIntoBreak()
    {
        lock();
        QCOMPARE(server.mustReceive<SetPresence>(), kRest);
        server.answer<SetPresence>({});
        be(Presence::onBreak, BreakReason::rest);
    }
    bool asksNothing()
    {
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        SetPresence none;
        return !server.take<SetPresence>(none);
    }
};

} // namespace

class TestLockBreak : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offUnlessItIsChosen()
    {
        Locking desk;
        desk.rule.setOn(false);
        QVERIFY(!desk.rule.isOn());
        desk.lock();
        QVERIFY(desk.asksNothing());
        desk.unlock();
        QVERIFY(desk.asksNothing());
        const Settings fresh(desk.directory.filePath(u"fresh"_s), nullptr);
        QCOMPARE(fresh.value(setting::breakWhenLocked), BreakReason::none);
    }

    void lockedIsABreakAndUnlockedIsOnline()
    {
        Locking desk;
        desk.lockIntoBreak();
        desk.unlock();
        QCOMPARE(desk.server.mustReceive<SetPresence>(), kOnline);
        desk.server.answer<SetPresence>({});
        desk.be(Presence::online);
        QVERIFY(desk.asksNothing());
        desk.lockIntoBreak(); // and once more
        QCOMPARE(desk.refused.count(), 0);
    }

    void theSettingSaysWhichBreak()
    {
        Locking desk;
        QSignalSpy changed(&desk.rule, &LockBreak::changed);
        desk.settings.set(setting::breakWhenLocked, BreakReason::other);
        QCOMPARE(changed.count(), 1);
        desk.rule.setOn(true); // it is on, and stays what it is
        desk.lock();
        QCOMPARE(desk.server.mustReceive<SetPresence>(), (SetPresence {Presence::onBreak, BreakReason::other}));
        desk.server.answer<SetPresence>({});
        desk.be(Presence::onBreak, BreakReason::other);
        desk.unlock();
        QCOMPARE(desk.server.mustReceive<SetPresence>(), kOnline);
    }

    void whoIsNotOnlineIsLeftAlone_data()
    {
        QTest::addColumn<Presence>("presence");
        for (const auto& [presence, name] : EnumNames<Presence>::names)
            if (presence != Presence::online)
                QTest::newRow(name.data()) << presence;
    }
    void whoIsNotOnlineIsLeftAlone()
    {
        QFETCH(Presence, presence);
        Locking desk;
        desk.be(presence, presence == Presence::onBreak ? BreakReason::rest : BreakReason::none);
        desk.lock();
        QVERIFY(desk.asksNothing());
        desk.unlock();
        QVERIFY(desk.asksNothing());
    }

    void whatSomebodyChangedMeanwhileIsLeftAlone_data()
    {
        QTest::addColumn<Presence>("presence");
        QTest::addColumn<BreakReason>("reason");
        QTest::addColumn<QString>("by");
        QTest::newRow("elsewhere") << Presence::training << BreakReason::none << QString();
        QTest::newRow("another break") << Presence::onBreak << BreakReason::meal << QString();
        QTest::newRow("online") << Presence::online << BreakReason::none << u"王敏"_s;
        QTest::newRow("the same, by a lead") << Presence::onBreak << BreakReason::rest << u"王敏"_s;
    }
    void whatSomebodyChangedMeanwhileIsLeftAlone()
    {
        QFETCH(Presence, presence);
        QFETCH(BreakReason, reason);
        QFETCH(QString, by);
        Locking desk;
        desk.lockIntoBreak();
        desk.be(presence, reason, by);
        QVERIFY(desk.asksNothing());
        desk.be(Presence::onBreak, BreakReason::rest); // it is theirs now
        desk.unlock();
        QVERIFY(desk.asksNothing());
    }

    void aBreakThatIsNotFreeIsToldWhenTheyAreBack()
    {
        Locking desk;
        desk.lock();
        desk.server.mustReceive<SetPresence>();
        desk.server.refuse<SetPresence>({Code::conflict, u"reason"_s, {}, 4});
        QVERIFY(desk.asksNothing());
        QCOMPARE(desk.refused.count(), 0);
        desk.unlock();
        QCOMPARE(desk.refused.count(), 1);
        QCOMPARE(desk.refused.first().first().value<Error>().limit, 4);
        QVERIFY(desk.asksNothing());
        desk.lock();
        desk.server.mustReceive<SetPresence>();
        desk.unlock(); // sooner than the answer
        QCOMPARE(desk.refused.count(), 1);
        desk.server.refuse<SetPresence>({Code::conflict, u"reason"_s, {}, 4});
        QCOMPARE(desk.refused.count(), 2);
    }

    void unlockedBeforeTheAnswerIsOnlineAfterIt()
    {
        Locking desk;
        desk.lock();
        QCOMPARE(desk.server.mustReceive<SetPresence>(), kRest);
        desk.unlock();
        QVERIFY(desk.asksNothing());
        desk.server.answer<SetPresence>({});
        QCOMPARE(desk.server.mustReceive<SetPresence>(), kOnline);
        desk.be(Presence::online);
        desk.server.refuse<SetPresence>(Code::busy, 500);
        QCOMPARE(desk.refused.count(), 1); // they are there to read it
    }

    void nothingIsAskedWithoutAConnection()
    {
        Locking desk;
        desk.server.loseConnection();
        desk.lock();
        QVERIFY(desk.asksNothing());
        desk.unlock();
        QVERIFY(desk.asksNothing());
        desk.reconnect();
        desk.be(Presence::online);
        QVERIFY(desk.asksNothing());
    }

    void whoIsStillAwayWhenTheConnectionIsBackIsOnBreak()
    {
        Locking desk;
        desk.server.loseConnection();
        desk.lock();
        desk.reconnect();
        QVERIFY(desk.asksNothing()); // not by what was known before
        desk.be(Presence::online);
        QCOMPARE(desk.server.mustReceive<SetPresence>(), kRest);
        desk.server.answer<SetPresence>({});
        desk.be(Presence::onBreak, BreakReason::rest);
        desk.be(Presence::online, BreakReason::none, u"王敏"_s);
        QVERIFY(desk.asksNothing()); // once for each lock
    }

    void unlockedAfterTheConnectionIsBackGoesByWhatHoldsThen_data()
    {
        QTest::addColumn<bool>("unlockedBefore");
        QTest::addColumn<Presence>("then");
        QTest::addColumn<bool>("online");
        QTest::newRow("still that break") << false << Presence::onBreak << true;
        QTest::newRow("counted as offline") << false << Presence::offline << false;
        QTest::newRow("back sooner than the connection") << true << Presence::onBreak << true;
        QTest::newRow("and counted as offline") << true << Presence::offline << false;
    }
    void unlockedAfterTheConnectionIsBackGoesByWhatHoldsThen()
    {
        QFETCH(bool, unlockedBefore);
        QFETCH(Presence, then);
        QFETCH(bool, online);
        Locking desk;
        desk.lockIntoBreak();
        desk.server.loseConnection();
        if (unlockedBefore)
            desk.unlock();
        QVERIFY(desk.asksNothing());
        desk.reconnect();
        QVERIFY(desk.asksNothing());
        desk.be(then, then == Presence::onBreak ? BreakReason::rest : BreakReason::none);
        if (!unlockedBefore)
            desk.unlock();
        if (online)
            QCOMPARE(desk.server.mustReceive<SetPresence>(), kOnline);
        else
            QVERIFY(desk.asksNothing());
    }

    void anAnswerThatWasLostIsSeenInWhatTheServerTells_data()
    {
        QTest::addColumn<bool>("taken");
        QTest::newRow("it was taken") << true;
        QTest::newRow("it was not") << false;
    }
    void anAnswerThatWasLostIsSeenInWhatTheServerTells()
    {
        QFETCH(bool, taken);
        Locking desk;
        desk.lock();
        QCOMPARE(desk.server.mustReceive<SetPresence>(), kRest);
        desk.server.loseConnection();
        QVERIFY(desk.asksNothing());
        desk.reconnect();
        if (taken) {
            desk.be(Presence::onBreak, BreakReason::rest);
            QVERIFY(desk.asksNothing());
        } else {
            desk.be(Presence::online);
            QCOMPARE(desk.server.mustReceive<SetPresence>(), kRest);
            desk.server.answer<SetPresence>({});
            desk.be(Presence::onBreak, BreakReason::rest);
        }
        desk.unlock();
        QCOMPARE(desk.server.mustReceive<SetPresence>(), kOnline);
        QCOMPARE(desk.refused.count(), 0);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestLockBreak)
#include "tst_lockbreak.moc"
