// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace greenroom {

namespace conversationstate {

/// A row leaves out what says nothing.
template <class T>
void take(std::optional<T>& to, const T& from)
{
    to = from == T {} ? std::nullopt : std::optional(from);
}
template <class T>
void take(T& to, const std::optional<T>& from)
{
    to = from.value_or(T {});
}

template <class C>
auto& tierOf(C& each)
{
    if constexpr (requires { each.supportTier; })
        return each.supportTier;
    else
        return each.tier;
}

} // namespace conversationstate

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
    conversationstate::take(to.transfers, from.transfers);
    conversationstate::take(conversationstate::tierOf(to), conversationstate::tierOf(from));
    conversationstate::take(to.issue, from.issue);
    conversationstate::take(to.emotion, from.emotion);
    conversationstate::take(to.asked, from.asked);
    conversationstate::take(to.joined, from.joined);
}

} // namespace greenroom
