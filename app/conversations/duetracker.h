// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/conversations/boardreplica.h"
#include "app/workspace/deskclock.h"
#include "core/domain/owedclock.h"

namespace greenroom {

/// Where the jump keys go, over this person's own conversations and those offered to them: owed replies by the clock's
/// target, follow-ups by their own due time, offers by when they run out.
class DueTracker {
public:
    DueTracker(const BoardReplica& boards, const DeskClock& clock)
        : m_boards(boards)
        , m_clock(clock)
    {
    }

    void setClock(const OwedClock& owed) { m_owed = owed; }
    void setMe(PersonId me) { m_me = me; }

    /// F8: the nearest deadline that can still be met, else the longest overdue.
    std::optional<ConversationId> mostPressing() const;
    /// Shift+F8.
    std::optional<ConversationId> longestOverdue() const;
    /// Send-and-next: the most pressing but this one.
    std::optional<ConversationId> nextAfter(ConversationId conversation) const;

private:
    struct Dues {
        std::vector<Due> dues;
        std::vector<ConversationId> ids;
    };
    Dues collect(std::optional<ConversationId> except) const;

    const BoardReplica& m_boards;
    const DeskClock& m_clock;
    OwedClock m_owed;
    PersonId m_me;
};

} // namespace greenroom
