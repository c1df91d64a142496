// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/link/boardfeed.h"
#include "app/presence/presenceservice.h"
#include "app/settings/settings.h"
#include "app/workspace/deskclock.h"
#include "core/protocol/session.h"

namespace greenroom {

/// What whoever leads a team must know, the worst first.
enum class TeamAlertKind { helpWanted, droppedOut, revealedMuch, longWait };

/// The worst of the team, and how many more there are.
struct TeamAlert {
    TeamAlertKind kind = TeamAlertKind::longWait;
    Uuid about; ///< the conversation, the person or the queue
    QString name; ///< who asks for help, dropped out, or looks at much; the queue
    QString customerName {}; ///< of the conversation that needs help
    Presence presence = Presence::disconnected; ///< of who dropped out
    qint64 count = 0; ///< conversations of who dropped out; looks at what is hidden, in an hour; how many wait
    Instant since {}; ///< not of revealedMuch
    std::optional<ConversationId> conversation {}; ///< that should be looked at; none: the team
    int others = 0;

    friend bool operator==(const TeamAlert&, const TeamAlert&) = default;
};

/// What those who lead should be told of their team, as facts: who asks for help, who dropped out with conversations open, who
/// looks at what is hidden more often than usual, and which queue waits longer than the setting longestWaitAlert. Silent for
/// everybody else. Main thread.
class TeamAlerts final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TeamAlerts)
public:
    struct Parts { ///< all outlive it
        Link& link;
        const PresenceService& presence;
        Settings& settings;
        const DeskClock& clock;
    };
    /// What comes meanwhile is said together, at its end.
    static constexpr Millis kGap = std::chrono::seconds(10);
    static constexpr qint64 kMostHelp = 100; ///< conversations that need help and are counted

    TeamAlerts(const Parts& parts, QObject* parent);

    void setMe(const std::optional<Me>& me);

    /// As long as it lasts.
    const std::optional<TeamAlert>& worst() const { return m_worst; }

Q_SIGNALS:
    void worstChanged();
    /// The worst of those that began since the last time: each is told once until it is over.
    void told(const greenroom::TeamAlert& alert);

private:
    using Key = std::pair<int, Uuid>; ///< kind, about
    static Key keyOf(const TeamAlert& alert) { return {int(alert.kind), alert.about}; }

    void evaluate();
    QList<TeamAlert> current(Instant now);
    void onHelp(const BoardChanged& event);
    void addPeople(QList<TeamAlert>& alerts) const;
    void addWaits(QList<TeamAlert>& alerts, Instant now);
    void tell(const QList<TeamAlert>& alerts, Instant now);
    void wakeAt(Instant at);

    Parts m_parts;
    PersonId m_me;
    bool m_leads = false;
    std::optional<TeamAlert> m_worst;
    std::unique_ptr<BoardFeed> m_feed; ///< of those who lead
    QList<ConversationRow> m_help; ///< whose owner asks for help, as it was told last
    QSet<Key> m_told;
    QSet<Key> m_lingering; ///< waits that are shorter again, but not by much: they would begin anew every minute
    std::optional<Instant> m_toldAt;
    std::optional<Instant> m_wakeAt;
    QTimer m_soon; ///< a turn of the event loop brings many rows
    QTimer m_next;
};

} // namespace greenroom
