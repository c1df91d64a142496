// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/routing/day.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kBegin = fromMillis(1'760'000'000'000);
const QueueId kSales(Uuid {3, 1});
const QueueId kCare(Uuid {3, 2});
const PersonId kAda(Uuid {1, 1});
const PersonId kBen(Uuid {1, 2});

DayAgent agent(PersonId id, const std::vector<DaySpan>& here, qint64 capacity = 1, const QList<QueueId>& queues = {kSales})
{
    DayAgent one;
    one.agent.id = id;
    one.agent.queues = queues;
    one.agent.capacity = capacity;
    one.here = here;
    return one;
}

DaySpan span(Millis from, Millis until)
{
    return {kBegin + from, kBegin + until};
}

DayArrival arrival(quint64 number, Millis at, Millis handling = 60s, CustomerTier tier = CustomerTier::standard)
{
    DayArrival one;
    one.waiting.id = ConversationId(Uuid {2, number});
    one.waiting.queue = kSales;
    one.waiting.customerTier = tier;
    one.waiting.since = one.waiting.inQueueSince = kBegin + at;
    one.handling = handling;
    return one;
}

routing::Profile profile(qint64 vip = 0)
{
    routing::Profile profile;
    profile.version = 1;
    if (vip > 0)
        profile.points.customerTier = {{CustomerTier::vip, vip}};
    for (QueueId id : {kSales, kCare}) {
        routing::QueueProfile queue;
        queue.id = id;
        profile.queues.append(queue);
    }
    return profile;
}

/// "1@60": the first agent, 60 s after the beginning; "-@30": nobody until then.
QStringList told(const DayReport& report)
{
    QStringList fates;
    for (const DayFate& each : report.fates)
        fates.append(u"%1@%2"_s.arg(each.agent ? QString::number(each.agent->value.low) : u"-"_s)
                         .arg((each.at - kBegin).count() / 1000));
    return fates;
}

} // namespace

