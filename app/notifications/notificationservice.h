// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/conversations/boardreplica.h"
#include "app/settings/settings.h"
#include "app/workspace/deskclock.h"
#include "core/domain/owedclock.h"

namespace greenroom {

enum class SoundClass { newConversation, nearlyDue, mention };

/// Why the one notification is up.
enum class NoticeKind { offered, newConversation, nearlyDue, overdue, customerSaid, asked };

/// The one merged notification: the worst conversation, and how many more there are. Never one per message.
struct Notice {
    NoticeKind kind = NoticeKind::customerSaid;
    ConversationId conversation;
    QString customerName;
    QString preview;
    int others = 0; ///< other conversations that want attention too

    friend bool operator==(const Notice&, const Notice&) = default;
};

/// What this person should be told while looking elsewhere, as facts: nothing is shown or played here. Main thread.
class NotificationService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NotificationService)
public:
    NotificationService(
        const Link& link, const BoardReplica& boards, Settings& settings, const DeskClock& clock, QObject* parent);

    void setMe(PersonId me);
    /// The conversation in front of the person needs no notice. Null: none, or the window is not active.
    void setWatched(ConversationId conversation);

    const std::optional<Notice>& notice() const { return m_notice; }
    int badge() const { return m_badge; } ///< own conversations with something unread, offers, and what one is asked about

Q_SIGNALS:
    void noticeChanged();
    void badgeChanged();
    /// To be played, once; the person's settings have been asked.
    void soundDue(greenroom::SoundClass sound);

private:
    void evaluate();
    bool takeAsked();
    void sound(SoundClass sound);

    const BoardReplica& m_boards;
    Settings& m_settings;
    const DeskClock& m_clock;
    PersonId m_me;
    ConversationId m_watched;
    std::optional<Notice> m_notice;
    int m_badge = 0;
    QSet<ConversationId> m_known; ///< own and offered ones already told of
    QHash<ConversationId, Instant> m_nearlyToldFor; ///< by the owed reply's beginning
    bool m_settled = false; ///< the first rows have come: what was there before is not new
    bool m_live = false; ///< the same, of this connection
    QSet<ConversationId> m_asked; ///< a note asks this person, and they have not answered
    QSet<ConversationId> m_toLookAt; ///< of these, to be told of until they are looked at
    QTimer m_next;
};

} // namespace greenroom
