// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/route.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

#include <QCommandLineParser>

#include <malloc.h>

#include "core/domain/routing/router.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPasses = 2'000;
const Instant kBegin = fromMillis(1'700'000'000'000);

/// Processor time of this thread.
double microseconds()
{
    timespec now {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

/// A platform's desk: 40 queues, 30 skills in five levels, three languages, three lines of support.
class Platform {
public:
    explicit Platform(quint64 seed)
        : m_random(seed)
    {
    }

    routing::Profile profile()
    {
        routing::Profile profile;
        profile.version = 1;
        profile.points.customerTier = {
            {CustomerTier::vip, 20}, {CustomerTier::bigSpender, 30}, {CustomerTier::opinionLeader, 20}};
        profile.points.issue = {{u"payment"_s, 15}, {u"quality"_s, 5}};
        profile.points.emotion = 10;
        for (quint64 n = 0; n < 40; ++n) {
            routing::QueueProfile queue;
            queue.id = queueId(n);
            queue.rings = {30s, 30s, 60s};
            profile.queues.push_back(queue);
        }
        return profile;
    }

    /// Everybody full, so that nobody moves until somebody has room.
    routing::Agent agent(quint64 n, qint64 capacity)
    {
        routing::Agent one;
        one.id = PersonId(Uuid {1, n});
        one.presence = Presence::online;
        one.queues.append(queueId(n % 40)); // so that each queue has its people
        for (quint64 more = below(3); more > 0; --more)
            if (const QueueId queue = queueId(below(40)); !one.queues.contains(queue))
                one.queues.append(queue);
        for (quint64 skill = 0; skill < 30; ++skill)
            if (below(3) > 0)
                one.skills.append({u"skill %1"_s.arg(skill), int(1 + below(5))});
        one.languages = {{u"zh"_s, 5}};
        if (below(2) == 0)
            one.languages.append({u"en"_s, 4});
        if (below(10) == 0)
            one.languages.append({u"es"_s, 4});
        one.tier = below(10) == 0 ? routing::Tier::l3 : below(4) == 0 ? routing::Tier::l2 : routing::Tier::l1;
        one.capacity = one.load = one.open[0] = capacity;
        one.lastAssigned = one.lastReleased = kBegin - Millis(below(600'000));
        return one;
    }

    routing::Waiting waiting(quint64 n)
    {
        routing::Waiting one;
        one.id = ConversationId(Uuid {2, n});
        one.queue = queueId(below(40));
        one.language = below(4) == 0 ? u"en"_s : below(20) == 0 ? u"es"_s : u"zh"_s;
        one.issue = below(5) == 0 ? u"payment"_s : u"quality"_s;
        if (below(2) == 0)
            one.required = {{u"skill %1"_s.arg(below(30)), int(1 + below(3))}};
        if (below(4) == 0)
            one.optional = {{{u"skill %1"_s.arg(below(30)), 1}, int(below(3))}};
        one.customerTier = below(10) == 0 ? CustomerTier::vip : CustomerTier::standard;
        one.emotion = double(below(100)) / 100;
        one.since = one.inQueueSince = kBegin - Millis(below(300'000));
        return one;
    }

private:
    quint64 below(quint64 bound) { return m_random() % bound; }
    static QueueId queueId(quint64 n) { return QueueId(Uuid {3, n + 1}); }

    std::mt19937_64 m_random;
};

constexpr char kExplained[] = R"(greenroom-bench route: the router alone, in this process.

So many wait and all agents are full. A pass is one conversation that ends: its agent has room for one, and the router decides who
gets it. Then everybody has room for a share of those who wait, and all are given in one go, each decision with its explanation.

  --waiting N   conversations waiting (50000)
  --agents N    agents (2000)
  --seed N      of the platform's people and skills (1)

pass_us               processor time of a pass, median of 2000; pass_us_worst the longest
decisions_per_second  of the draining, by processor time
given, left           how many of them were given; the others need a skill or language nobody with room has
bytes_per_waiting     heap of one that waits
)";

} // namespace

int benchRoute(const QStringList& arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption waitingOption(u"waiting"_s, {}, u"N"_s, u"50000"_s);
    const QCommandLineOption agentsOption(u"agents"_s, {}, u"N"_s, u"2000"_s);
    const QCommandLineOption seedOption(u"seed"_s, {}, u"N"_s, u"1"_s);
    const QCommandLineOption help(u"help"_s);
    parser.addOptions({waitingOption, agentsOption, seedOption, help});
    if (!parser.parse(arguments) || parser.isSet(help)) {
        std::fputs(
            parser.isSet(help) ? kExplained : qPrintable(parser.errorText() + u'\n'), parser.isSet(help) ? stdout : stderr);
        return parser.isSet(help) ? 0 : 2;
    }
    const quint64 waiting = parser.value(waitingOption).toULongLong();
    const quint64 agents = std::max<quint64>(1, parser.value(agentsOption).toULongLong());
    const quint64 share = waiting / agents + 1;

    Platform platform(parser.value(seedOption).toULongLong());
    routing::Router router;
    router.setProfile(platform.profile(), kBegin);
    std::vector<routing::Agent> people;
    for (quint64 n = 1; n <= agents; ++n) {
        people.push_back(platform.agent(n, qint64(share)));
        router.set(people.back(), kBegin);
    }
    std::vector<routing::Waiting> all;
    for (quint64 n = 1; n <= waiting; ++n)
        all.push_back(platform.waiting(n));
    const size_t before = mallinfo2().uordblks;
    for (const routing::Waiting& each : all)
        router.set(each, kBegin);
    const double bytes = double(mallinfo2().uordblks - before) / double(std::max<quint64>(1, waiting));
    (void)router.route(kBegin);

    std::vector<double> passes;
    Instant now = kBegin;
    qint64 moved = 0;
    for (int pass = 0; pass < kPasses; ++pass) {
        now += 1ms;
        routing::Agent agent = *router.agent(people[size_t(pass) % people.size()].id);
        --agent.load;
        --agent.open[0];
        agent.lastReleased = now;
        const double from = microseconds();
        router.set(agent, now);
        moved += qint64(router.route(now).given.size());
        passes.push_back(microseconds() - from);
    }
    std::sort(passes.begin(), passes.end());

    for (const routing::Agent& each : people) {
        routing::Agent agent = *router.agent(each.id);
        agent.load = agent.open[0] = 0;
        router.set(agent, now);
    }
    const double from = microseconds();
    const routing::Decisions drained = router.route(now);
    const double took = microseconds() - from;
    std::printf(
        "{\"command\":\"route\",\"waiting\":%llu,\"agents\":%llu,\"pass_us\":%.1f,\"pass_us_worst\":%.1f,\"passes_given\":%lld,"
        "\"decisions_per_second\":%.0f,\"given\":%zu,\"left\":%zu,\"bytes_per_waiting\":%.0f}\n",
        static_cast<unsigned long long>(waiting), static_cast<unsigned long long>(agents), passes[passes.size() / 2],
        passes.back(), static_cast<long long>(moved), double(drained.given.size()) / took * 1e6, drained.given.size(),
        router.waitingCount(), bytes);
    return 0;
}

} // namespace greenroom
