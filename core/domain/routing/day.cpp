// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing/day.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace greenroom {

namespace {

constexpr double kMinute = 60'000;

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
        , m_fates(day.arrivals.size())
    {
        m_router.setProfile(profile, day.begin);
        for (size_t n = 0; n < day.agents.size(); ++n) {
            const DayAgent& who = day.agents[n];
            m_index[who.agent.id] = n;
            Work& work = m_work.emplace_back(who.agent);
            for (const DaySpan& span : who.here) {
                m_due.push({span.from, Kind::comes, n});
                m_due.push({span.until, Kind::leaves, n});
            }
            for (const DayHeld& held : who.held) {
                take(work.agent, held.channel, 1);
                m_due.push({held.until, Kind::finishes, n, held.channel});
            }
        }
        for (size_t n = 0; n < day.arrivals.size(); ++n)
            m_arrivalOf[day.arrivals[n].waiting.id] = n;
    }

    DayReport run(Millis target, std::optional<Instant> until)
    {
        size_t arrived = 0;
        Instant now = m_day.begin;
        const auto comes = [&] { return m_day.arrivals[arrived].waiting.inQueueSince; };
        for (;;) {
            Instant next = Instant::max();
            if (arrived < m_day.arrivals.size())
                next = comes();
            if (!m_due.empty())
                next = std::min(next, m_due.top().at);
            // Time alone matters only while somebody could still come or finish.
            if (next == Instant::max())
                break;
            if (const auto due = m_router.nextDue())
                next = std::min(next, *due);
            if (until && next > *until)
                break;
            now = std::max(now, next);
            for (; arrived < m_day.arrivals.size() && comes() <= now; ++arrived)
                wait(arrived, now);
            while (!m_due.empty() && m_due.top().at <= now) {
                const Due due = m_due.top();
                m_due.pop();
                happens(due, now);
            }
            route(now);
        }
        return report(target, until.value_or(now));
    }

private:
    enum class Kind { leaves, comes, finishes, goesAway };
    struct Due {
        Instant at;
        Kind kind;
        size_t which; ///< agent; of goesAway: arrival
        Channel channel = Channel::web;
        friend bool operator<(const Due& a, const Due& b)
        {
            return std::tuple(a.at, a.kind, a.which) > std::tuple(b.at, b.kind, b.which);
        }
    };
    struct Work {
        explicit Work(const routing::Agent& who)
            : agent(who)
        {
            agent.presence = Presence::offline;
            agent.load = 0;
            agent.open.fill(0);
        }
        routing::Agent agent;
        Instant counted; // until when load was summed up
        double loadMillis = 0;
        double capacityMillis = 0;
        bool isHere = false;
    };
    using Spoken = std::pair<QueueId, QString>;
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

    void take(routing::Agent& agent, Channel channel, qint64 more) const
    {
        agent.open[size_t(channel)] += more;
        agent.load += more * m_profile.unitsOf(channel);
    }

    /// What the router is told of who waits.
    routing::Waiting told(routing::Waiting waiting) const
    {
        if (!m_spoken.contains({waiting.queue, waiting.language}))
            waiting.language.clear();
        if (const Millis target = m_profile.queue(waiting.queue).replyTarget; target > Millis(0))
            waiting.replyDue = waiting.since + target;
        return waiting;
    }

    void wait(size_t arrival, Instant now)
    {
        const DayArrival& who = m_day.arrivals[arrival];
        m_here[arrival] = who.waiting;
        m_router.set(told(who.waiting), now);
        if (who.waiting.optional.isEmpty())
            m_waiting[groupOf(who.waiting)].insert(who.waiting.since);
        if (who.leaves)
            m_due.push({*who.leaves, Kind::goesAway, arrival});
    }

    /// Waits no longer. Those of its kind who still do.
    const std::multiset<Instant>* end(size_t arrival)
    {
        m_here.erase(arrival);
        const routing::Waiting& waiting = m_day.arrivals[arrival].waiting;
        if (!waiting.optional.isEmpty())
            return nullptr;
        auto& others = m_waiting[groupOf(waiting)];
        others.erase(others.find(waiting.since));
        return &others;
    }

    void happens(const Due& due, Instant now)
    {
        if (due.kind == Kind::goesAway) {
            if (!m_here.contains(due.which))
                return;
            end(due.which);
            m_router.remove(m_day.arrivals[due.which].waiting.id);
            m_fates[due.which].at = now;
            return;
        }
        Work& work = m_work[due.which];
        count(work, now);
        switch (due.kind) {
        case Kind::comes:
            work.isHere = true;
            work.agent.presence = Presence::online;
            // The span may have begun before the day.
            work.agent.onlineSince = work.agent.lastReleased = due.at;
            work.agent.givenSinceOnline = 0;
            break;
        case Kind::leaves:
            work.isHere = false;
            work.agent.presence = Presence::windingDown;
            break;
        case Kind::finishes:
            take(work.agent, due.channel, -1);
            work.agent.lastReleased = now;
            break;
        case Kind::goesAway: break;
        }
        m_router.set(work.agent, now);
        if (due.kind != Kind::finishes)
            speaks(work.agent, work.isHere ? 1 : -1, now);
    }

