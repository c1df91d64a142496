// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include "tests/support/privatebus.h"
#include "tests/ui/deskfixture.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QString kService = u"org.freedesktop.ScreenSaver"_s;

struct LockDesk : DeskFixture {
    LockDesk()
    {
        enter();
        be(Presence::online);
    }
    void be(Presence presence, BreakReason reason = BreakReason::none)
    {
        const PresenceRow row {server.me.person, server.me.name, presence, reason, kNow, 0, 10};
        server.says(BoardChanged {BoardName::presence, 0, 1, {row.id.value}, {row}});
    }
    QAction* item() const { return action("break.whenLocked"); }
    QLabel* said() const { return find<QLabel>("presenceSaid"); }
};

} // namespace

/// The desk on a session bus of its own, with a screensaver service or without.
class TestLockMenu final : public QObject {
    Q_OBJECT

    PrivateBus m_daemon;
    QString m_address;

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivateBus::isInstalled())
            QSKIP("dbus-daemon is not installed");
        m_address = m_daemon.start();
        QVERIFY(!m_address.isEmpty());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
    }

    void withoutAScreensaverServiceTheItemSaysWhy()
    {
        LockDesk desk;
        QVERIFY(desk.find<QToolButton>("presenceButton")->menu()->actions().contains(desk.item()));
        QVERIFY(!desk.item()->isEnabled());
        QVERIFY2(desk.item()->toolTip().contains(u"screensaver service"_s), qPrintable(desk.item()->toolTip()));
        const FakeScreenSaver saver(m_address, kService);
        QTRY_VERIFY(desk.item()->isEnabled());
        QVERIFY(!desk.item()->toolTip().contains(u"screensaver service"_s));
    }

    void chosenOnceLockingIsABreakAlsoAfterARestart()
    {
        const FakeScreenSaver saver(m_address, kService);
        LockDesk desk;
        QTRY_VERIFY(desk.item()->isEnabled());
        QVERIFY(!desk.item()->isChecked());
        desk.item()->trigger();
        QVERIFY(desk.item()->isChecked());
        QCOMPARE(desk.desk->settings.value(setting::breakWhenLocked), BreakReason::rest);
        saver.tell(true);
        QCOMPARE(desk.server.mustReceive<SetPresence>(), (SetPresence {Presence::onBreak, BreakReason::rest}));
        desk.server.answer<SetPresence>({});
        desk.be(Presence::onBreak, BreakReason::rest);
        saver.tell(false);
        QCOMPARE(desk.server.mustReceive<SetPresence>(), (SetPresence {Presence::online, BreakReason::none}));
        desk.server.answer<SetPresence>({});
        desk.restart();
        QVERIFY(desk.item()->isChecked());
        // It needs no connection: it is a setting of this desk.
        QVERIFY(desk.item()->isEnabled());
        desk.item()->trigger();
        QCOMPARE(desk.desk->settings.value(setting::breakWhenLocked), BreakReason::none);
    }

    void thatNoBreakWasFreeIsReadWhenTheyAreBack()
    {
        const FakeScreenSaver saver(m_address, kService);
        LockDesk desk;
        QTRY_VERIFY(desk.item()->isEnabled());
        desk.item()->trigger();
        saver.tell(true);
        desk.server.mustReceive<SetPresence>();
        desk.server.refuse<SetPresence>({Code::conflict, u"reason"_s, {}, 4});
        QVERIFY(!desk.said()->isVisible());
        saver.tell(false);
        QTRY_COMPARE(desk.said()->text(), u"No break while the screen was locked: 4 people were on one"_s);
        QVERIFY(desk.said()->isVisible());
        QVERIFY(!desk.find<QToolButton>("presenceAsk")->isVisible()); // they are back: there is nothing to ask for
        desk.tick(kNow + std::chrono::seconds(59));
        QVERIFY(desk.said()->isVisible());
        desk.tick(kNow + std::chrono::seconds(60));
        QVERIFY(!desk.said()->isVisible());
    }
};

QTEST_MAIN(TestLockMenu)
#include "tst_lockmenu.moc"
