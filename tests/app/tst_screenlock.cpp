// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/presence/screenlock.h"
#include "tests/support/privatebus.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestScreenLock : public QObject {
    Q_OBJECT

    PrivateBus m_daemon;
    QString m_address;

    QDBusConnection bus() const { return QDBusConnection::connectToBus(m_address, u"desk"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        if (!PrivateBus::isInstalled())
            QSKIP("dbus-daemon is not installed");
        m_address = m_daemon.start();
        QVERIFY(!m_address.isEmpty());
        QVERIFY(bus().isConnected());
    }

    void cleanupTestCase() { QDBusConnection::disconnectFromBus(u"desk"_s); }

    void withoutABusNobodyTells()
    {
        ScreenLock screen(QDBusConnection(u"no such connection"_s), nullptr);
        QVERIFY(!screen.isAvailable());
    }

    void whoTells_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("path");
        QTest::newRow("freedesktop") << u"org.freedesktop.ScreenSaver"_s << u"/org/freedesktop/ScreenSaver"_s;
        QTest::newRow("GNOME") << u"org.gnome.ScreenSaver"_s << u"/org/gnome/ScreenSaver"_s;
    }
    void whoTells()
    {
        QFETCH(QString, service);
        QFETCH(QString, path);
        const FakeScreenSaver saver(m_address, service);
        ScreenLock screen(bus(), nullptr);
        QVERIFY(screen.isAvailable());
        QSignalSpy told(&screen, &ScreenLock::lockedChanged);
        saver.tell(true, path);
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(told.takeFirst().first().toBool());
        saver.tell(true, u"/ScreenSaver"_s); // the same, once more on its other path
        saver.tell(false, path);
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(!told.first().first().toBool());
    }

    void servicesComeAndGo()
    {
        ScreenLock screen(bus(), nullptr);
        QVERIFY(!screen.isAvailable());
        QSignalSpy available(&screen, &ScreenLock::availableChanged);
        QSignalSpy told(&screen, &ScreenLock::lockedChanged);
        {
            const FakeScreenSaver saver(m_address, u"org.freedesktop.ScreenSaver"_s);
            QTRY_VERIFY(screen.isAvailable());
            saver.tell(true);
            QTRY_COMPARE(told.count(), 1);
        }
        QTRY_VERIFY(!screen.isAvailable());
        QCOMPARE(available.count(), 2);
        QCOMPARE(told.count(), 1); // that nobody tells any more does not mean that it is unlocked
        const FakeScreenSaver again(m_address, u"org.freedesktop.ScreenSaver"_s);
        QTRY_VERIFY(screen.isAvailable());
        again.tell(true);
        QTRY_COMPARE(told.count(), 2);
    }

    void nobodyElseIsBelieved()
    {
        const FakeScreenSaver saver(m_address, u"org.freedesktop.ScreenSaver"_s);
        ScreenLock screen(bus(), nullptr);
        QSignalSpy told(&screen, &ScreenLock::lockedChanged);
        const QDBusConnection stranger = QDBusConnection::connectToBus(m_address, u"stranger"_s);
        QDBusMessage lie = QDBusMessage::createSignal(u"/ScreenSaver"_s, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s);
        lie << true;
        QVERIFY(stranger.send(lie));
        (void)stranger.call(QDBusMessage::createMethodCall(
            u"org.freedesktop.DBus"_s, u"/"_s, u"org.freedesktop.DBus"_s, u"GetId"_s)); // the bus has passed it on
        saver.tell(true);
        QTRY_COMPARE(told.count(), 1);
        saver.tell(false);
        QTRY_COMPARE(told.count(), 2); // were the lie believed, the truth after it would have been nothing new
        QDBusConnection::disconnectFromBus(u"stranger"_s);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestScreenLock)
#include "tst_screenlock.moc"
