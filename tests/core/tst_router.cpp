// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/routing/router.h"

using namespace greenroom;
using namespace greenroom::routing;

namespace {

PersonId person(quint64 n)
{
    return PersonId(Uuid {1, n});
}
QueueId queueId(quint64 n)
{
    return QueueId(Uuid {2, n});
}
ConversationId conversation(quint64 n)
{
    return ConversationId(Uuid {3, n});
}
const Instant kNow = fromMillis(1'700'000'000'000);

Agent agent(quint64 n, qint64 capacity = 1, qint64 load = 0)
{
    Agent one;
    one.id = person(n);
    one.presence = Presence::online;
    one.queues = {queueId(1)};
    one.capacity = capacity;
    one.load = load;
    one.open[0] = load;
    one.onlineSince = kNow - 8h;
    one.lastAssigned = one.lastReleased = kNow - 1h;
    return one;
}

Waiting waiting(quint64 n, Millis waited = 0ms)
{
    Waiting one;
    one.id = conversation(n);
    one.queue = queueId(1);
    one.since = one.inQueueSince = kNow - waited;
    return one;
}

QueueProfile queueProfile(Strategy strategy = Strategy::lowestSaturation)
{
    QueueProfile queue;
    queue.id = queueId(1);
    queue.strategy = strategy;
    return queue;
}

Profile profile(const QueueProfile& queue)
{
    Profile one;
    one.version = 7;
    one.queues = {queue};
    return one;
}

PersonId winner(Strategy strategy, const std::vector<Agent>& agents, const Waiting& who = waiting(1))
{
    Router router;
    router.setProfile(profile(queueProfile(strategy)), kNow);
    for (const Agent& each : agents)
        router.set(each, kNow);
    router.set(who, kNow);
    const auto given = router.route(kNow).given;
    return given.empty() ? PersonId() : given.front().agent;
}

} // namespace

