// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "server/coordinator/pace.h"

using namespace greenroom;
using namespace std::chrono_literals;

class TestPace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// However often a thread asks, in the long run it is let through once a step; the few it may at once are not many.
    void onceAStepInTheLongRun()
    {
        constexpr auto step = 10ms;
        Pace pace(step);
        const auto begun = Pace::Clock::now();
        int taken = 0;
        while (Pace::Clock::now() - begun < 30 * step) {
            pace.keep();
            ++taken;
        }
        const auto steps = (Pace::Clock::now() - begun) / step;
        QVERIFY2(taken <= steps + 8, qPrintable(QString::number(taken)));
    }

    /// What comes now and then is taken at once.
    void whatComesAloneNeverWaits()
    {
        Pace pace(10s);
        const auto begun = Pace::Clock::now();
        for (int i = 0; i < 6; ++i)
            pace.keep();
        QVERIFY(Pace::Clock::now() - begun < 2s);
    }

    /// Two threads of the same step that began at different moments wake at the same ones.
    void threadsOfOneStepWakeTogether()
    {
        constexpr auto step = 40ms;
        for (const auto before : {1ms, 13ms, 26ms}) {
            Pace other(before);
            for (int i = 0; i < 7; ++i)
                other.keep();
            Pace pace(step);
            for (int i = 0; i < 6; ++i)
                pace.keep();
            std::vector<Pace::Clock::duration> late;
            for (int i = 0; i < 5; ++i) {
                pace.keep();
                late.push_back(Pace::Clock::now().time_since_epoch() % step);
            }
            std::ranges::sort(late);
            // The median, because a busy machine wakes a thread late now and then.
            QVERIFY2(late[2] < step / 2, qPrintable(QString::number(late[2].count())));
        }
    }
};

QTEST_GUILESS_MAIN(TestPace)
#include "tst_pace.moc"
