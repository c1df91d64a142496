// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/domain/routing.h"

using namespace greenroom;

namespace {

PersonId person(quint64 n)
{
    return PersonId(Uuid {1, n});
}
const QueueId kQueue(Uuid {2, 1});
const Instant kNow = fromMillis(1'700'000'000'000);

AgentState agent(quint64 n, qint64 capacity, qint64 load, Millis idleFor = 10s)
{
    return {person(n), Presence::online, capacity, load, kNow - idleFor, {kQueue}};
}

Waiting waiting()
{
    return {ConversationId(Uuid {3, 1}), kQueue, kNow - 30s, {}, {}, {}};
}

} // namespace

class TestRouting final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // reference/routing.md §3.3: A cap 2 load 1 (50 %), B cap 10 load 8 (20 % free): by percent, A.
    void lowestSaturationIsByShareNotByNumber()
    {
        const std::vector agents {agent(1, 2, 1), agent(2, 10, 8)};
        const auto choice = chooseAgent(waiting(), {}, agents, kNow);
        QVERIFY(choice);
        QCOMPARE(choice->agent, person(1));
        QCOMPARE(choice->reason, AssignReason::lowestSaturation);
    }

    void amongEqualsTheLongestIdle()
    {
        const std::vector agents {agent(1, 4, 2, 5s), agent(2, 2, 1, 50s), agent(3, 6, 3, 20s)};
        const auto choice = chooseAgent(waiting(), {}, agents, kNow);
        QVERIFY(choice);
        QCOMPARE(choice->agent, person(2));
        QCOMPARE(choice->reason, AssignReason::longestIdle);
    }

    void theLastAgentComesFirstWithinTheStickyTime()
    {
        const std::vector agents {agent(1, 4, 0), agent(2, 4, 3)};
        Waiting back = waiting();
        back.lastAgent = person(2);
        back.lastAgentAt = kNow - 71h;
        QCOMPARE(chooseAgent(back, {}, agents, kNow)->agent, person(2));
        QCOMPARE(chooseAgent(back, {}, agents, kNow)->reason, AssignReason::lastAgent);
        back.lastAgentAt = kNow - 73h;
        QCOMPARE(chooseAgent(back, {}, agents, kNow)->agent, person(1));
    }

    void theLastAgentAtCapacityIsPassedOver()
    {
        const std::vector agents {agent(1, 4, 1), agent(2, 4, 4)};
        Waiting back = waiting();
        back.lastAgent = person(2);
        back.lastAgentAt = kNow - 1h;
        QCOMPARE(chooseAgent(back, {}, agents, kNow)->agent, person(1));
    }

    void nobodyEligible()
    {
        auto onBreak = agent(1, 4, 0);
        onBreak.presence = Presence::onBreak;
        auto stranger = agent(2, 4, 0);
        stranger.queues.clear();
        auto full = agent(3, 2, 2);
        auto declined = agent(4, 4, 0);
        Waiting one = waiting();
        one.declinedBy = {person(4)};
        const std::vector agents {onBreak, stranger, full, declined};
        QVERIFY(!chooseAgent(one, {}, agents, kNow));
    }

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
