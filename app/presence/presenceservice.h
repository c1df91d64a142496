// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "app/presence/presencemodel.h"
#include "core/domain/routing/rules.h"

namespace greenroom {

/// How a queue stands.
struct QueueFacts {
    QueueId id;
    QString name;
    qint64 waiting = 0;
    std::optional<Instant> longestSince;
    qint64 online = 0; ///< people who take its conversations now
    std::optional<ConversationId> longest {}; ///< the one that waits longest
    QList<WaitReason> why {}; ///< how many wait for what reason, the commonest first
    std::optional<Instant> surgeUntil {}; ///< surge mode is on until then

    friend bool operator==(const QueueFacts&, const QueueFacts&) = default;
};

/// This person's own presence, and how the queues stand. What the server says holds; set() asks. Main thread.
class PresenceService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PresenceService)
public:
    using DoneCallback = std::function<void(Result<void>)>;

    PresenceService(Link& link, const PresenceModel& people, QObject* parent);

    void setMe(PersonId me);
    bool isOnline() const { return m_link.state() == LinkState::connected; }
    Presence presence() const { return m_presence; } ///< without a connection: the last known
    BreakReason reason() const { return m_reason; }
    Instant since() const { return m_since; }
    qint64 load() const { return m_load; }
    qint64 capacity() const { return m_capacity; }
    std::optional<Instant> until() const { return m_until; } ///< when the break should be over; none: no such time
    std::optional<BreakReason> asks() const { return m_asks; } ///< the break that is asked for
    const QString& changedBy() const { return m_changedBy; } ///< who put them in this state, if somebody else did
    Presence afterWindingDown() const { return m_afterWindingDown; } ///< what they are when the last conversation has gone
    /// Also takes back what is asked for. `conflict` of `reason`: as many as may be are on break (`limit`).
    void set(Presence presence, BreakReason reason, QObject* context, DoneCallback callback);
    /// No new ones; when the last one has gone: offline, or on break for `reason`.
    void windDown(Presence then, BreakReason reason, QObject* context, DoneCallback callback);
    /// A break that the limit does not allow: who leads may give it.
    void askBreak(BreakReason reason, QObject* context, DoneCallback callback);

    // ---- for who leads ----
    const PresenceModel& people() const { return m_people; }
    /// Gives a break that was asked for; by the state they are in it is refused.
    void setOf(PersonId person, Presence presence, BreakReason reason, QObject* context, DoneCallback callback);
    /// All that is somebody's back to its queues; the callback gets how many.
    void handOver(PersonId person, const QString& note, QObject* context, std::function<void(Result<qint64>)> callback);

    /// What surge mode would do, by the rules the shop routes by.
    void readSurge(QObject* context, std::function<void(Result<routing::SurgeRules>)> callback);
    void setSurge(bool on, QObject* context, DoneCallback callback);

    const QList<QueueFacts>& queues() const { return m_queues; }
    qint64 waiting() const; ///< over all queues
    std::optional<Instant> longestSince() const; ///< over all queues
    std::optional<Instant> surgeUntil() const; ///< surge mode is on until then

Q_SIGNALS:
    void changed();
    void onlineChanged();
    void queuesChanged();

private:
    void update();
    void onQueues(const BoardChanged& event);

    Link& m_link;
    const PresenceModel& m_people;
    BoardFeed m_feed;
    PersonId m_me;
    Presence m_presence = Presence::offline;
    BreakReason m_reason = BreakReason::none;
    Instant m_since;
    qint64 m_load = 0;
    qint64 m_capacity = 0;
    std::optional<Instant> m_until;
    std::optional<BreakReason> m_asks;
    QString m_changedBy;
    Presence m_afterWindingDown = Presence::offline;
    QList<QueueFacts> m_queues;
};

} // namespace greenroom
