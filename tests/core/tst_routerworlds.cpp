// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include <QTest>

#include "core/domain/routing/router.h"

using namespace greenroom;
using namespace greenroom::routing;

namespace {

constexpr quint64 kWorlds = 12'000;
const Instant kBegin = fromMillis(1'700'000'000'000);

/// The rule as router.h states it, said again by looking at everybody each time.
class Plain {
public:
    struct Item {
        Waiting waiting;
        std::optional<Instant> askAgain;
        bool beyondLimit = false; ///< as many waited as may when it came to its queue
    };

    Profile profile;
    std::map<PersonId, Agent> agents;
    std::map<ConversationId, Item> items;
    qint64 overflowedAtOnce = 0;

    const QueueProfile& queue(const Waiting& w) const { return profile.queue(w.queue); }

    bool isFull(QueueId id) const
    {
        const auto most = profile.queue(id).mostWaiting;
        return most && std::count_if(items.begin(), items.end(), [&](const auto& each) {
            return each.second.waiting.queue == id;
        }) >= *most;
    }

    /// It comes, or something of it changes where it is.
    void set(const Waiting& w)
    {
        const auto known = items.find(w.id);
        const bool stays = known != items.end() && known->second.waiting.queue == w.queue;
        const bool beyondLimit = stays ? known->second.beyondLimit : isFull(w.queue);
        items[w.id] = {w, {}, beyondLimit};
    }

    /// If the guards allow it; none: never.
    std::optional<Instant> overflowsAt(const Item& item) const
    {
        const Waiting& w = item.waiting;
        const auto& over = queue(w).overflow;
        if (!over || over->to == w.queue || w.overflowed.contains(over->to) || w.overflowed.size() >= Profile::kMostOverflows)
            return {};
        const Instant at = item.beyondLimit ? w.inQueueSince : w.inQueueSince + over->after;
        return std::max(at, item.askAgain.value_or(at));
    }

    /// Who is due first goes first, of those of one instant the smaller id: whoever comes may find the queue full by that.
    void overflow(Instant now, Decisions& done)
    {
        for (;;) {
            Item* next = nullptr;
            for (auto& [id, item] : items)
                if (const auto at = overflowsAt(item); at && *at <= now && (!next || *at < *overflowsAt(*next)))
                    next = &item;
            if (!next)
                return;
            Waiting& w = next->waiting;
            const Overflow over = *queue(w).overflow;
            const bool staffed = std::any_of(agents.begin(), agents.end(), [&](const auto& each) {
                return each.second.presence == Presence::online && each.second.queues.contains(over.to);
            });
            if (over.onlyIfStaffed && !staffed) {
                next->askAgain = now + 5s;
                continue;
            }
            done.overflowed.push_back({w.id, w.queue, over.to});
            overflowedAtOnce += next->beyondLimit ? 1 : 0;
            next->beyondLimit = isFull(over.to);
            next->askAgain.reset();
            w.overflowed.append(w.queue);
            w.queue = over.to;
            w.inQueueSince = now;
        }
    }

    int ring(const Waiting& w, Instant now) const
    {
        int passed = 0;
        Millis sum {0};
        for (Millis stay : queue(w).rings)
            passed += now >= w.inQueueSince + (sum += stay) ? 1 : 0;
        return passed;
    }

    QList<Skill> asked(const Waiting& w, Instant now) const
    {
        QList<Skill> all = w.required;
        if (queue(w).rings.empty())
            return all;
        std::vector<int> priorities;
        for (const OptionalSkill& wish : w.optional)
            priorities.push_back(wish.priority);
        std::sort(priorities.rbegin(), priorities.rend());
        priorities.erase(std::unique(priorities.begin(), priorities.end()), priorities.end());
        for (const OptionalSkill& wish : w.optional) {
            const auto place = std::find(priorities.begin(), priorities.end(), wish.priority) - priorities.begin();
            if (place >= ring(w, now))
                all.append(wish.skill);
        }
        return all;
    }

