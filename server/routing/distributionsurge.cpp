// SPDX-License-Identifier: GPL-3.0-or-later
// What gives everybody more room for a while: surge mode.
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

} // namespace greenroom
