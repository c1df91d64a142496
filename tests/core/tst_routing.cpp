// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/routing.h"

using namespace greenroom;

class TestRouting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void estimateCountsSlotsNotHeads()
    {
        QCOMPARE(estimatedWait(1, 4, Millis(120'000)), Millis(120'000));
        QCOMPARE(estimatedWait(5, 4, Millis(120'000)), Millis(240'000));
        QVERIFY(!estimatedWait(1, 0, Millis(120'000)));
        QVERIFY(!estimatedWait(1, 4, std::nullopt));
    }
};

QTEST_GUILESS_MAIN(TestRouting)
#include "tst_routing.moc"