    /// Whoever waits for somebody of their language, and may do so no longer or from now on, is told anew.
    void speaks(const routing::Agent& agent, qint64 more, Instant now)
    {
        std::set<Spoken> changed;
        for (QueueId queue : agent.queues)
            for (const routing::Skill& language : agent.languages) {
                const Spoken which {queue, language.name};
                const qint64 people = m_spoken[which] += more;
                if (people == 0)
                    m_spoken.erase(which);
                if (people == 0 || (people == 1 && more > 0))
                    changed.insert(which);
            }
        if (changed.empty())
            return;
        for (const auto& [arrival, waiting] : m_here)
            if (changed.contains({waiting.queue, waiting.language}))
                m_router.set(told(waiting), now);
    }

    void route(Instant now)
    {
        // Whoever came to another queue asks for what is spoken there: that is decided once more, as the desk does it.
        for (int depth = 0; depth <= routing::Profile::kMostOverflows; ++depth) {
            const routing::Decisions decisions = m_router.route(now);
            std::set<ConversationId> moved;
            for (const routing::Overflowed& each : decisions.overflowed) {
                routing::Waiting& waiting = m_here.at(m_arrivalOf.at(each.conversation));
                waiting.overflowed.append(each.from);
                waiting.queue = each.to;
                waiting.inQueueSince = now;
                m_router.set(told(waiting), now);
                moved.insert(each.conversation);
            }
            std::vector<PersonId> spared;
            for (const routing::Given& each : decisions.given)
                if (moved.contains(each.conversation))
                    spared.push_back(each.agent);
                else
                    give(each, now);
            for (PersonId agent : spared)
                m_router.set(m_work[m_index.at(agent)].agent, now);
            if (moved.empty())
                break;
        }
    }

    void give(const routing::Given& given, Instant now)
    {
        const size_t which = m_arrivalOf.at(given.conversation);
        const DayArrival& arrival = m_day.arrivals[which];
        const size_t agent = m_index.at(given.agent);
        Work& work = m_work[agent];
        count(work, now);
        take(work.agent, arrival.waiting.channel, 1);
        ++work.agent.givenSinceOnline;
        work.agent.lastAssigned = now;
        m_over += work.agent.load > work.agent.capacity ? 1 : 0;
        m_due.push({now + arrival.handling, Kind::finishes, agent, arrival.waiting.channel});
        m_waits[arrival.waiting.customerTier].push_back(now - arrival.waiting.since);
        m_fates[which] = {given.agent, now};
        const std::multiset<Instant>* others = end(which);
        if (!others)
            return;
        const double most = mostMinutes(m_profile, arrival.waiting.queue) * kMinute;
        if (!others->empty() && double((arrival.waiting.since - *others->begin()).count()) > most)
            ++m_overtaken;
    }

    DayReport report(Millis target, Instant now)
    {
        DayReport report;
        std::vector<Millis> all;
        for (const auto& [tier, waits] : m_waits) {
            report.byTier[tier] = waitsOf(waits, target);
            all.insert(all.end(), waits.begin(), waits.end());
        }
        report.all = waitsOf(std::move(all), target);
        report.left = qint64(m_day.arrivals.size()) - report.all.count;
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
        report.end = now;
        for (DayFate& fate : m_fates)
            if (fate.at == Instant {})
                fate.at = now;
        report.fates = std::move(m_fates);
        return report;
    }

    const Day& m_day;
    const routing::Profile& m_profile;
    routing::Router m_router;
    std::priority_queue<Due> m_due;
    std::map<PersonId, size_t> m_index;
    std::map<ConversationId, size_t> m_arrivalOf;
    std::vector<Work> m_work;
    std::map<size_t, routing::Waiting> m_here; // arrivals that wait, as they do now
    std::map<Spoken, qint64> m_spoken; // how many of a queue who are here speak it
    std::map<CustomerTier, std::vector<Millis>> m_waits;
    std::map<Group, std::multiset<Instant>, Less> m_waiting; // of those who need the same, since when
    std::vector<DayFate> m_fates;
    qint64 m_overtaken = 0;
    qint64 m_over = 0;
};

} // namespace

DayWaits waitsOf(std::vector<Millis> waits, Millis target)
{
    DayWaits found;
    found.count = qint64(waits.size());
    if (waits.empty())
        return found;
    std::sort(waits.begin(), waits.end());
    const auto at = [&](double share) { return waits[size_t(std::ceil(share * double(waits.size()))) - 1]; };
    found.p50 = at(0.5);
    found.p90 = at(0.9);
    found.p99 = at(0.99);
    found.longest = waits.back();
    const auto late = std::upper_bound(waits.begin(), waits.end(), target);
    found.within = double(late - waits.begin()) / double(waits.size());
    return found;
}

double giniOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    double sum = 0;
    double weighted = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        sum += values[i];
        weighted += double(i + 1) * values[i];
    }
    const auto n = double(values.size());
    return sum > 0 ? (2 * weighted) / (n * sum) - (n + 1) / n : 0;
}

DayReport playDay(const Day& day, const routing::Profile& profile, Millis target, std::optional<Instant> until)
{
    return Playing(day, profile).run(target, until);
}

} // namespace greenroom
