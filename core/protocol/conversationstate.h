// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace greenroom {

/// What a Conversation and its ConversationRow say alike, taken over from one to the other, either way. `head` is not among
/// it: whoever takes over a state says himself up to which entry it holds.
template <class From, class To>
void copyState(const From& from, To& to)
{
    to.state = from.state;
    to.assignee = from.assignee;
    to.assigneeName = from.assigneeName;
    to.assignmentVersion = from.assignmentVersion;
    to.offeredTo = from.offeredTo;
    to.offerUntil = from.offerUntil;
    to.waitingSince = from.waitingSince;
    to.owedSince = from.owedSince;
    to.followUpDue = from.followUpDue;
    to.preview = from.preview;
    to.lastSaidAt = from.lastSaidAt;
    to.unread = from.unread;
    to.helpSince = from.helpSince;
}

} // namespace greenroom
