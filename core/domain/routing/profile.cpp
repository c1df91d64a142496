// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing/profile.h"

#include <algorithm>
#include <map>
#include <set>

namespace greenroom::routing {

namespace {

constexpr Millis kShortestFirstReply {10'000};

class Checker {
public:
    Result<void> result() const { return m_error ? Result<void>(*m_error) : Result<void>(); }

    void refuse(const QString& place, const QString& why, qint64 limit = 0)
    {
        if (!m_error)
            m_error = Error {Code::invalidField, place, why, limit};
    }

private:
    std::optional<Error> m_error;
};

/// Every number of a struct against the rule its field lists.
template <class T>
void checkFields(Checker& ask, const QString& place, const T& value);

void checkValue(Checker& ask, const QString& place, const Rule& rule, qint64 value)
{
    if (value < rule.least || value > rule.most)
        ask.refuse(place, QStringLiteral("%1 is not between %2 and %3").arg(value).arg(rule.least).arg(rule.most), rule.most);
}
void checkValue(Checker& ask, const QString& place, const Rule& rule, Millis value)
{
    checkValue(ask, place, rule, qint64(value.count()));
}
template <class T>
void checkValue(Checker& ask, const QString& place, const Rule& rule, const QList<T>& list)
{
    if (list.size() > rule.items)
        ask.refuse(place, QStringLiteral("more than %1").arg(rule.items), rule.items);
    for (qsizetype i = 0; i < list.size(); ++i)
        checkValue(ask, QStringLiteral("%1[%2]").arg(place).arg(i), rule, list[i]);
}
template <class T>
void checkValue(Checker& ask, const QString& place, const Rule& rule, const std::optional<T>& value)
{
    if (value)
        checkValue(ask, place, rule, *value);
}
template <class T>
void checkValue(Checker& ask, const QString& place, const Rule&, const T& value)
{
    if constexpr (requires { T::fields; })
        checkFields(ask, place, value);
}

template <class T>
void checkFields(Checker& ask, const QString& place, const T& value)
{
    std::apply(
        [&](const auto&... each) {
            (checkValue(ask, place.isEmpty() ? QString(each.name) : place + u'.' + each.name, each.rule, value.*each.member),
                ...);
        },
        T::fields);
}

} // namespace

const QueueProfile& Profile::queue(QueueId id) const
{
    static const QueueProfile kDefaults;
    const auto found = std::find_if(queues.begin(), queues.end(), [id](const QueueProfile& each) { return each.id == id; });
    return found == queues.end() ? kDefaults : *found;
}

qint64 Profile::unitsOf(Channel channel) const
{
    for (const ChannelRule& rule : channels)
        if (rule.channel == channel)
            return rule.units;
    return 1;
}

bool Profile::asksFirst(const Waiting& waiting) const
{
    const bool byChannel = std::any_of(channels.begin(), channels.end(),
        [&](const ChannelRule& rule) { return rule.channel == waiting.channel && rule.offers; });
    return byChannel || queue(waiting.queue).offers || (higherTiersOffer && waiting.tier != Tier::l1);
}

Result<void> check(const Profile& profile, const QList<QueueId>& known)
{
    Checker ask;
    checkFields(ask, {}, profile);
    std::map<QueueId, QueueId> next;
    std::set<QueueId> seen;
    const auto place = [](qsizetype index, const char* field) {
        return QStringLiteral("queues[%1].%2").arg(index).arg(QLatin1StringView(field));
    };
    for (qsizetype i = 0; i < profile.queues.size(); ++i) {
        const QueueProfile& queue = profile.queues[i];
        if (!known.contains(queue.id))
            ask.refuse(place(i, "id"), QStringLiteral("no such queue: %1").arg(queue.id.toString()));
        if (!seen.insert(queue.id).second)
            ask.refuse(place(i, "id"), QStringLiteral("the queue is there twice"));
        // Shorter, and a conversation would be handed round faster than anybody can read it.
        if (queue.firstReplyWithin > Millis(0) && queue.firstReplyWithin < kShortestFirstReply)
            ask.refuse(place(i, "firstReplyWithin"), QStringLiteral("shorter than ten seconds"), kShortestFirstReply.count());
        if (!queue.overflow)
            continue;
        if (!known.contains(queue.overflow->to))
            ask.refuse(place(i, "overflow.to"), QStringLiteral("no such queue: %1").arg(queue.overflow->to.toString()));
        next[queue.id] = queue.overflow->to;
    }
    for (qsizetype i = 0; i < profile.queues.size(); ++i) {
        std::set<QueueId> passed {profile.queues[i].id};
        for (auto step = next.find(profile.queues[i].id); step != next.end(); step = next.find(step->second)) {
            if (!passed.insert(step->second).second) {
                ask.refuse(place(i, "overflow.to"), QStringLiteral("overflow goes in a circle"));
                break;
            }
        }
        if (passed.size() > Profile::kMostOverflows + 1)
            ask.refuse(place(i, "overflow.to"), QStringLiteral("overflow goes on over more than five queues"),
                Profile::kMostOverflows);
    }
    return ask.result();
}

} // namespace greenroom::routing
