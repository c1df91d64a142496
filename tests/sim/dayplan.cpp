// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/dayplan.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <QJsonDocument>
#include <QJsonObject>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kQueues = 5;
constexpr qint64 kMinute = 60'000;
const Instant kBegin = fromMillis(1'700'000'000'000);

QueueId queueId(quint64 n)
{
    return QueueId(Uuid {3, n + 1});
}

/// The dice of one plan, so that the same plan is the same day on every machine: the library's distributions are not.
class Dice {
public:
    explicit Dice(quint64 seed)
        : m_random(seed)
    {
    }
    double share() { return double(m_random() >> 11) * 0x1.0p-53; }
    quint64 below(quint64 bound) { return m_random() % bound; }
    bool chance(double probability) { return share() < probability; }
    double exponential(double mean) { return -mean * std::log1p(-share()); }

private:
    std::mt19937_64 m_random;
};

QString someSkill(Dice& dice)
{
    static const QStringList skills {u"refund"_s, u"order"_s, u"beauty"_s, u"size"_s, u"payment"_s};
    return skills.at(qsizetype(dice.below(quint64(skills.size()))));
}

std::vector<DayAgent> makeAgents(const ShowPlan& plan, Dice& dice)
{
    std::vector<DayAgent> agents;
    for (int n = 0; n < plan.agents; ++n) {
        DayAgent one;
        routing::Agent& agent = one.agent;
        agent.id = PersonId(Uuid {1, quint64(n) + 1});
        agent.queues = {queueId(quint64(n) % kQueues)};
        if (const QueueId second = queueId(dice.below(kQueues)); !agent.queues.contains(second))
            agent.queues.append(second);
        for (const QString& skill : {u"refund"_s, u"order"_s, u"beauty"_s, u"size"_s, u"payment"_s})
            if (dice.chance(0.7))
                agent.skills.append({skill, int(1 + dice.below(5))});
        agent.languages = {{u"zh"_s, 5}};
        if (n % 4 == 0)
            agent.languages.append({u"en"_s, 4});
        agent.tier = n % 10 == 0 ? routing::Tier::l2 : routing::Tier::l1;
        agent.capacity = qint64(4 + dice.below(5));
        // Two shifts that overlap by half while the show runs; a few come late.
        const Millis length = plan.length;
        const Instant from = kBegin + (n % 3 == 0 ? length / 4 : Millis(0))
            + (dice.chance(0.1) ? Millis(20 * kMinute) : Millis(0));
        one.here = {{from, kBegin + (n % 3 == 1 ? 3 * length / 4 : length)}};
        agent.lastAssigned = from;
        agents.push_back(one);
    }
    return agents;
}

DayArrival makeArrival(const ShowPlan& plan, Dice& dice, quint64 n, Instant at)
{
    DayArrival one;
    routing::Waiting& waiting = one.waiting;
    waiting.id = ConversationId(Uuid {2, n});
    waiting.queue = queueId(dice.below(kQueues));
    waiting.language = dice.chance(0.1) ? u"en"_s : u"zh"_s;
    if (dice.chance(0.4))
        waiting.required = {{someSkill(dice), 1}};
    if (dice.chance(0.2))
        waiting.optional = {{{someSkill(dice), int(2 + dice.below(3))}, int(dice.below(3))}};
    const double tier = dice.share();
    waiting.customerTier = tier < 0.8 ? CustomerTier::standard : tier < 0.95 ? CustomerTier::vip : CustomerTier::bigSpender;
    waiting.emotion = std::pow(dice.share(), 3.0);
    waiting.since = waiting.inQueueSince = at;
    one.handling = Millis(1'000 + qint64(dice.exponential(double(plan.handling.count()))));
    return one;
}

} // namespace

QList<QueueId> dayQueues()
{
    QList<QueueId> queues;
    for (quint64 n = 0; n < kQueues; ++n)
        queues.append(queueId(n));
    return queues;
}

Day makeShow(const ShowPlan& plan)
{
    Dice dice(plan.seed);
    Day day;
    day.begin = kBegin;
    day.agents = makeAgents(plan, dice);
    std::vector<Instant> times;
    const Instant end = kBegin + plan.length;
    const Instant showFrom = kBegin + 3 * Millis(plan.length) / 8;
    const Instant showUntil = kBegin + 5 * Millis(plan.length) / 8;
    for (Instant at = kBegin; plan.perMinute > 0;) {
        const bool inShow = at >= showFrom && at < showUntil;
        at += Millis(1 + qint64(dice.exponential(double(kMinute) / (plan.perMinute * (inShow ? plan.showFactor : 1)))));
        if (at >= end)
            break;
        times.push_back(at);
    }
    for (int burst = 0; burst < plan.bursts; ++burst) {
        const Instant at = showFrom + Millis(qint64(dice.share() * double((showUntil - showFrom).count())));
        for (int n = 0; n < plan.burst; ++n)
            times.push_back(at + Millis(dice.below(quint64(kMinute))));
    }
    std::sort(times.begin(), times.end());
    quint64 n = 0;
    for (Instant at : times)
        day.arrivals.push_back(makeArrival(plan, dice, ++n, at));
    return day;
}

