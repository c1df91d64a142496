// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/sim/dayplan.h"
#include "tests/sim/dayreport.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

routing::Profile profile(const QString& text)
{
    auto read = readProfile(text);
    if (!read)
        qFatal("%s", qPrintable(read.error().detail));
    return *read;
}

ShowPlan busyShow(quint64 seed)
{
    ShowPlan plan;
    plan.seed = seed;
    plan.length = std::chrono::hours(4);
    plan.agents = 40;
    return plan;
}

} // namespace

/// A whole day through the router.
class TestDay final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedIsTheSameDay()
    {
        const DayReport one = playDay(makeShow(busyShow(3)), profile(u"tiers"_s), 30s);
        const DayReport again = playDay(makeShow(busyShow(3)), profile(u"tiers"_s), 30s);
        QVERIFY(one.all.count > 1'000);
        QCOMPARE(dayJson({{}, one}).split(',').mid(0, 12), dayJson({{}, again}).split(',').mid(0, 12));
        QCOMPARE(one.gini, again.gini);
        QVERIFY(playDay(makeShow(busyShow(4)), profile(u"tiers"_s), 30s).gini != one.gini);
    }

    void everybodyIsGivenInTurnAndNobodyBeyondTheirCapacity_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
            {"", "tiers", "tiers,emotion=8,ageing=3", "vip=100,ageing=1", "rings=20,strategy=bestSkillMatch",
                "ramp=15,strategy=roundRobin", "strategy=leastActive", "strategy=longestIdle", "strategy=highestSpare"})
            QTest::newRow(*text ? text : "first come") << QString::fromLatin1(text);
    }
    void everybodyIsGivenInTurnAndNobodyBeyondTheirCapacity()
    {
        QFETCH(QString, text);
        for (quint64 seed = 1; seed <= 3; ++seed) {
            const Day day = makeShow(busyShow(seed));
            const DayReport report = playDay(day, profile(text), 30s);
            QCOMPARE(report.overtaken, 0);
            QCOMPARE(report.full, 0);
            QCOMPARE(report.all.count + report.left, qint64(day.arrivals.size()));
            QVERIFY(report.saturation > 0.1 && report.saturation <= 1);
            QVERIFY(report.gini >= 0 && report.gini < 0.5);
        }
    }

    void pointsLetSomeWaitLess()
    {
        const Day day = makeShow(busyShow(1));
        const DayReport turn = playDay(day, profile({}), 30s);
        const DayReport tiers = playDay(day, profile(u"tiers"_s), 30s);
        const auto p90 = [](const DayReport& report, CustomerTier tier) { return report.byTier.at(tier).p90; };
        QVERIFY(p90(tiers, CustomerTier::bigSpender) < p90(turn, CustomerTier::bigSpender));
        QVERIFY(p90(tiers, CustomerTier::standard) >= p90(turn, CustomerTier::standard));
    }

    void figuresOfKnownWaits()
    {
        std::vector<Millis> waits;
        for (int n = 1; n <= 100; ++n)
            waits.emplace_back(n * 1000);
        const DayWaits found = waitsOf(waits, 30s);
        QCOMPARE(found.count, 100);
        QCOMPARE(found.p50, 50s);
        QCOMPARE(found.p99, 99s);
        QCOMPARE(found.longest, 100s);
        QCOMPARE(found.within, 0.3);
        QCOMPARE(giniOf({1, 1, 1, 1}), 0.0);
        QCOMPARE(giniOf({0, 0, 0, 1}), 0.75);
        QCOMPARE(giniOf({1, 2, 3, 4}), 0.25);
    }

    void arrivalsAreReadAndRefusedByTheirLine()
    {
        const auto read = readArrivals("{\"at\":60,\"tier\":\"vip\",\"queue\":2,\"skill\":\"refund\",\"handlingSeconds\":90}\n"
                                       "\n{\"at\":5}\n",
            ShowPlan());
        QVERIFY(read);
        QCOMPARE(read->size(), size_t(2));
        QCOMPARE(read->at(0).waiting.since + 55s, read->at(1).waiting.since); // by time
        QCOMPARE(read->at(1).waiting.customerTier, CustomerTier::vip);
        QCOMPARE(read->at(1).waiting.queue, dayQueues().at(2));
        QCOMPARE(read->at(1).handling, 90s);
        for (const char* wrong :
            {"nonsense", "{}", "{\"at\":-1}", "{\"at\":1e99}", "{\"at\":1,\"queue\":9}", "{\"at\":1,\"tier\":\"king\"}"}) {
            const auto refused = readArrivals(QByteArray("{\"at\":1}\n") + wrong, ShowPlan());
            QVERIFY2(!refused, wrong);
            QVERIFY2(refused.error().detail.contains(u"line 2"_s), wrong);
        }
    }

    void aProfileThatIsNoneIsRefused()
    {
        for (const QString& wrong : {u"king=3"_s, u"ageing=0"_s, u"vip=x"_s, u"strategy=best"_s, u"vip=10001"_s})
            QVERIFY2(!readProfile(wrong), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(TestDay)
#include "tst_day.moc"