/// The worked cases of reference/routing.md and the rules one by one.
class TestRouter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // §3.3: A capacity 2 load 1 (half free), B capacity 10 load 8 (a fifth free).
    void spareIsByNumberAndSaturationByShare()
    {
        const std::vector agents {agent(1, 2, 1), agent(2, 10, 8)};
        QCOMPARE(winner(Strategy::highestSpare, agents), person(2));
        QCOMPARE(winner(Strategy::lowestSaturation, agents), person(1));
    }

    // §3.3: X capacity 10 with five of weight 1, Y capacity 6 with one of weight 4.
    void mostAvailableCountsUnitsAndLeastActiveConversations()
    {
        const Agent x = agent(1, 10, 5);
        Agent y = agent(2, 6, 4);
        y.open = {1};
        QCOMPARE(winner(Strategy::mostAvailable, {x, y}), person(1));
        QCOMPARE(winner(Strategy::leastActive, {x, y}), person(2));
    }

    // §3.3: last assigned 10:30, 10:35, 10:37.
    void roundRobinGoesByTheLastAssignment()
    {
        std::vector agents {agent(1, 5), agent(2, 5), agent(3, 5)};
        agents[0].lastAssigned = kNow - 27min;
        agents[1].lastAssigned = kNow - 32min;
        agents[2].lastAssigned = kNow - 25min;
        Router router;
        router.setProfile(profile(queueProfile(Strategy::roundRobin)), kNow);
        for (const Agent& each : agents)
            router.set(each, kNow);
        router.set(waiting(1), kNow);
        router.set(waiting(2), kNow + 1ms);
        const auto given = router.route(kNow + 1ms).given;
        QCOMPARE(given.size(), size_t(2));
        QCOMPARE(given[0].agent, person(2));
        QCOMPARE(given[1].agent, person(1));
    }

    // §3.3: released 1:15 and 1:10, a call at 1:20.
    void longestIdleGoesByTheLastRelease()
    {
        Agent oscar = agent(1);
        Agent victoria = agent(2);
        oscar.lastReleased = kNow - 5min;
        victoria.lastReleased = kNow - 10min;
        QCOMPARE(winner(Strategy::longestIdle, {oscar, victoria}), person(2));
    }

    void theBestMatchHasTheHighestMeanLevel()
    {
        Agent a = agent(1);
        Agent b = agent(2);
        a.skills = {{QStringLiteral("refund"), 5}, {QStringLiteral("order"), 2}};
        b.skills = {{QStringLiteral("refund"), 4}, {QStringLiteral("order"), 4}};
        Waiting who = waiting(1);
        who.required = {{QStringLiteral("refund"), 3}, {QStringLiteral("order"), 1}};
        QCOMPARE(winner(Strategy::bestSkillMatch, {a, b}, who), person(2));
        who.required = {{QStringLiteral("refund"), 5}};
        QCOMPARE(winner(Strategy::bestSkillMatch, {a, b}, who), person(1));
    }

    void eachExclusionKeepsSomebodyOut_data()
    {
        QTest::addColumn<int>("why");
        for (size_t i = 0; i < kExclusions; ++i)
            QTest::addRow("%zu", i) << int(i);
    }
    void eachExclusionKeepsSomebodyOut()
    {
        QFETCH(int, why);
        const auto exclusion = static_cast<Exclusion>(why);
        QueueProfile queue = queueProfile();
        queue.stickyWait = 1min;
        Profile weights = profile(queue);
        weights.rampStep = 10s;
        Agent one = agent(1, 3);
        one.skills = {{QStringLiteral("refund"), 3}};
        one.languages = {{QStringLiteral("zh"), 5}};
        Agent other = agent(2, 3, 3);
        Waiting who = waiting(1);
        who.required = {{QStringLiteral("refund"), 3}};
        who.language = QStringLiteral("zh");
        switch (exclusion) {
        case Exclusion::none: break;
        case Exclusion::queue: one.queues = {queueId(2)}; break;
        case Exclusion::tier: who.tier = Tier::l2; break;
        case Exclusion::language: who.language = QStringLiteral("en"); break;
        case Exclusion::skill: who.required = {{QStringLiteral("refund"), 4}}; break;
        case Exclusion::excluded: who.excluded = {one.id}; break;
        case Exclusion::heldForAnother:
            other.skills = one.skills;
            other.languages = one.languages;
            who.preferred = other.id;
            who.preferredAt = kNow - 1h;
            break;
        case Exclusion::absent: one.presence = Presence::windingDown; break;
        case Exclusion::ramp:
            one.onlineSince = kNow - 9s;
            one.givenSinceOnline = 1;
            one.load = one.open[0] = 1;
            break;
        case Exclusion::full: one.load = 3; break;
        }
        Router router;
        router.setProfile(weights, kNow);
        router.set(one, kNow);
        router.set(other, kNow);
        router.set(who, kNow);
        const auto whole = router.explain(who.id, kNow);
        QVERIFY(whole);
        const auto row = std::find_if(
            whole->best.begin(), whole->best.end(), [&](const Candidate& c) { return c.agent == one.id; });
        QVERIFY(row != whole->best.end());
        QCOMPARE(int(row->exclusion), why);
        QCOMPARE(router.route(kNow).given.empty(), exclusion != Exclusion::none);
    }

    // §3.5, the oracle: optional gold 2, french 2, beauty 1, vip 0; 20 s each.
    void optionalSkillsDropByPriorityRequiredNever()
    {
        QueueProfile queue = queueProfile();
        queue.rings = {20s, 20s, 20s};
        const auto takes = [&](const QStringList& skills, Millis after) {
            Router router;
            router.setProfile(profile(queue), kNow);
            Agent one = agent(1);
            for (const QString& name : skills)
                one.skills.append({name, 1});
            router.set(one, kNow);
            Waiting who = waiting(1);
            who.required = {{QStringLiteral("order"), 1}};
            who.optional = {{{QStringLiteral("gold"), 1}, 2}, {{QStringLiteral("french"), 1}, 2},
                {{QStringLiteral("beauty"), 1}, 1}, {{QStringLiteral("vip"), 1}, 0}};
            router.set(who, kNow);
            return !router.route(kNow + after).given.empty();
        };
        const QString order = QStringLiteral("order"), gold = QStringLiteral("gold"), french = QStringLiteral("french"),
                      beauty = QStringLiteral("beauty"), vip = QStringLiteral("vip");
        QVERIFY(takes({order, gold, french, beauty, vip}, 0s));
        QVERIFY(!takes({order, french, beauty, vip}, 19'999ms));
        QVERIFY(takes({order, beauty, vip}, 20s));
        QVERIFY(!takes({order, vip}, 39'999ms));
        QVERIFY(takes({order, vip}, 40s));
        QVERIFY(!takes({order}, 59'999ms));
        QVERIFY(takes({order}, 60s));
        QVERIFY(!takes({vip, gold, french, beauty}, 1h));
    }

    void theLastAgentIsWaitedForAndThenAnybodyWillDo()
    {
        QueueProfile queue = queueProfile();
        queue.stickyWait = 30s;
        Router router;
        router.setProfile(profile(queue), kNow);
        router.set(agent(1, 1, 1), kNow);
        router.set(agent(2), kNow);
        Waiting who = waiting(1);
        who.preferred = person(1);
        who.preferredAt = kNow - 71h;
        router.set(who, kNow);
        QVERIFY(router.route(kNow).given.empty());
        QCOMPARE(router.nextDue(), kNow + 30s);
        QVERIFY(router.route(kNow + 29'999ms).given.empty());
        const auto given = router.route(kNow + 30s).given;
        QCOMPARE(given.size(), size_t(1));
        QCOMPARE(given[0].agent, person(2));
        QVERIFY(!given[0].sticky);
    }

    void theLastAgentWinsWithinTheTimeAndNotAfter()
    {
        for (const Millis ago : {Millis(72h), Millis(72h) + 1ms}) {
            Router router;
            router.setProfile(profile(queueProfile()), kNow);
            router.set(agent(1, 4, 3), kNow);
            router.set(agent(2, 4), kNow);
            Waiting who = waiting(1);
            who.preferred = person(1);
            who.preferredAt = kNow - ago;
            router.set(who, kNow);
            const auto given = router.route(kNow).given;
            QCOMPARE(given.size(), size_t(1));
            QCOMPARE(given[0].agent, person(ago == Millis(72h) ? 1 : 2));
            QCOMPARE(given[0].sticky, ago == Millis(72h));
        }
    }

    void whoeverIsWaitedForLeavesAndNobodyWaitsForThem()
    {
        QueueProfile queue = queueProfile();
        queue.stickyWait = 30min;
        Router router;
        router.setProfile(profile(queue), kNow);
        Agent last = agent(1, 1, 1);
        router.set(last, kNow);
        router.set(agent(2), kNow);
        Waiting who = waiting(1);
        who.preferred = last.id;
        who.preferredAt = kNow - 1h;
        router.set(who, kNow);
        QVERIFY(router.route(kNow).given.empty());
        last.presence = Presence::onBreak;
        router.set(last, kNow + 1s);
        QCOMPARE(router.route(kNow + 1s).given.at(0).agent, person(2));
    }

    // §3.4, after Genesys: five minutes waited and ten points are fifteen.
    void urgencyIsPointsAndAgeing()
    {
        QueueProfile queue = queueProfile();
        queue.ageing = 1;
        Profile weights = profile(queue);
        weights.points.customerTier = {{CustomerTier::vip, 10}};
        weights.points.emotion = 8;
        Router router;
        router.setProfile(weights, kNow);
        Waiting vip = waiting(1, 5min);
        vip.customerTier = CustomerTier::vip;
        Waiting angry = waiting(2, 6min);
        angry.emotion = 1;
        router.set(vip, kNow);
        router.set(angry, kNow);
        router.set(waiting(3, 13min), kNow);
        router.set(waiting(4, 16min), kNow);
        QCOMPARE(router.explain(vip.id, kNow)->urgency.total(), 15.0);
        router.set(agent(1, 4), kNow);
        QList<ConversationId> order;
        for (const Given& given : router.route(kNow).given)
            order.append(given.conversation);
        QCOMPARE(order, (QList {conversation(4), conversation(1), conversation(2), conversation(3)}));
    }

    void nobodyStarvesBehindThoseWhoKeepComing()
    {
        Profile weights = profile(queueProfile());
        weights.points.customerTier = {{CustomerTier::vip, 30}};
        Router router;
        router.setProfile(weights, kNow);
        router.set(waiting(1), kNow);
        for (int minute = 0; minute < 60; ++minute) {
            Waiting vip = waiting(100 + quint64(minute));
            vip.customerTier = CustomerTier::vip;
            vip.since = vip.inQueueSince = kNow + std::chrono::minutes(minute);
            router.set(vip, vip.since);
            router.set(agent(1), vip.since);
            const auto given = router.route(vip.since).given;
            QCOMPARE(given.size(), size_t(1));
            if (given[0].conversation == conversation(1)) {
                QCOMPARE(minute, 30); // thirty points are thirty minutes; of two equal ones who waits longer
                return;
            }
        }
        QFAIL("thirty points weighed more than an hour");
    }

    void aRaiseWhenTheAnswerIsDueSoonIsATimedEvent()
    {
        Profile weights = profile(queueProfile());
        weights.points.dueSoon = 100;
        weights.points.dueSoonWithin = 30s;
        Router router;
        router.setProfile(weights, kNow);
        router.set(waiting(1, 10min), kNow);
        Waiting due = waiting(2, 1min);
        due.replyDue = kNow + 1min;
        router.set(due, kNow);
        QCOMPARE(router.nextDue(), kNow + 30s);
        QVERIFY(router.route(kNow + 30s).given.empty());
        router.set(agent(1), kNow + 30s);
        QCOMPARE(router.route(kNow + 30s).given.at(0).conversation, due.id);
    }

    void overflowKeepsTheInstantAndEndsInACircle()
    {
        QueueProfile first = queueProfile();
        QueueProfile second = queueProfile();
        second.id = queueId(2);
        first.overflow = Overflow {second.id, 60s, false, 0};
        second.overflow = Overflow {first.id, 60s, false, 0};
        Profile weights;
        weights.queues = {first, second};
        const auto refused = check(weights, {first.id, second.id});
        QVERIFY(!refused);
        QCOMPARE(refused.error().field, QStringLiteral("queues[0].overflow.to"));
        // A profile nobody checked ends all the same.
        Router router;
        router.setProfile(weights, kNow);
        router.set(waiting(1), kNow);
        QCOMPARE(router.route(kNow + 60s).overflowed.size(), size_t(1));
        QCOMPARE(router.waiting(conversation(1))->since, kNow);
        QCOMPARE(router.waiting(conversation(1))->queue, second.id);
        QCOMPARE(router.waitingCount(second.id), size_t(1));
        QCOMPARE(router.waitingCount(first.id), size_t(0));
        QVERIFY(router.route(kNow + 120s).overflowed.size() <= 1);
        QVERIFY(router.route(kNow + 10h).overflowed.empty());
        QVERIFY(!router.nextDue());
    }

    void anOverflowItsGuardRefusesIsAskedAgain()
    {
        QueueProfile queue = queueProfile();
        queue.overflow = Overflow {queueId(2), 60s, true, 0};
        Router router;
        router.setProfile(profile(queue), kNow);
        router.set(waiting(1), kNow);
        QVERIFY(router.route(kNow + 60s).overflowed.empty());
        Agent there = agent(1);
        there.queues = {queueId(2)};
        router.set(there, kNow + 61s);
        QCOMPARE(router.nextDue(), kNow + 65s);
        const Decisions then = router.route(kNow + 65s);
        QCOMPARE(then.overflowed.size(), size_t(1));
        QCOMPARE(then.given.at(0).agent, there.id);
    }

    void beyondTheLimitOfAQueueOneOverflowsAtOnce()
    {
        QueueProfile queue = queueProfile();
        queue.overflow = Overflow {queueId(2), 60s, false, 0};
        queue.mostWaiting = 2;
        Router router;
        router.setProfile(profile(queue), kNow);
        router.set(waiting(1), kNow);
        router.set(waiting(2), kNow);
        QVERIFY(router.isFull(queueId(1)));
        QVERIFY(router.route(kNow).overflowed.empty()); // they came when there was room
        router.set(waiting(3), kNow);
        const Decisions decisions = router.route(kNow);
        QCOMPARE(decisions.overflowed.size(), size_t(1));
        QCOMPARE(decisions.overflowed[0].conversation, conversation(3));
        QCOMPARE(router.waiting(conversation(3))->since, kNow); // the wait goes on
        QCOMPARE(router.waitingCount(queueId(1)), size_t(2));
        router.set(waiting(1), kNow); // told again: it was there before
        QVERIFY(router.route(kNow + 59s).overflowed.empty());
        QCOMPARE(router.route(kNow + 60s).overflowed.size(), size_t(2)); // in their time
    }

    void theNextForSomebodyIsTheMostUrgentTheyCouldHave()
    {
        Router router;
        router.setProfile(profile(queueProfile()), kNow);
        Agent away = agent(1, 0); // no room, and not there
        away.presence = Presence::training;
        router.set(away, kNow);
        QVERIFY(!router.nextFor(person(1)));
        QVERIFY(!router.nextFor(person(2)));
        router.set(waiting(1, 30s), kNow);
        router.set(waiting(2, 60s), kNow);
        Waiting skilled = waiting(3, 90s);
        skilled.required = {{QStringLiteral("returns"), 1}};
        router.set(skilled, kNow);
        QCOMPARE(router.nextFor(person(1)), conversation(2));
        Waiting raised = waiting(1, 30s);
        raised.priority = 10;
        router.set(raised, kNow);
        QCOMPARE(router.nextFor(person(1)), conversation(1));
        raised.excluded = {person(1)};
        router.set(raised, kNow);
        QCOMPARE(router.nextFor(person(1)), conversation(2));
    }

    void whyTheyWaitIsWhatKeepsTheNearestFromIt()
    {
        Router router;
        router.setProfile(profile(queueProfile()), kNow);
        using Reasons = std::vector<std::pair<Exclusion, qint64>>;
        QCOMPARE(router.waitReasons(queueId(1)), Reasons {});
        router.set(waiting(1), kNow);
        QCOMPARE(router.waitReasons(queueId(1)), (Reasons {{Exclusion::absent, 1}})); // there is nobody
        router.set(agent(1, 1, 1), kNow);
        router.set(waiting(2), kNow);
        Waiting skilled = waiting(3);
        skilled.required = {{QStringLiteral("returns"), 1}};
        router.set(skilled, kNow);
        QCOMPARE(router.waitReasons(queueId(1)), (Reasons {{Exclusion::full, 2}, {Exclusion::skill, 1}}));
        Agent away = agent(1, 1);
        away.presence = Presence::onBreak;
        router.set(away, kNow);
        QCOMPARE(router.waitReasons(queueId(1)), (Reasons {{Exclusion::absent, 2}, {Exclusion::skill, 1}}));
    }

    // §3.8: capacity 10 each, 18 waiting; three come one after another. Without a ramp 10, 8, 0.
    void nobodyGetsTheWholeMorning()
    {
        const auto shares = [](Millis step) {
            Profile weights = profile(queueProfile());
            weights.rampStep = step;
            Router router;
            router.setProfile(weights, kNow);
            for (quint64 n = 1; n <= 18; ++n)
                router.set(waiting(n, 10h), kNow);
            std::map<PersonId, int> got;
            for (Millis at = 0s; at <= 10min; at += 1s) {
                for (quint64 n = 1; n <= 3; ++n)
                    if (at == Millis(n * 5'000)) {
                        Agent one = agent(n, 10);
                        one.onlineSince = kNow + at;
                        router.set(one, kNow + at);
                    }
                for (const Given& given : router.route(kNow + at).given)
                    ++got[given.agent];
            }
            return QList {got[person(1)], got[person(2)], got[person(3)]};
        };
        QCOMPARE(shares(0s), (QList {10, 8, 0}));
        QCOMPARE(shares(10s), (QList {6, 6, 6}));
    }

    void weightsAndLimitsOfAChannelAreKept()
    {
        Profile weights = profile(queueProfile());
        weights.channels = {{Channel::phone, 4, true}};
        Router router;
        router.setProfile(weights, kNow);
        Agent one = agent(1, 9);
        one.mostOf[static_cast<size_t>(Channel::phone)] = 1;
        router.set(one, kNow);
        for (quint64 n = 1; n <= 3; ++n) {
            Waiting call = waiting(n, 1min);
            call.channel = Channel::phone;
            router.set(call, kNow);
        }
        for (quint64 n = 4; n <= 13; ++n)
            router.set(waiting(n), kNow);
        const auto given = router.route(kNow).given;
        QCOMPARE(given.size(), size_t(6)); // one call of four units and five chats
        QCOMPARE(router.agent(one.id)->load, 9);
        QCOMPARE(given[0].offerUntil, kNow + 20s);
        QVERIFY(!given[1].offerUntil);
        QCOMPARE(router.explain(conversation(2), kNow)->count[static_cast<size_t>(Exclusion::full)], 1);
    }

    void anEarlierClockStopsNothing()
    {
        Router router;
        router.setProfile(profile(queueProfile()), kNow);
        router.set(waiting(1), kNow);
        router.set(agent(1), kNow - 1h);
        const auto given = router.route(kNow - 10h).given;
        QCOMPARE(given.size(), size_t(1));
        QCOMPARE(given[0].why.urgency.waited, 0.0);
    }

    void aSkillNobodyHasIsSeenInTheExplanation()
    {
        Router router;
        router.setProfile(profile(queueProfile()), kNow);
        router.set(agent(1), kNow);
        router.set(agent(2, 0), kNow);
        Waiting who = waiting(1);
        who.required = {{QStringLiteral("nobody has this"), 1}};
        router.set(who, kNow);
        router.set(waiting(2), kNow);
        QCOMPARE(router.route(kNow).given.size(), size_t(1));
        const auto why = router.explain(who.id, kNow);
        QCOMPARE(why->count[static_cast<size_t>(Exclusion::skill)], 2);
        QCOMPARE(why->profile, 7);
    }

    void aProfileIsRefusedWithThePlace_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<int>("which");
        const char* places[] {"points.customerTier[0].points", "points.issue[0].points", "points.emotion", "channels[0].units",
            "rampStep", "queues[0].id", "queues[1].id", "queues[0].ageing", "queues[0].offerFor", "queues[0].rings",
            "queues[0].rings[0]", "queues[0].overflow.to", "queues[0].overflow.to", "queues[0].overflow.to",
            "queues[0].stickyWait"};
        for (int i = 0; i < int(std::size(places)); ++i)
            QTest::addRow("%d", i) << QString::fromLatin1(places[i]) << i;
    }
    void aProfileIsRefusedWithThePlace()
    {
        QFETCH(QString, place);
        QFETCH(int, which);
        Profile weights = profile(queueProfile());
        QueueProfile& queue = weights.queues[0];
        QList<QueueId> known;
        for (quint64 n = 1; n <= 8; ++n)
            known.append(queueId(n));
        QVERIFY(check(weights, known));
        switch (which) {
        case 0: weights.points.customerTier = {{CustomerTier::vip, kMostPoints + 1}}; break;
        case 1: weights.points.issue = {{QStringLiteral("refund"), -1}}; break;
        case 2: weights.points.emotion = -1; break;
        case 3: weights.channels = {{Channel::web, 0, false}}; break;
        case 4: weights.rampStep = -1s; break;
        case 5: queue.id = queueId(99); break;
        case 6: weights.queues.push_back(queue); break;
        case 7: queue.ageing = 0; break;
        case 8: queue.offerFor = 4s; break;
        case 9: queue.rings.fill(10s, 7); break;
        case 10: queue.rings = {0s}; break;
        case 11: queue.overflow = Overflow {queueId(99)}; break;
        case 12: queue.overflow = Overflow {queue.id}; break;
        case 13:
            weights.queues.clear();
            for (quint64 n = 1; n <= 7; ++n) {
                QueueProfile each;
                each.id = queueId(n);
                each.overflow = Overflow {queueId(n + 1)};
                weights.queues.push_back(each);
            }
            break;
        case 14: queue.stickyWait = -1s; break;
        }
        const auto refused = check(weights, known);
        QVERIFY(!refused);
        QCOMPARE(refused.error().field, place);
        QVERIFY(!refused.error().detail.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