/// Small days whose course is known.
class TestPlayDay final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointsDecideWhoGetsItWhen()
    {
        const Day day {kBegin, {agent(kAda, {span(0s, 1h)}), agent(kBen, {span(0s, 1h)})},
            {arrival(1, 0s), arrival(2, 1s), arrival(3, 10s), arrival(4, 20s, 60s, CustomerTier::vip)}};
        const DayReport turn = playDay(day, profile(), 30s);
        QCOMPARE(told(turn), (QStringList {u"1@0"_s, u"2@1"_s, u"1@60"_s, u"2@61"_s}));
        QCOMPARE(turn.left, 0);
        QCOMPARE(turn.byTier.at(CustomerTier::vip).longest, 41s);
        const DayReport tiers = playDay(day, profile(100), 30s);
        QCOMPARE(told(tiers), (QStringList {u"1@0"_s, u"2@1"_s, u"2@61"_s, u"1@60"_s}));
        QCOMPARE(tiers.byTier.at(CustomerTier::vip).longest, 40s);
        QCOMPARE(tiers.byTier.at(CustomerTier::standard).longest, 51s);
        QCOMPARE(tiers.full + tiers.overtaken, 0);
    }

    void whoComesAndGoesTakesWhatComesWhileThere()
    {
        const Day day {kBegin, {agent(kAda, {span(-10s, 60s), span(120s, 180s), span(300s, 400s)})},
            {arrival(1, 50s, 100s), arrival(2, 70s, 10s), arrival(3, 130s, 10s), arrival(4, 190s, 10s)}};
        const DayReport report = playDay(day, profile(), 30s);
        // The first is finished during the break and after it.
        QCOMPARE(told(report), (QStringList {u"1@50"_s, u"1@150"_s, u"1@160"_s, u"1@300"_s}));
        QCOMPARE(report.full, 0);
    }

    void aRampBeginsAnewWithEachComing()
    {
        routing::Profile ramp = profile();
        ramp.rampStep = 20s;
        const Day day {kBegin, {agent(kAda, {span(0s, 60s), span(100s, 200s)}, 3)},
            {arrival(1, 0s, 5s), arrival(2, 0s, 5s), arrival(3, 70s, 50s), arrival(4, 70s, 50s), arrival(5, 70s, 50s)}};
        QCOMPARE(told(playDay(day, ramp, 30s)), (QStringList {u"1@0"_s, u"1@20"_s, u"1@100"_s, u"1@120"_s, u"1@140"_s}));
    }

    void whatIsNotGivenByTheEndIsLeft()
    {
        const Day day {kBegin, {agent(kAda, {span(0s, 1h)})}, {arrival(1, 0s, 600s), arrival(2, 10s), arrival(3, 90s)}};
        const DayReport hour = playDay(day, profile(), 30s, kBegin + 60s);
        QCOMPARE(told(hour), (QStringList {u"1@0"_s, u"-@60"_s, u"-@60"_s}));
        QCOMPARE(hour.all.count, 1);
        QCOMPARE(hour.left, 2);
        QCOMPARE(hour.end, kBegin + 60s);
        QCOMPARE(hour.saturation, 1.0);
        QCOMPARE(playDay(day, profile(), 30s).left, 0);
    }

    void whatTheyHaveAtTheBeginningTakesRoom()
    {
        Day day {kBegin, {agent(kAda, {span(-1h, 1h)}), agent(kBen, {span(-1h, 1h)})}, {arrival(1, 5s), arrival(2, 6s)}};
        day.agents[0].held = {{Channel::web, kBegin + 30s}};
        const DayReport report = playDay(day, profile(), 30s);
        QCOMPARE(told(report), (QStringList {u"2@5"_s, u"1@30"_s}));
        QCOMPARE(report.full, 0);
    }

    void whoWaitsFromBeforeWaitsOn()
    {
        Day day {kBegin, {agent(kAda, {span(10s, 1h)})}, {arrival(1, -300s), arrival(2, 0s)}};
        day.arrivals[0].waiting.since = kBegin - 400s;
        const DayReport report = playDay(day, profile(), 30s);
        QCOMPARE(told(report), (QStringList {u"1@10"_s, u"1@70"_s}));
        QCOMPARE(report.all.longest, 410s);
    }

    void whoDoesNotWaitThatLongIsLostAndTakesNoRoom()
    {
        Day day {kBegin, {agent(kAda, {span(0s, 1h)})}, {arrival(1, 0s), arrival(2, 1s), arrival(3, 2s)}};
        day.arrivals[1].leaves = kBegin + 30s;
        const DayReport report = playDay(day, profile(), 30s);
        QCOMPARE(told(report), (QStringList {u"1@0"_s, u"-@30"_s, u"1@60"_s}));
        QCOMPARE(report.left, 1);
        // Who was given to somebody does not leave.
        day.arrivals[0].leaves = kBegin + 30s;
        QCOMPARE(told(playDay(day, profile(), 30s)), told(report));
    }

    void aLanguageIsAskedForWhileSomebodySpeaksIt()
    {
        Day day {kBegin, {agent(kAda, {span(0s, 1h)}, 5), agent(kBen, {span(0s, 100s), span(200s, 1h)})},
            {arrival(1, 0s, 300s), arrival(2, 10s), arrival(3, 150s), arrival(4, 210s)}};
        day.agents[1].agent.languages = {{u"en"_s, 5}};
        for (DayArrival& each : day.arrivals)
            each.waiting.language = u"en"_s;
        // The second waits for Ben, who has no room, until he goes; the third finds nobody who speaks it.
        QCOMPARE(told(playDay(day, profile(), 30s)), (QStringList {u"2@0"_s, u"1@100"_s, u"1@150"_s, u"2@300"_s}));
    }

    void whoOverflowsAsksForWhatIsSpokenThere()
    {
        routing::Profile over = profile();
        over.queues[0].overflow = routing::Overflow {kCare, 30s};
        Day day {kBegin, {agent(kAda, {span(0s, 1h)}), agent(kBen, {span(0s, 1h)}, 1, {kCare})},
            {arrival(1, 0s, 600s), arrival(2, 10s)}};
        day.agents[0].agent.languages = {{u"en"_s, 5}};
        day.arrivals[1].waiting.language = u"en"_s;
        QCOMPARE(told(playDay(day, over, 30s)), (QStringList {u"1@0"_s, u"2@40"_s}));
        QCOMPARE(told(playDay(day, profile(), 30s)), (QStringList {u"1@0"_s, u"1@600"_s}));
    }

    void anAnswerThatIsDueSoonGoesFirstWhereTheQueueHasATarget()
    {
        Day day {kBegin, {agent(kAda, {span(0s, 1h)}, 1, {kSales, kCare})}, {arrival(1, 0s), arrival(2, 1s), arrival(3, 2s)}};
        day.arrivals[2].waiting.queue = kCare;
        routing::Profile due = profile();
        due.points.dueSoon = 500;
        due.points.dueSoonWithin = 90s;
        due.queues[1].replyTarget = 120s;
        QCOMPARE(told(playDay(day, profile(), 30s)), (QStringList {u"1@0"_s, u"1@60"_s, u"1@120"_s}));
        QCOMPARE(told(playDay(day, due, 30s)), (QStringList {u"1@0"_s, u"1@120"_s, u"1@60"_s}));
    }
};

QTEST_GUILESS_MAIN(TestPlayDay)
#include "tst_playday.moc"