Result<std::vector<DayArrival>> readArrivals(const QByteArray& lines, const ShowPlan& plan)
{
    Dice dice(plan.seed);
    std::vector<DayArrival> arrivals;
    qint64 number = 0;
    for (const QByteArray& line : lines.split('\n')) {
        ++number;
        if (line.trimmed().isEmpty())
            continue;
        const auto refuse = [&](const QString& field, const QString& why) {
            return Error {Code::input, field, u"line %1: %2"_s.arg(number).arg(why), number};
        };
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (!document.isObject())
            return refuse({}, u"not a JSON object"_s);
        const QJsonObject object = document.object();
        const double at = object.value("at"_L1).toDouble(-1);
        if (!(at >= 0 && at <= 31 * 86'400))
            return refuse(u"at"_s, u"seconds from the start are expected, 0 to 2678400"_s);
        DayArrival one = makeArrival(plan, dice, quint64(number), kBegin + Millis(qint64(at * 1000)));
        routing::Waiting& waiting = one.waiting;
        waiting.required.clear();
        waiting.optional.clear();
        const qint64 queue = object.value("queue"_L1).toInteger(0);
        if (queue < 0 || queue >= qint64(kQueues))
            return refuse(u"queue"_s, u"there are queues 0 to 4"_s);
        waiting.queue = queueId(quint64(queue));
        waiting.language = object.value("language"_L1).toString(u"zh"_s);
        const QString tier = object.value("tier"_L1).toString(u"standard"_s);
        const auto named = std::find_if(EnumNames<CustomerTier>::names.begin(), EnumNames<CustomerTier>::names.end(),
            [&](const auto& each) { return each.second == tier; });
        if (named == EnumNames<CustomerTier>::names.end())
            return refuse(u"tier"_s, u"no such tier: %1"_s.arg(tier.left(40)));
        waiting.customerTier = named->first;
        if (const QString skill = object.value("skill"_L1).toString(); !skill.isEmpty())
            waiting.required = {{skill, 1}};
        waiting.emotion = std::clamp(object.value("emotion"_L1).toDouble(0) / 100, 0.0, 1.0);
        if (const double seconds = object.value("handlingSeconds"_L1).toDouble(0); seconds > 0)
            one.handling = Millis(qint64(std::min(seconds, 86'400.0) * 1000));
        arrivals.push_back(one);
    }
    std::stable_sort(arrivals.begin(), arrivals.end(),
        [](const DayArrival& a, const DayArrival& b) { return a.waiting.since < b.waiting.since; });
    return arrivals;
}

Result<routing::Profile> readProfile(const QString& text)
{
    routing::Profile profile;
    profile.version = 1;
    routing::QueueProfile all;
    qint64 vip = 0;
    qint64 bigSpender = 0;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.section(u'=', 0, 0).trimmed();
        const QString value = part.section(u'=', 1).trimmed();
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        const Error refused {Code::input, name, u"\"%1\" is no part of a profile"_s.arg(part), 0};
        if (name == "tiers"_L1 && value.isEmpty()) {
            vip = 5;
            bigSpender = 10;
        } else if (name == "strategy"_L1) {
            const auto& names = EnumNames<routing::Strategy>::names;
            const auto found = std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.second == value; });
            if (found == names.end())
                return refused;
            all.strategy = found->first;
        } else if (!isNumber) {
            return refused;
        } else if (name == "vip"_L1) {
            vip = number;
        } else if (name == "bigSpender"_L1) {
            bigSpender = number;
        } else if (name == "emotion"_L1) {
            profile.points.emotion = number;
        } else if (name == "ageing"_L1) {
            all.ageing = number;
        } else if (name == "rings"_L1) {
            all.rings.fill(Millis(number * 1000), 3);
        } else if (name == "ramp"_L1) {
            profile.rampStep = Millis(number * 1000);
        } else if (name == "sticky"_L1) {
            all.stickyWait = Millis(number * 1000);
        } else {
            return refused;
        }
    }
    profile.points.customerTier = {{CustomerTier::vip, vip}, {CustomerTier::bigSpender, bigSpender}};
    for (QueueId id : dayQueues()) {
        all.id = id;
        profile.queues.append(all);
    }
    if (auto done = routing::check(profile, dayQueues()); !done)
        return done.error();
    return profile;
}

} // namespace greenroom
