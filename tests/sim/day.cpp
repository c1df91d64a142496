// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/day.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <queue>
#include <set>

namespace greenroom {

namespace {

constexpr double kMinute = 60'000;

double processorSeconds()
{
    timespec now {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

/// Most that points of this profile can put one conversation before another, in minutes of waiting.
double mostMinutes(const routing::Profile& profile, QueueId queue)
{
    const auto most = [](const auto& list) {
        qint64 points = 0;
        for (const auto& each : list)
            points = std::max(points, each.points);
        return points;
    };
    const routing::Points& points = profile.points;
    const qint64 span = most(points.customerTier) + most(points.issue) + most(points.room) + points.emotion + points.dueSoon;
    return double(span) / double(profile.queue(queue).ageing);
}

/// A day being played.
class Playing {
public:
    Playing(const Day& day, const routing::Profile& profile)
        : m_day(day)
        , m_profile(profile)
    {
        m_router.setProfile(profile, day.begin);
        for (size_t n = 0; n < day.agents.size(); ++n) {
            m_due.push({day.agents[n].from, Kind::comes, n});
            m_due.push({day.agents[n].until, Kind::leaves, n});
            m_index[day.agents[n].agent.id] = n;
            m_work.emplace_back(day.agents[n].agent);
        }
        for (size_t n = 0; n < day.arrivals.size(); ++n)
            m_arrivalOf[day.arrivals[n].waiting.id] = n;
    }

    DayReport run(Millis target)
    {
        const double from = processorSeconds();
        size_t arrived = 0;
        Instant now = m_day.begin;
        for (;;) {
            Instant next = Instant::max();
            if (arrived < m_day.arrivals.size())
                next = m_day.arrivals[arrived].waiting.since;
            if (!m_due.empty())
                next = std::min(next, m_due.top().at);
            // Time alone matters only while somebody could still come or finish.
            if (next == Instant::max())
                break;
            if (const auto due = m_router.nextDue())
                next = std::min(next, *due);
            now = std::max(now, next);
            for (; arrived < m_day.arrivals.size() && m_day.arrivals[arrived].waiting.since <= now; ++arrived)
                wait(m_day.arrivals[arrived].waiting, now);
            while (!m_due.empty() && m_due.top().at <= now) {
                const Due due = m_due.top();
                m_due.pop();
                happens(due, now);
            }
            for (const routing::Given& given : m_router.route(now).given)
                give(given, now);
        }
        return report(target, now, processorSeconds() - from);
    }

private:
    enum class Kind { comes, leaves, finishes };
    struct Due {
        Instant at;
        Kind kind;
        size_t agent;
        Channel channel = Channel::web;
        friend bool operator<(const Due& a, const Due& b)
        {
            return std::tuple(a.at, a.kind, a.agent) > std::tuple(b.at, b.kind, b.agent);
        }
    };
    struct Work {
        explicit Work(const routing::Agent& who)
            : agent(who)
        {
        }
        routing::Agent agent;
        Instant counted; // until when load was summed up
        double loadMillis = 0;
        double capacityMillis = 0;
        bool isHere = false;
    };
    using Group = std::tuple<QueueId, QString, QList<routing::Skill>>;

    static Group groupOf(const routing::Waiting& waiting) { return {waiting.queue, waiting.language, waiting.required}; }
    struct Less {
        bool operator()(const Group& a, const Group& b) const
        {
            const auto& [queueA, languageA, skillsA] = a;
            const auto& [queueB, languageB, skillsB] = b;
            if (queueA != queueB)
                return queueA < queueB;
            if (languageA != languageB)
                return languageA < languageB;
            return std::lexicographical_compare(skillsA.begin(), skillsA.end(), skillsB.begin(), skillsB.end());
        }
    };

    void count(Work& work, Instant now)
    {
        const auto passed = double((now - work.counted).count());
        if (work.isHere) {
            work.loadMillis += passed * double(work.agent.load);
            work.capacityMillis += passed * double(work.agent.capacity);
        }
        work.counted = now;
    }

    void wait(const routing::Waiting& waiting, Instant now)
    {
        m_router.set(waiting, now);
        if (waiting.optional.isEmpty())
            m_waiting[groupOf(waiting)].insert(waiting.since);
    }

    void happens(const Due& due, Instant now)
    {
        Work& work = m_work[due.agent];
        count(work, now);
        switch (due.kind) {
        case Kind::comes:
            work.isHere = true;
            work.agent.presence = Presence::online;
            work.agent.onlineSince = work.agent.lastReleased = work.agent.lastAssigned = now;
            break;
        case Kind::leaves:
            work.isHere = false;
            work.agent.presence = Presence::windingDown;
            break;
        case Kind::finishes:
            --work.agent.open[size_t(due.channel)];
            work.agent.load -= m_profile.unitsOf(due.channel);
            work.agent.lastReleased = now;
            break;
        }
        m_router.set(work.agent, now);
    }

    void give(const routing::Given& given, Instant now)
    {
        const DayArrival& arrival = m_day.arrivals[m_arrivalOf.at(given.conversation)];
        Work& work = m_work[m_index.at(given.agent)];
        count(work, now);
        work.agent = *m_router.agent(given.agent);
        m_over += work.agent.load > work.agent.capacity ? 1 : 0;
        m_due.push({now + arrival.handling, Kind::finishes, m_index.at(given.agent), arrival.waiting.channel});
        m_waits[arrival.waiting.customerTier].push_back(now - arrival.waiting.since);
        if (!arrival.waiting.optional.isEmpty())
            return;
        auto& others = m_waiting[groupOf(arrival.waiting)];
        others.erase(others.find(arrival.waiting.since));
        const double most = mostMinutes(m_profile, arrival.waiting.queue) * kMinute;
        if (!others.empty() && double((arrival.waiting.since - *others.begin()).count()) > most)
            ++m_overtaken;
    }

    DayReport report(Millis target, Instant now, double seconds)
    {
        DayReport report;
        std::vector<Millis> all;
        for (const auto& [tier, waits] : m_waits) {
            report.byTier[tier] = waitsOf(waits, target);
            all.insert(all.end(), waits.begin(), waits.end());
        }
        report.all = waitsOf(std::move(all), target);
        report.left = qint64(m_router.waitingCount());
        double load = 0;
        double capacity = 0;
        std::vector<double> own;
        for (Work& work : m_work) {
            count(work, now);
            load += work.loadMillis;
            capacity += work.capacityMillis;
            if (work.capacityMillis > 0)
                own.push_back(work.loadMillis / work.capacityMillis);
        }
        report.saturation = capacity > 0 ? load / capacity : 0;
        report.gini = giniOf(std::move(own));
        report.overtaken = m_overtaken;
        report.full = m_over;
        report.speed = seconds > 0 ? double((now - m_day.begin).count()) / 1000 / seconds : 0;
        return report;
    }

    const Day& m_day;
    const routing::Profile& m_profile;
    routing::Router m_router;
    std::priority_queue<Due> m_due;
    std::map<PersonId, size_t> m_index;
    std::map<ConversationId, size_t> m_arrivalOf;
    std::vector<Work> m_work;
    std::map<CustomerTier, std::vector<Millis>> m_waits;
    std::map<Group, std::multiset<Instant>, Less> m_waiting; // of those who need the same, since when
    qint64 m_overtaken = 0;
    qint64 m_over = 0;
};

} // namespace

DayReport playDay(const Day& day, const routing::Profile& profile, Millis target)
{
    return Playing(day, profile).run(target);
}

} // namespace greenroom