    Exclusion able(const Agent& a, const Waiting& w, Instant now) const
    {
        const auto has = [](const QList<Skill>& list, const QString& name, qint64 level) {
            return std::any_of(list.begin(), list.end(), [&](const Skill& s) { return s.name == name && s.level >= level; });
        };
        if (!a.queues.contains(w.queue))
            return Exclusion::queue;
        if (int(a.tier) < int(w.tier))
            return Exclusion::tier;
        if (!w.language.isEmpty() && !has(a.languages, w.language, 1))
            return Exclusion::language;
        for (const Skill& s : asked(w, now))
            if (!has(a.skills, s.name, s.level))
                return Exclusion::skill;
        return w.excluded.contains(a.id) ? Exclusion::excluded : Exclusion::none;
    }

    bool isRamping(const Agent& a, Instant now) const
    {
        if (profile.rampStep == 0ms || a.presence != Presence::online || a.givenSinceOnline == 0)
            return false;
        const qint64 steps = (now - a.onlineSince) / profile.rampStep;
        return now < a.onlineSince || (steps < a.givenSinceOnline && steps < a.capacity);
    }

    bool isHeld(const Waiting& w, Instant now) const
    {
        if (!w.preferred || !w.preferredAt || w.inQueueSince - *w.preferredAt > queue(w).stickyFor
            || now >= w.inQueueSince + queue(w).stickyWait)
            return false;
        const auto last = agents.find(*w.preferred);
        return last != agents.end() && last->second.presence == Presence::online
            && able(last->second, w, now) == Exclusion::none;
    }

    Exclusion exclusion(const Agent& a, const Waiting& w, Instant now) const
    {
        if (const Exclusion why = able(a, w, now); why != Exclusion::none)
            return why;
        if (isHeld(w, now) && *w.preferred != a.id)
            return Exclusion::heldForAnother;
        if (a.presence != Presence::online)
            return Exclusion::absent;
        if (isRamping(a, now))
            return Exclusion::ramp;
        const auto channel = size_t(w.channel);
        if (a.load + profile.unitsOf(w.channel) > a.capacity || (a.mostOf[channel] && a.open[channel] >= *a.mostOf[channel]))
            return Exclusion::full;
        return Exclusion::none;
    }

    qint64 score(const Waiting& w, Instant now) const
    {
        const Points& p = profile.points;
        const auto named = [](const QList<NamedPoints>& list, const QString& name) {
            const auto found = std::find_if(
                list.begin(), list.end(), [&](const NamedPoints& each) { return each.name == name; });
            return found == list.end() ? 0 : found->points;
        };
        qint64 points = p.customerTier[qsizetype(w.customerTier)].points + named(p.issue, w.issue) + named(p.room, w.room)
            + w.priority + std::llround(w.emotion * double(p.emotion));
        if (w.replyDue && now + p.dueSoonWithin >= *w.replyDue)
            points += p.dueSoon;
        return points * 60'000 + queue(w).ageing * (now - w.since).count();
    }

    /// True if a is the better one.
    bool isBetter(const Agent& a, const Agent& b, const Waiting& w, Instant now) const
    {
        const auto first = [](auto left, auto right) { return left < right ? 1 : right < left ? -1 : 0; };
        const auto match = [&](const Agent& agent) {
            double sum = 0;
            const auto skills = asked(w, now);
            for (const Skill& want : skills)
                for (const Skill& skill : agent.skills)
                    sum += skill.name == want.name ? double(skill.level) : 0;
            return skills.isEmpty() ? 0.0 : sum / double(skills.size());
        };
        const int idle = first(a.lastReleased, b.lastReleased);
        const int assigned = first(a.lastAssigned, b.lastAssigned);
        std::vector<int> by;
        switch (queue(w).strategy) {
        case Strategy::highestSpare: by = {first(b.capacity - b.load, a.capacity - a.load), idle}; break;
        case Strategy::lowestSaturation:
            by = {first(double(a.load) / double(a.capacity), double(b.load) / double(b.capacity)), idle};
            break;
        case Strategy::leastActive: by = {first(a.items(), b.items()), assigned}; break;
        case Strategy::mostAvailable: by = {first(b.capacity - b.load, a.capacity - a.load), assigned}; break;
        case Strategy::roundRobin: by = {assigned}; break;
        case Strategy::longestIdle: by = {idle}; break;
        case Strategy::bestSkillMatch: by = {first(match(b), match(a)), idle}; break;
        }
        for (int each : by)
            if (each != 0)
                return each > 0;
        return a.id < b.id;
    }

