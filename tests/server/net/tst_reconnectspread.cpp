// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "server/net/reconnectspread.h"

using namespace greenroom;
using namespace std::chrono_literals;

class TestReconnectSpread final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isConnectionsOverHandshakesASecond()
    {
        ReconnectSpread plain(false);
        QCOMPARE(plain.of(10'000), 2000ms);
        // TLS: 5 000 clients want some 12 s of one core (reference: 2.2 ms each).
        ReconnectSpread tls(true);
        QCOMPARE(tls.of(5'000), 12'500ms);
    }

    void theRateIsMeasured()
    {
        ReconnectSpread spread(false);
        for (int second = 0; second < 30; ++second)
            spread.note(2'000, 0.8); // 0.4 ms each
        QCOMPARE(spread.of(10'000), 4000ms);
        for (int second = 0; second < 30; ++second)
            spread.note(5, 1.0); // a busy second with few handshakes says nothing of them
        QCOMPARE(spread.of(10'000), 4000ms);
    }

    // When all are gone there are none: what counts is how many may come.
    void goesByTheMostThereWere()
    {
        ReconnectSpread spread(false);
        QCOMPARE(spread.of(0), 0ms);
        QCOMPARE(spread.of(10'000), 2000ms);
        QVERIFY(spread.of(0) > 1990ms);
        QCOMPARE(spread.of(100'000'000), 60'000ms);
    }

    void aPeakIsForgotten()
    {
        ReconnectSpread spread(false);
        QCOMPARE(spread.of(10'000), 2000ms);
        for (int second = 0; second < 60; ++second)
            spread.of(100);
        QVERIFY(spread.of(100) > 1700ms); // somebody who was cut comes back within a minute
        for (int second = 0; second < 3600; ++second)
            spread.of(100);
        QCOMPARE(spread.of(100), 20ms);
    }
};

QTEST_GUILESS_MAIN(TestReconnectSpread)
#include "tst_reconnectspread.moc"
