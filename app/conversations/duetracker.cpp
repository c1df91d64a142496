// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/duetracker.h"

namespace greenroom {

DueTracker::Dues DueTracker::collect(std::optional<ConversationId> except) const
{
    Dues found;
    for (const ConversationId& id : m_boards.order(BoardName::mine)) {
        const ConversationRow* row = m_boards.row(id);
        if (!row || id == except)
            continue;
        // What has run out is taken away in a moment: it is not overdue.
        if (row->offeredTo == m_me && row->offerUntil && *row->offerUntil >= m_clock.now()) {
            found.dues.push_back({*row->offerUntil, *row->offerUntil});
            found.ids.push_back(id);
        }
        // Where this person is only asked, or speaks beside its owner, the clock is the owner's, also before there is one.
        if (row->assignee ? row->assignee != m_me : row->offeredTo != m_me)
            continue;
        if (row->owedSince) {
            found.dues.push_back({*row->owedSince, m_owed.deadline(*row->owedSince)});
            found.ids.push_back(id);
        }
        if (row->followUpDue) {
            found.dues.push_back({*row->followUpDue, *row->followUpDue});
            found.ids.push_back(id);
        }
    }
    return found;
}

std::optional<ConversationId> DueTracker::mostPressing() const
{
    const Dues found = collect({});
    const auto index = greenroom::mostPressing(found.dues, m_clock.now());
    return index ? std::optional(found.ids[*index]) : std::nullopt;
}

std::optional<ConversationId> DueTracker::longestOverdue() const
{
    const Dues found = collect({});
    const auto index = greenroom::longestOverdue(found.dues, m_clock.now());
    return index ? std::optional(found.ids[*index]) : std::nullopt;
}

std::optional<ConversationId> DueTracker::nextAfter(ConversationId conversation) const
{
    const Dues found = collect(conversation);
    const auto index = greenroom::mostPressing(found.dues, m_clock.now());
    return index ? std::optional(found.ids[*index]) : std::nullopt;
}

} // namespace greenroom
