// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presence/presenceservice.h"

#include <algorithm>

#include "core/protocol/routing.h"

namespace greenroom {

namespace {

WatchBoard allQueues()
{
    WatchBoard watch;
    watch.board = BoardName::queue;
    return watch;
}

auto whenDone(PresenceService::DoneCallback callback)
{
    return [callback = std::move(callback)](
               const Result<Done>& done) { callback(done ? Result<void>() : Result<void>(done.error())); };
}

} // namespace

PresenceService::PresenceService(Link& link, const PresenceModel& people, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_people(people)
    , m_feed(link, allQueues(), nullptr)
{
    connect(&m_people, &PresenceModel::dataChanged, this, &PresenceService::update);
    connect(&m_people, &PresenceModel::rowsInserted, this, &PresenceService::update);
    connect(&m_people, &PresenceModel::rowsRemoved, this, &PresenceService::update);
    connect(&m_link, &Link::stateChanged, this, &PresenceService::update);
    connect(&m_link, &Link::stateChanged, this, &PresenceService::onlineChanged);
    connect(&m_feed, &BoardFeed::changed, this, &PresenceService::onQueues);
}

void PresenceService::setMe(PersonId me)
{
    m_me = me;
    update();
}

void PresenceService::set(Presence presence, BreakReason reason, QObject* context, DoneCallback callback)
{
    m_link.request(SetPresence {presence, reason}, context, whenDone(std::move(callback)));
}

void PresenceService::windDown(Presence then, BreakReason reason, QObject* context, DoneCallback callback)
{
    m_link.request(SetPresence {Presence::windingDown, reason, then}, context, whenDone(std::move(callback)));
}

void PresenceService::askBreak(BreakReason reason, QObject* context, DoneCallback callback)
{
    m_link.request(SetPresence {Presence::onBreak, reason, {}, true}, context, whenDone(std::move(callback)));
}

void PresenceService::setOf(PersonId person, Presence presence, BreakReason reason, QObject* context, DoneCallback callback)
{
    m_link.request(SetPresenceOf {person, presence, reason}, context, whenDone(std::move(callback)));
}

void PresenceService::handOver(
    PersonId person, const QString& note, QObject* context, std::function<void(Result<qint64>)> callback)
{
    m_link.request(HandOver {person, note}, context, [callback = std::move(callback)](const Result<HandedOver>& done) {
        callback(done ? Result<qint64>(done->conversations) : Result<qint64>(done.error()));
    });
}

void PresenceService::readSurge(QObject* context, std::function<void(Result<routing::SurgeRules>)> callback)
{
    m_link.request(ReadRouting {}, context, [callback = std::move(callback)](const Result<RoutingRules>& rules) {
        callback(rules ? Result<routing::SurgeRules>(rules->profile.surge.value_or(routing::SurgeRules {}))
                       : Result<routing::SurgeRules>(rules.error()));
    });
}

void PresenceService::setSurge(bool on, QObject* context, DoneCallback callback)
{
    m_link.request(SetSurge {on}, context, whenDone(std::move(callback)));
}

void PresenceService::update()
{
    PresenceRow row;
    row.capacity = m_capacity;
    row.since = m_link.since();
    const auto known = m_people.find(m_me);
    if (known)
        row = *known;
    const QString changedBy = row.changedBy.value_or(QString());
    const Presence then = row.then.value_or(Presence::offline);
    if (row.presence == m_presence && row.reason == m_reason && row.since == m_since && row.load == m_load
        && row.capacity == m_capacity && row.until == m_until && row.asks == m_asks && changedBy == m_changedBy
        && then == m_afterWindingDown)
        return;
    m_presence = row.presence;
    m_reason = row.reason;
    m_since = row.since;
    m_load = row.load;
    m_capacity = row.capacity;
    m_until = row.until;
    m_asks = row.asks;
    m_changedBy = changedBy;
    m_afterWindingDown = then;
    Q_EMIT changed();
}

void PresenceService::onQueues(const BoardChanged& event)
{
    QList<QueueFacts> queues;
    for (const Uuid& key : event.keys) {
        const auto held = std::find_if(
            m_queues.cbegin(), m_queues.cend(), [&](const QueueFacts& each) { return each.id.value == key; });
        QueueFacts facts = held == m_queues.cend() ? QueueFacts() : *held;
        facts.id = QueueId(key);
        for (const BoardRow& row : event.rows)
            if (const auto* queue = std::get_if<QueueRow>(&row); queue && queue->id.value == key)
                facts = {queue->id, queue->name, queue->waiting, queue->longestSince, queue->online, queue->longest,
                    queue->why.value_or(QList<WaitReason>()), queue->surgeUntil};
        queues.append(facts);
    }
    if (queues == m_queues)
        return;
    m_queues = queues;
    Q_EMIT queuesChanged();
}

qint64 PresenceService::waiting() const
{
    qint64 sum = 0;
    for (const QueueFacts& queue : m_queues)
        sum += queue.waiting;
    return sum;
}

std::optional<Instant> PresenceService::longestSince() const
{
    std::optional<Instant> longest;
    for (const QueueFacts& queue : m_queues)
        if (queue.longestSince && (!longest || *queue.longestSince < *longest))
            longest = queue.longestSince;
    return longest;
}

std::optional<Instant> PresenceService::surgeUntil() const
{
    std::optional<Instant> until;
    for (const QueueFacts& queue : m_queues)
        if (queue.surgeUntil && (!until || *queue.surgeUntil > *until))
            until = queue.surgeUntil;
    return until;
}

} // namespace greenroom
