// SPDX-License-Identifier: GPL-3.0-or-later
// What gives everybody more room for a while: surge mode, and conversations that have fallen silent.
#include "server/routing/distribution.h"
#include "server/routing/surgetable.h"

namespace greenroom {

const routing::SurgeRules& Distribution::surgeRules(ShopId shop) const
{
    static const routing::SurgeRules kDefaults;
    const std::optional<routing::SurgeRules>& set = profile(shop).surge;
    return set ? *set : kDefaults;
}

qint64 Distribution::capacityOf(const Agent& agent) const
{
    const auto shop = m_shops.find(agent.shop);
    const bool surges = shop != m_shops.end() && shop->second.surgeUntil;
    return surges ? agent.capacity * surgeRules(agent.shop).capacityPercent / 100 : agent.capacity;
}

bool Distribution::shouldLeaveMessage(const QueueRules& queue) const
{
    const auto shop = m_shops.find(queue.shop);
    return shop != m_shops.end()
        && (shop->second.router.isFull(queue.id) || (shop->second.surgeUntil && surgeRules(queue.shop).leaveMessage));
}

void Distribution::setSurge(ShopId shop, bool on)
{
    std::optional<Instant> until;
    if (on)
        until = m_coordinator.now() + std::chrono::minutes(surgeRules(shop).minutes);
    m_shops[shop].surgeUntil = until;
    m_coordinator.write(SurgeTable::set(shop, until));
    route(shop);
    for (QueueId queue : m_shops[shop].queues)
        m_shown.insert(queue);
    watchSurge(shop);
}

void Distribution::watchSurge(ShopId shop)
{
    const auto until = m_shops[shop].surgeUntil;
    if (until)
        m_coordinator.at(*until, [this, shop, until] {
            if (m_shops[shop].surgeUntil == until)
                setSurge(shop, false);
        });
}

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

/// Once, also over a restart.
void Distribution::remind(const Conversation& conversation)
{
    const auto ends = silenceEnds(conversation);
    if (!ends || conversation.staffSaid <= conversation.customerSaid)
        return;
    const ConversationId id = conversation.id;
    Instant at = std::max(*ends, m_coordinator.now());
    if (conversation.botSaid < conversation.staffSaid && sayReminder) {
        // Also where the server was away: whoever is reminded has the time to answer.
        at = std::max(at, m_coordinator.now() + profile(conversation.shop).silentEndsAfter.value_or(Millis(0)));
        sayReminder(conversation);
    }
    if (const Conversation* c = m_conversations.find(id); c && c->botSaid > c->staffSaid)
        m_coordinator.at(at, [this, id, reminder = c->botSaid] { endSilent(id, reminder); });
}

void Distribution::endSilent(ConversationId id, qint64 reminder)
{
    const Conversation* c = m_conversations.find(id);
    const auto ends = c ? silenceEnds(*c) : std::nullopt;
    if (!ends || *ends > m_coordinator.now() || !m_silent.contains(id) || c->botSaid != reminder)
        return;
    if (c->isOnTransfer()) { // somebody is asked to take it: after that
        m_coordinator.at(*c->offerUntil + 1s, [this, id, reminder] { endSilent(id, reminder); });
        return;
    }
    if (sayClosing)
        sayClosing(*c);
    m_conversations.append(id, Author {}, Closed {QString(kSilentReason), {}});
}

/// What counts as silent is another thing from now on.
void Distribution::endSilence(ShopId shop)
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
