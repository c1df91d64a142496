// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "app/presence/presencemodel.h"

namespace greenroom {

/// A queue's counters for the status bar.
struct QueueFacts {
    QueueId id;
    QString name;
    qint64 waiting = 0;
    std::optional<Instant> longestSince;
    qint64 online = 0;

    friend bool operator==(const QueueFacts&, const QueueFacts&) = default;
};

/// This person's own presence, and how the queues stand. What the server says holds; set() asks. Main thread.
class PresenceService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PresenceService)
public:
    PresenceService(Link& link, const PresenceModel& people, QObject* parent);

    void setMe(PersonId me);
    Presence presence() const { return m_presence; } ///< without a connection: the last known
    BreakReason reason() const { return m_reason; }
    Instant since() const { return m_since; }
    qint64 load() const { return m_load; }
    qint64 capacity() const { return m_capacity; }
    void set(Presence presence, BreakReason reason, QObject* context, std::function<void(Result<void>)> callback);

    // ---- for who leads ----
    const PresenceModel& people() const { return m_people; }
    void setOf(
        PersonId person, Presence presence, BreakReason reason, QObject* context, std::function<void(Result<void>)> callback);
    /// All that is somebody's back to its queues; the callback gets how many.
    void handOver(PersonId person, const QString& note, QObject* context, std::function<void(Result<qint64>)> callback);

    const QList<QueueFacts>& queues() const { return m_queues; }
    qint64 waiting() const; ///< over all queues
    std::optional<Instant> longestSince() const; ///< over all queues

Q_SIGNALS:
    void changed();
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
    QList<QueueFacts> m_queues;
};

} // namespace greenroom
