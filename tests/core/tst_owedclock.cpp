// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/owedclock.h"

namespace greenroom {

class TestOwedClock : public QObject {
    Q_OBJECT

    static Instant at(qint64 seconds) { return Instant(std::chrono::seconds(seconds)); }

private Q_SLOTS:
    void levelsBeginAtHalfFourFifthsAndPastTheTarget()
    {
        const OwedClock clock;
        QCOMPARE(clock.level({}, at(0)), OwedLevel::none);
        QCOMPARE(clock.level(at(0), at(89)), OwedLevel::quiet);
        QCOMPARE(clock.level(at(0), at(90)), OwedLevel::caution);
        QCOMPARE(clock.level(at(0), at(143)), OwedLevel::caution);
        QCOMPARE(clock.level(at(0), at(144)), OwedLevel::critical);
        QCOMPARE(clock.level(at(0), at(180)), OwedLevel::critical);
        QCOMPARE(clock.level(at(0), at(180) + Millis(1)), OwedLevel::overdue);
        QCOMPARE(clock.level(at(10), at(0)), OwedLevel::quiet); // a clock that runs behind
    }

    void eachNextChangeChangesTheLevel()
    {
        for (const Millis target : {Millis(180'000), Millis(1001), Millis(77'777)}) {
            const OwedClock clock {target};
            Instant now = at(0);
            QList<OwedLevel> levels {clock.level(at(0), now)};
            while (const auto next = clock.nextChange(at(0), now)) {
                QCOMPARE(clock.level(at(0), *next - Millis(1)), levels.last());
                now = *next;
                levels.append(clock.level(at(0), now));
            }
            QCOMPARE(levels, (QList {OwedLevel::quiet, OwedLevel::caution, OwedLevel::critical, OwedLevel::overdue}));
        }
    }

    void jumpsToTheNearestThatCanBeMet()
    {
        const std::vector<Due> dues {{at(0), at(180)}, {at(50), at(230)}, {at(20), at(200)}};
        QCOMPARE(mostPressing(dues, at(0)), size_t(0));
        QCOMPARE(mostPressing(dues, at(190)), size_t(2));
        QCOMPARE(mostPressing(dues, at(999)), size_t(0));
        QCOMPARE(longestOverdue(dues, at(210)), size_t(0));
        QVERIFY(!longestOverdue(dues, at(100)));
        QVERIFY(!mostPressing({}, at(0)));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestOwedClock)
#include "tst_owedclock.moc"
