// SPDX-License-Identifier: GPL-3.0-or-later
#include <deque>
#include <queue>
#include <random>

#include <QTest>

#include "core/domain/routing/servicerate.h"

using namespace greenroom;
using namespace std::chrono_literals;
using routing::ServiceRate;

namespace {

/// One queue, first come, first served, with so many slots; somebody else takes a share of them.
struct World {
    int slotCount = 10;
    double meanMinutes = 4;
    double perMinute = 2.4;
    double elsewhere = 0; ///< chance that a slot that becomes free goes to another queue first
    int halfTheSlotsGoAt = -1; ///< after so many were taken
};

struct Compared {
    double said = 0; ///< sums, of those who had to wait
    double waited = 0;
    int people = 0;
};

/// What each was told when they came, beside how long they waited.
Compared play(const World& world, unsigned seed)
{
    std::mt19937 random(seed);
    std::exponential_distribution<double> handling(1 / (world.meanMinutes * 60'000));
    std::exponential_distribution<double> arriving(world.perMinute / 60'000);
    std::uniform_real_distribution<double> chance(0, 1);
    struct Waits {
        double since;
        std::optional<Millis> told;
    };
    std::deque<Waits> waiting;
    std::priority_queue<double, std::vector<double>, std::greater<>> finishing;
    ServiceRate rate;
    Compared compared;
    int slotCount = world.slotCount;
    int taken = 0;
    double next = arriving(random);
    constexpr int kPeople = 6'000;
    constexpr int kWarmUp = 500;
    for (int came = 0; came < kPeople;) {
        double now = next;
        if (!finishing.empty() && finishing.top() <= next) {
            now = finishing.top();
            finishing.pop();
            if (chance(random) < world.elsewhere)
                finishing.push(now + handling(random));
        } else {
            ++came;
            next += arriving(random);
            Waits one {now, {}};
            if (int(finishing.size()) >= slotCount)
                one.told = rate.waitOf(qint64(waiting.size()) + 1, slotCount, {});
            waiting.push_back(one);
        }
        while (!waiting.empty() && int(finishing.size()) < slotCount) {
            const Waits one = waiting.front();
            waiting.pop_front();
            finishing.push(now + handling(random));
            rate.taken(fromMillis(qint64(now)), qint64(waiting.size()), slotCount);
            if (++taken == world.halfTheSlotsGoAt)
                slotCount /= 2;
            if (taken > kWarmUp && one.told) {
                compared.said += double(one.told->count());
                compared.waited += now - one.since;
                ++compared.people;
            }
        }
    }
    return compared;
}

} // namespace

class TestServiceRate final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsKnownDecidesWhatIsSaid()
    {
        ServiceRate rate;
        QVERIFY(!rate.waitOf(1, 4, {}));
        QVERIFY(!rate.waitOf(1, 0, 120s));
        QVERIFY(!rate.waitOf(0, 4, 120s));
        QCOMPARE(rate.waitOf(1, 4, 120s), 30s);
        QCOMPARE(rate.waitOf(6, 4, 120s), 180s);
        for (int i = 0; i <= 5; ++i)
            rate.taken(fromMillis(i * 10'000), 3, 4); // one each ten seconds
        QCOMPARE(rate.waitOf(6, 4, 120s), 60s);
        QCOMPARE(rate.waitOf(6, 8, 120s), 30s); // with twice the slots
    }

    void timesInWhichNobodyWaitedSayNothing()
    {
        ServiceRate rate;
        for (int i = 0; i <= 5; ++i)
            rate.taken(fromMillis(i * 10'000), 3, 4);
        rate.taken(fromMillis(60'000), 0, 4);
        rate.taken(fromMillis(3'600'000), 3, 4); // an hour in which nobody came
        QCOMPARE(rate.waitOf(1, 4, {}), 10s);
    }

    /// Two minutes' worth of several at once are not how fast it goes on.
    void whoComesAndTakesSeveralAtOnceDoesNotMakeItFast()
    {
        ServiceRate rate;
        for (int i = 0; i <= 5; ++i)
            rate.taken(fromMillis(i * 10'000), 9, 4);
        rate.taken(fromMillis(50'001), 8, 12);
        QCOMPARE(rate.waitOf(1, 4, {}), 10s);
    }

    void inSteadyStateItIsWithinAQuarterOfWhatIsWaited_data()
    {
        QTest::addColumn<World>("world");
        QTest::newRow("busy") << World {};
        QTest::newRow("one slot") << World {1, 4, 0.22};
        QTest::newRow("forty slots") << World {40, 6, 6.5};
        QTest::newRow("half of the slots serve others too") << World {20, 4, 2.4, 0.5};
        QTest::newRow("half of the people go home") << World {20, 4, 2.4, 0, 2'000};
    }
    void inSteadyStateItIsWithinAQuarterOfWhatIsWaited()
    {
        QFETCH(World, world);
        Compared all;
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const Compared one = play(world, seed);
            all.said += one.said;
            all.waited += one.waited;
            all.people += one.people;
        }
        const double ratio = all.said / all.waited;
        qInfo("seeds 1 to 5: %d people waited, said ÷ waited %.2f", all.people, ratio);
        QVERIFY(all.people > 1'000);
        QVERIFY2(ratio > 0.75 && ratio < 1.25, qPrintable(QString::number(ratio)));
    }
};

QTEST_GUILESS_MAIN(TestServiceRate)
#include "tst_servicerate.moc"
