// SPDX-License-Identifier: GPL-3.0-or-later
// Conversations in which nothing is said any more: no load, reminded of once, over by themselves.
#include "server/routing/distribution.h"

namespace greenroom {

Millis Distribution::silentAfter(const Conversation& conversation) const
{
    const routing::Profile& rules = profile(conversation.shop);
    const std::optional<Millis>& after = !conversation.room.isEmpty() && rules.silentAfterInRoom ? rules.silentAfterInRoom
                                                                                                 : rules.silentAfter;
    return after.value_or(Millis(0));
}

/// A customer who says something again is above the capacity if need be: nobody takes them away for that. What a program says
/// breaks no silence.
void Distribution::followSilence(const Conversation* before, const Conversation& after)
{
    const bool same = before && before->state == after.state && before->assignee == after.assignee
        && before->owedSince == after.owedSince && before->followUpDue == after.followUpDue
        && before->customerSaid == after.customerSaid && before->staffSaid == after.staffSaid;
    if (same)
        return;
    if (before && m_silent.remove(after.id))
        if (const auto owner = m_agents.find({before->shop, *before->assignee}); owner != m_agents.end()) {
            addLoad(owner->second, *before, 1);
            tell(owner->second);
            show(owner->second);
        }
    watchSilence(after);
}

void Distribution::watchSilence(const Conversation& conversation)
{
    const Millis silence = silentAfter(conversation);
    if (const auto since = quietSince(conversation); since && silence > Millis(0))
        m_coordinator.at(*since + silence, [this, id = conversation.id, since = *since] { fallSilent(id, since); });
}

/// Whoever has just been given it has the time from then on.
std::optional<Instant> Distribution::quietSince(const Conversation& c)
{
    if (c.state != ConversationState::assigned || c.owedSince || c.followUpDue || !c.lastSaidAt)
        return {};
    return std::max(*c.lastSaidAt, c.unansweredSince.value_or(*c.lastSaidAt));
}

void Distribution::fallSilent(ConversationId id, Instant since)
{
    const Conversation* c = m_conversations.find(id);
    if (!c || quietSince(*c) != since || m_silent.contains(id))
        return;
    const auto owner = m_agents.find({c->shop, *c->assignee});
    // The profile may have been changed since: that has clocks of its own.
    const Millis silence = silentAfter(*c);
    if (owner == m_agents.end() || silence == Millis(0) || m_coordinator.now() - since < silence)
        return;
    m_silent.insert(id);
    addLoad(owner->second, *c, -1);
    tell(owner->second);
    show(owner->second);
    remind(*c);
}

/// When it is over if nobody says anything; none: not by itself.
std::optional<Instant> Distribution::silenceEnds(const Conversation& conversation) const
{
    const auto since = quietSince(conversation);
    const auto endsAfter = profile(conversation.shop).silentEndsAfter;
    return since && endsAfter ? std::optional(*since + silentAfter(conversation) + *endsAfter) : std::nullopt;
}

/// Once in a silence, also over a restart. Whoever is reminded has the time to answer from now on, also where a promise was
/// taken back or the server was away.
void Distribution::remind(const Conversation& conversation)
{
    const auto endsAfter = profile(conversation.shop).silentEndsAfter;
    if (!endsAfter || conversation.staffSaid <= conversation.customerSaid)
        return;
    const ConversationId id = conversation.id;
    if (conversation.botSaid < conversation.staffSaid && sayReminder)
        sayReminder(conversation);
    if (const Conversation* c = m_conversations.find(id); c && c->botSaid > c->staffSaid)
        m_coordinator.at(m_coordinator.now() + *endsAfter, [this, id, reminder = c->botSaid] { closeSilent(id, reminder); });
}

void Distribution::closeSilent(ConversationId id, qint64 reminder)
{
    const Conversation* c = m_conversations.find(id);
    const auto ends = c ? silenceEnds(*c) : std::nullopt;
    if (!ends || *ends > m_coordinator.now() || !m_silent.contains(id) || c->botSaid != reminder)
        return;
    if (c->isOnTransfer()) { // somebody is asked to take it: after that
        m_coordinator.at(*c->offerUntil + 1s, [this, id, reminder] { closeSilent(id, reminder); });
        return;
    }
    if (sayClosing)
        sayClosing(*c);
    m_conversations.append(id, Author {}, Closed {QString(kSilentReason), {}});
}

/// What counts as silent is another thing from now on.
void Distribution::judgeSilenceAnew(ShopId shop)
{
    std::vector<Conversation> assigned;
    m_conversations.forEach([&](const Conversation& c) {
        if (c.shop == shop && c.state == ConversationState::assigned)
            assigned.push_back(c);
    });
    for (const Conversation& c : assigned)
        if (m_silent.remove(c.id))
            if (const auto owner = m_agents.find({shop, *c.assignee}); owner != m_agents.end())
                addLoad(owner->second, c, 1);
    m_coordinator.afterCommit([this, assigned] {
        for (const Conversation& c : assigned)
            if (const Conversation* now = m_conversations.find(c.id))
                watchSilence(*now);
    });
}

} // namespace greenroom
