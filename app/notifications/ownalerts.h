// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "app/conversations/boardreplica.h"
#include "app/presence/presenceservice.h"
#include "core/protocol/session.h"
#include "core/protocol/stream.h"

namespace greenroom {

enum class OwnAlertKind {
    presenceSet, ///< they are in another state
    presenceKept, ///< they stay in theirs: most likely a break they asked for was not given
    handedOver, ///< conversations of theirs went back to their queues, or on to others
    takenOver, ///< conversations of theirs are now those of who did it
};

/// What somebody else did with the person at this desk, or with what is theirs.
struct OwnAlert {
    OwnAlertKind kind = OwnAlertKind::presenceSet;
    QString by; ///< who did it
    // Of their state:
    Presence presence = Presence::offline;
    BreakReason reason = BreakReason::none;
    Presence then = Presence::offline; ///< what follows winding down
    // Of their conversations:
    qint64 count = 0;
    QString customerName {}; ///< in the first of them

    friend bool operator==(const OwnAlert&, const OwnAlert&) = default;
};

/// What the person at this desk must be told because somebody else did it to them, as facts: their state was changed, or
/// conversations of theirs are no longer theirs. Their own row says the first; the entries behind a conversation that has left
/// their list say the second, and who it was. How it was when they came is not told. Main thread.
class OwnAlerts final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnAlerts)
public:
    struct Parts { ///< all outlive it
        Link& link;
        const BoardReplica& boards;
        const PresenceService& presence;
    };
    static constexpr qint64 kLookedThrough = 20; ///< entries after the last one known while it was theirs

    OwnAlerts(const Parts& parts, QObject* parent);

    void setMe(const std::optional<Me>& me);

Q_SIGNALS:
    void told(const greenroom::OwnAlert& alert);

private:
    /// A conversation as it was when it was theirs last.
    struct Held {
        ConversationId id;
        QString customerName;
        qint64 head = 0;
    };

    void onPresence();
    void onBoards();
    void look();
    void takePage(const Held& gone, const StreamPage& page);
    void tellGone();

    Parts m_parts;
    std::optional<Me> m_me;
    std::optional<PresenceRow> m_row; ///< as it was told last
    QHash<ConversationId, Held> m_held;
    bool m_settled = false; ///< the first rows have come: what leaves from now on is news
    QList<Held> m_gone; ///< to be looked at, one after the other
    QList<OwnAlert> m_found; ///< told together when all have been looked at
    int m_asked = 0;
    bool m_underWay = false;
    QTimer m_again;
};

} // namespace greenroom
