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

/// A customer who says something again is above the capacity if need be: nobody takes them away for that.
void Distribution::followSilence(const Conversation* before, const Conversation& after)
{
    const bool same = before && before->state == after.state && before->assignee == after.assignee
        && before->owedSince == after.owedSince && before->lastSaidAt == after.lastSaidAt;
    if (same)
        return;
    if (before && m_silent.remove(after.id))
        if (const auto owner = m_agents.find({before->shop, *before->assignee}); owner != m_agents.end()) {
            addLoad(owner->second, *before, 1);
            tell(owner->second);
            show(owner->second);
        }
    const Millis silentAfter = profile(after.shop).silentAfter.value_or(Millis(0));
    if (silentAfter > Millis(0) && after.state == ConversationState::assigned && !after.owedSince && after.lastSaidAt)
        m_coordinator.at(
            *after.lastSaidAt + silentAfter, [this, id = after.id, since = *after.lastSaidAt] { fallSilent(id, since); });
}

void Distribution::fallSilent(ConversationId id, Instant since)
{
    const Conversation* c = m_conversations.find(id);
    if (!c || c->state != ConversationState::assigned || c->owedSince || c->lastSaidAt != since || m_silent.contains(id))
        return;
    const auto owner = m_agents.find({c->shop, *c->assignee});
    // The profile may have been changed since: that has clocks of its own.
    const auto silentAfter = profile(c->shop).silentAfter;
    if (owner == m_agents.end() || !silentAfter || m_coordinator.now() - since < *silentAfter)
        return;
    m_silent.insert(id);
    addLoad(owner->second, *c, -1);
    tell(owner->second);
    show(owner->second);
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
                followSilence(nullptr, Conversation(*now));
    });
}

} // namespace greenroom