    Decisions route(Instant now)
    {
        Decisions done;
        overflow(now, done);
        for (;;) {
            const Waiting* next = nullptr;
            for (const auto& [id, item] : items) {
                const Waiting& w = item.waiting;
                const bool somebody = std::any_of(agents.begin(), agents.end(),
                    [&](const auto& each) { return exclusion(each.second, w, now) == Exclusion::none; });
                if (!somebody)
                    continue;
                const auto key = [&](const Waiting& one) { return std::tuple(-score(one, now), one.since, one.id); };
                if (!next || key(w) < key(*next))
                    next = &w;
            }
            if (!next)
                return done;
            const Waiting w = *next;
            Given given {w.id, {}, false, {}, {}};
            std::vector<Agent*> able;
            for (auto& [id, a] : agents) {
                const Exclusion why = exclusion(a, w, now);
                ++given.why.count[size_t(why)];
                if (why == Exclusion::none)
                    able.push_back(&a);
            }
            std::sort(able.begin(), able.end(), [&](Agent* a, Agent* b) { return isBetter(*a, *b, w, now); });
            const auto last = std::find_if(able.begin(), able.end(), [&](Agent* a) { return a->id == w.preferred; });
            if (last != able.end() && w.preferredAt && queue(w).stickyFor > 0ms
                && w.inQueueSince - *w.preferredAt <= queue(w).stickyFor) {
                given.sticky = true;
                std::rotate(able.begin(), last, last + 1);
            }
            able.resize(std::min<size_t>(able.size(), 5));
            for (Agent* a : able)
                given.why.best.push_back({a->id, a->load, a->capacity, a->items(), 0, a->lastAssigned, a->lastReleased, {}});
            Agent& winner = *able.front();
            given.agent = winner.id;
            winner.load += profile.unitsOf(w.channel);
            ++winner.open[size_t(w.channel)];
            ++winner.givenSinceOnline;
            winner.lastAssigned = now;
            items.erase(w.id);
            done.given.push_back(given);
        }
    }
};

class World {
public:
    explicit World(quint64 seed)
        : m_random(seed)
        , m_limits(below(3) == 0)
    {
    }

    /// Empty when the router did as the plain rule does and kept every promise.
    QString run()
    {
        setProfile();
        for (int step = 0; step < 40; ++step) {
            act();
            do {
                if (const QString wrong = route(); !wrong.isEmpty())
                    return QStringLiteral("step %1: %2").arg(step).arg(wrong);
            } while (timeGoesOn());
        }
        return {};
    }

    qint64 given() const { return m_given; }
    qint64 overflowed() const { return m_overflowed; }
    qint64 overflowedAtOnce() const { return m_plain.overflowedAtOnce; }
    qint64 held() const { return m_held; }

private:
    quint64 below(quint64 bound) { return m_random() % bound; }
    bool chance(int percent) { return below(100) < quint64(percent); }
    PersonId somebody() { return PersonId(Uuid {1, 1 + below(9)}); }
    QueueId someQueue() { return QueueId(Uuid {2, 1 + below(3)}); }
    QString someSkill()
    {
        return QStringList {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}.at(qsizetype(below(3)));
    }
    QString someLanguage() { return QStringList {QStringLiteral("zh"), QStringLiteral("en")}.at(qsizetype(below(2))); }
    Channel someChannel() { return chance(70) ? Channel::web : chance(50) ? Channel::phone : Channel::social; }

    void setProfile()
    {
        Profile p;
        for (const auto& [tier, name] : EnumNames<CustomerTier>::names)
            p.points.customerTier.append({tier, qint64(below(20))});
        p.points.issue = {{QStringLiteral("refund"), qint64(below(20))}};
        p.points.room = {{QStringLiteral("r"), qint64(below(20))}};
        p.points.emotion = qint64(below(20));
        p.points.dueSoon = chance(50) ? qint64(below(50)) : 0;
        p.points.dueSoonWithin = Millis(below(60'000));
        p.channels = {{Channel::phone, qint64(1 + below(4)), false}};
        p.rampStep = chance(40) ? Millis(1'000 * (1 + below(20))) : Millis(0);
        for (quint64 n = 1; n <= 3; ++n) {
            if (chance(15))
                continue; // without a profile of its own
            QueueProfile queue;
            queue.id = QueueId(Uuid {2, n});
            queue.strategy = static_cast<Strategy>(below(7));
            queue.ageing = qint64(1 + below(4));
            queue.stickyFor = chance(80) ? Millis(1h) : Millis(0);
            queue.stickyWait = chance(60) ? Millis(below(60'000)) : Millis(0);
            for (quint64 ring = below(4); ring > 0; --ring)
                queue.rings.emplace_back(1'000 + below(20'000));
            if (n < 3 && chance(40))
                queue.overflow = Overflow {
                    QueueId(Uuid {2, n + 1 + below(3 - n)}), Millis(1'000 + below(60'000)), chance(50), 0};
            if (m_limits && chance(60))
                queue.mostWaiting = qint64(1 + below(3));
            p.queues.push_back(queue);
        }
        if (!check(p, {QueueId(Uuid {2, 1}), QueueId(Uuid {2, 2}), QueueId(Uuid {2, 3})}))
            qFatal("a profile of the test is wrong");
        m_plain.profile = p;
        m_router.setProfile(p, m_now);
    }

    void act()
    {
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
        case 3: return wait(ConversationId(Uuid {3, ++m_last}));
        case 4:
        case 5:
        case 6: return work(somebody());
        case 7:
            if (!m_plain.agents.empty()) {
                Agent a = m_plain.agents.begin()->second; // one is finished
                const auto channel = size_t(someChannel());
                if (a.open[channel] > 0) {
                    --a.open[channel];
                    a.load = std::max<qint64>(0, a.load - m_plain.profile.unitsOf(Channel(channel)));
                    a.lastReleased = m_now;
                }
                set(a);
            }
            return;
        case 8:
            if (chance(30)) {
                const PersonId gone = somebody();
                m_plain.agents.erase(gone);
                m_router.removeAgent(gone);
            } else if (!m_plain.items.empty()) {
                const ConversationId gone = m_plain.items.begin()->first;
                m_plain.items.erase(gone);
                m_router.remove(gone);
            }
            return;
        case 9:
            if (chance(15))
                setProfile();
            else if (!m_plain.items.empty()) // something of it changes: priority, who declined, the instant
                wait(m_plain.items.rbegin()->first);
            return;
        default:
            m_until = m_now + Millis(below(chance(20) ? 100'000 : 15'000));
            if (!m_limits)
                m_now = m_until;
            return;
        }
    }

    /// Where queues have limits it matters who comes first: nothing that is due is passed over.
    bool timeGoesOn()
    {
        if (m_now >= m_until)
            return false;
        m_now = std::min(m_until, m_router.nextDue().value_or(m_until));
        return true;
    }

    void wait(ConversationId id)
    {
        Waiting w;
        w.id = id;
        w.queue = someQueue();
        w.channel = someChannel();
        w.language = chance(40) ? someLanguage() : QString();
        w.issue = chance(30) ? QStringLiteral("refund") : QString();
        w.room = chance(30) ? QStringLiteral("r") : QString();
        if (chance(30))
            w.required = {{someSkill(), int(1 + below(3))}};
        for (quint64 n = chance(40) ? 1 + below(3) : 0; n > 0; --n)
            w.optional.append({{someSkill(), int(1 + below(3))}, int(below(4))});
        w.customerTier = static_cast<CustomerTier>(below(5));
        w.priority = chance(20) ? qint64(below(40)) - 20 : 0;
        w.emotion = double(below(101)) / 100;
        w.tier = chance(80) ? Tier::l1 : static_cast<Tier>(below(3));
        w.inQueueSince = m_now - Millis(chance(30) ? below(30'000) : 0);
        w.since = w.inQueueSince - Millis(chance(30) ? below(300'000) : 0);
        if (chance(40))
            w.replyDue = w.since + Millis(below(120'000));
        if (chance(40)) {
            w.preferred = somebody();
            w.preferredAt = w.inQueueSince - Millis(below(2 * 3'600'000));
        }
        for (quint64 n = chance(30) ? 1 + below(3) : 0; n > 0; --n)
            w.excluded.append(somebody());
        m_plain.set(w);
        m_router.set(w, m_now);
    }

    void work(PersonId id)
    {
        Agent a;
        if (const auto known = m_plain.agents.find(id); known != m_plain.agents.end() && chance(60)) {
            a = known->second; // only the presence changes
        } else {
            a.id = id;
            for (quint64 n = 1; n <= 3; ++n)
                if (chance(60))
                    a.queues.append(QueueId(Uuid {2, n}));
            for (const char16_t name : {u'a', u'b', u'c'})
                if (chance(60))
                    a.skills.append({QString(QChar(name)), int(1 + below(3))});
            for (const QString& name : {QStringLiteral("zh"), QStringLiteral("en")})
                if (chance(70))
                    a.languages.append({name, int(1 + below(5))});
            a.tier = chance(70) ? Tier::l1 : static_cast<Tier>(below(3));
            a.capacity = qint64(below(7));
            if (chance(20))
                a.mostOf[size_t(Channel::phone)] = qint64(below(3));
            a.lastAssigned = m_now - Millis(below(100'000));
            a.lastReleased = m_now - Millis(below(100'000));
        }
        const bool was = a.presence == Presence::online;
        a.presence = chance(75) ? Presence::online : chance(50) ? Presence::onBreak : Presence::offline;
        if (!was && a.presence == Presence::online) {
            a.onlineSince = m_now;
            a.givenSinceOnline = 0;
        }
        set(a);
    }

    void set(const Agent& a)
    {
        m_plain.agents[a.id] = a;
        m_router.set(a, m_now);
    }

    QString route()
    {
        // Between now and when it says something is due, time alone changes nothing.
        const auto due = m_router.nextDue();
        Decisions expected = m_plain.route(m_now);
        Decisions got = m_router.route(m_now);
        if (!due || *due > m_now)
            if (!got.overflowed.empty())
                return QStringLiteral("overflowed before it said so");
        for (Decisions* each : {&got, &expected}) // one may have overflowed twice
            std::stable_sort(each->overflowed.begin(), each->overflowed.end(),
                [](const Overflowed& a, const Overflowed& b) { return a.conversation < b.conversation; });
        if (got.overflowed.size() != expected.overflowed.size())
            return QStringLiteral("%1 overflowed, should be %2").arg(got.overflowed.size()).arg(expected.overflowed.size());
        for (size_t i = 0; i < got.overflowed.size(); ++i)
            if (got.overflowed[i].conversation != expected.overflowed[i].conversation
                || got.overflowed[i].to != expected.overflowed[i].to)
                return QStringLiteral("another one overflowed");
        if (got.given.size() != expected.given.size())
            return QStringLiteral("%1 given, should be %2").arg(got.given.size()).arg(expected.given.size());
        for (size_t i = 0; i < got.given.size(); ++i) {
            Given& one = got.given[i];
            for (Candidate& candidate : one.why.best)
                candidate.match = 0; // the plain rule compares by it and does not keep it
            const Given& should = expected.given[i];
            if (one.conversation != should.conversation || one.agent != should.agent || one.sticky != should.sticky)
                return QStringLiteral("decision %1 is another one").arg(i);
            if (one.why.best != should.why.best)
                return QStringLiteral("decision %1 was compared with others").arg(i);
            if (one.why.count != should.why.count)
                return QStringLiteral("decision %1 counts others out").arg(i);
            if (!m_taken.insert(one.conversation).second && !m_again.contains(one.conversation))
                return QStringLiteral("given twice");
        }
        if (m_router.waitingCount() != m_plain.items.size())
            return QStringLiteral("%1 wait, should be %2").arg(m_router.waitingCount()).arg(m_plain.items.size());
        for (quint64 n = 1; n <= 3; ++n)
            if (const QueueId queue(Uuid {2, n}); m_router.isFull(queue) != m_plain.isFull(queue))
                return QStringLiteral("a queue is full, and the other one is not");
        for (const auto& [id, a] : m_plain.agents)
            if (*m_router.agent(id) != a)
                return QStringLiteral("an agent stands otherwise");
        for (const auto& [id, item] : m_plain.items) {
            const Waiting* w = m_router.waiting(id);
            if (!w || *w != item.waiting)
                return QStringLiteral("who waits stands otherwise: the instant must be the original one");
            const auto why = m_router.explain(id, m_now);
            std::array<qint64, kExclusions> count {};
            for (const auto& [person, a] : m_plain.agents)
                ++count[size_t(m_plain.exclusion(a, *w, m_now))];
            if (count[0] != 0 || why->count != count)
                return QStringLiteral("the explanation of one who waits is wrong");
            if (why->heldUntil.has_value() != m_plain.isHeld(*w, m_now))
                return QStringLiteral("held, and does not say so");
            m_held += why->heldUntil ? 1 : 0;
        }
        m_given += qint64(got.given.size());
        m_overflowed += qint64(got.overflowed.size());
        // Nothing is due in the past, and nothing happens before it is due.
        const auto next = m_router.nextDue();
        if (next && *next <= m_now)
            return QStringLiteral("due in the past");
        if (chance(30)) {
            m_now = next ? *next - 1ms : m_now + 1h;
            const Decisions early = m_router.route(m_now);
            if (!early.given.empty() || !early.overflowed.empty())
                return QStringLiteral("something happened before it was due");
        }
        return {};
    }

    std::mt19937_64 m_random;
    const bool m_limits; ///< of how many may wait
    Instant m_now = kBegin;
    Instant m_until = kBegin; ///< time goes on up to this
    quint64 m_last = 0;
    Plain m_plain;
    Router m_router;
    std::set<ConversationId> m_taken;
    std::set<ConversationId> m_again;
    qint64 m_given = 0;
    qint64 m_overflowed = 0;
    qint64 m_held = 0;
};

} // namespace

class TestRouterWorlds final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// GREENROOM_SEED plays one world alone.
    void theRouterDoesAsThePlainRuleInEveryWorld()
    {
        bool only = false;
        const quint64 seed = qEnvironmentVariable("GREENROOM_SEED").toULongLong(&only);
        qint64 given = 0, overflowed = 0, atOnce = 0, held = 0;
        for (quint64 n = only ? seed : 1; n <= (only ? seed : kWorlds); ++n) {
            World world(n);
            const QString wrong = world.run();
            QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("GREENROOM_SEED=%1: %2").arg(n).arg(wrong)));
            given += world.given();
            overflowed += world.overflowed();
            atOnce += world.overflowedAtOnce();
            held += world.held();
        }
        qInfo("worlds 1 to %llu: %lld given, %lld overflowed, %lld of them at once, %lld looks at one held",
            static_cast<unsigned long long>(kWorlds), static_cast<long long>(given), static_cast<long long>(overflowed),
            static_cast<long long>(atOnce), static_cast<long long>(held));
        if (!only) {
            QVERIFY(given > 10'000);
            QVERIFY(overflowed > 1'000);
            QVERIFY(atOnce > 100);
            QVERIFY(held > 1'000);
        }
    }
};

QTEST_GUILESS_MAIN(TestRouterWorlds)
#include "tst_routerworlds.moc"
