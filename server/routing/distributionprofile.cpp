// SPDX-License-Identifier: GPL-3.0-or-later
// By what profile a shop routes, and why a conversation went where it went.
#include <QLoggingCategory>

#include "server/routing/decisiontable.h"
#include "server/routing/distribution.h"

namespace greenroom {

Q_LOGGING_CATEGORY(routingLog, "greenroom.routing")

namespace {

/// As soon as overflow can be: a profile says no less.
constexpr Millis kAtOnce {1'000};

} // namespace

void Distribution::setRules(std::vector<QueueRules> queues)
{
    for (auto& [id, shop] : m_shops)
        shop.queues.clear();
    for (QueueRules& rules : queues) {
        m_shops[rules.shop].queues.push_back(rules.id);
        m_shown.insert(rules.id);
        m_queues[rules.id].rules = std::move(rules);
    }
    for (auto& [id, shop] : m_shops) {
        if (shop.set)
            if (auto done = check(id, *shop.set); !done) {
                qCWarning(routingLog).noquote() << "profile" << shop.set->version << "of shop" << id.toString()
                                                << "is left aside:" << sentence(done.error());
                shop.set.reset();
            }
        route(id);
    }
}

routing::Profile Distribution::whole(ShopId id, routing::Profile profile) const
{
    const auto found = m_shops.find(id);
    if (found == m_shops.end())
        return profile;
    const Shop& shop = found->second;
    for (QueueId queue : shop.queues) {
        const auto names = [queue](const routing::QueueProfile& each) { return each.id == queue; };
        if (std::any_of(profile.queues.begin(), profile.queues.end(), names))
            continue;
        const QueueRules& rules = m_queues.constFind(queue)->rules;
        routing::QueueProfile own;
        own.id = queue;
        own.offers = rules.mode == QueueMode::offer;
        own.offerFor = rules.offerFor;
        own.stickyFor = rules.stickyFor;
        profile.queues.push_back(std::move(own));
    }
    return profile;
}

void Distribution::route(ShopId id)
{
    Shop& shop = m_shops[id];
    shop.profile = whole(id, shop.set.value_or(routing::Profile {}));
    routing::Profile now = shop.profile;
    if (shop.surgeUntil && surgeRules(id).overflowAtOnce)
        for (routing::QueueProfile& queue : now.queues)
            if (queue.overflow)
                queue.overflow->after = kAtOnce;
    shop.router.setProfile(std::move(now), m_coordinator.now());
    m_toRoute.insert(id);
    recount(id);
}

qint64 Distribution::nextVersion(ShopId shop) const
{
    const auto found = m_shops.find(shop);
    return found == m_shops.end() ? 1 : found->second.lastVersion + 1;
}

const routing::Profile& Distribution::profile(ShopId shop) const
{
    static const routing::Profile kNone;
    const auto found = m_shops.find(shop);
    return found == m_shops.end() ? kNone : found->second.profile;
}

Result<void> Distribution::check(ShopId shop, const routing::Profile& profile) const
{
    const auto found = m_shops.find(shop);
    QList<QueueId> known;
    if (found != m_shops.end())
        known = QList<QueueId>(found->second.queues.begin(), found->second.queues.end());
    return routing::check(profile, known);
}

void Distribution::setProfile(ShopId shop, routing::Profile profile)
{
    m_shops[shop].lastVersion = profile.version;
    m_shops[shop].set = std::move(profile);
    judgeSilenceAnew(shop);
    route(shop);
    tellWaiting(shop); // when their answers are due goes by it
}

/// What one of a channel takes of a capacity may have changed.
void Distribution::recount(ShopId shop)
{
    for (auto& [key, agent] : m_agents)
        if (key.first == shop) {
            agent.state.capacity = capacityOf(agent);
            agent.state.load = 0;
            for (size_t channel = 0; channel < routing::kChannels; ++channel)
                agent.state.load += agent.state.open[channel] * profile(shop).unitsOf(static_cast<Channel>(channel));
            tell(agent);
            show(agent);
        }
}

bool Distribution::hasCapacity(ShopId shop, PersonId person, Channel channel) const
{
    const routing::Agent* found = agent(shop, person);
    return found && found->load + profile(shop).unitsOf(channel) <= found->capacity;
}

RoutingDecision Distribution::decision(const Conversation& conversation, const routing::Explanation& why) const
{
    RoutingDecision made;
    made.at = m_coordinator.now();
    made.profile = why.profile;
    const QueueRules* in = queue(*conversation.queue);
    made.queue = in ? in->name : QString();
    made.strategy = profile(conversation.shop).queue(*conversation.queue).strategy;
    const routing::Urgency& urgency = why.urgency;
    made.score = {urgency.customerTier, urgency.issue, urgency.room, urgency.emotion, urgency.priority, urgency.dueSoon,
        static_cast<qint64>(urgency.waited)};
    made.ring = why.ring;
    made.heldUntil = why.heldUntil;
    constexpr std::size_t kMostShown = 200;
    for (std::size_t i = 0; i < std::min(why.best.size(), kMostShown); ++i) {
        const routing::Candidate& each = why.best[i];
        made.best.append({each.agent, personName(conversation.shop, each.agent), each.exclusion, each.load, each.capacity,
            each.items, qRound64(each.match * 100), each.lastAssigned, each.lastReleased});
    }
    for (const auto& [exclusion, name] : EnumNames<routing::Exclusion>::names)
        if (const qint64 people = why.count[static_cast<size_t>(exclusion)])
            made.count.append({exclusion, people});
    return made;
}

void Distribution::keep(const routing::Given& given)
{
    const Conversation& c = *m_conversations.find(given.conversation);
    RoutingDecision made = decision(c, given.why);
    made.given = given.agent;
    made.givenName = personName(c.shop, given.agent);
    made.sticky = given.sticky;
    made.offered = given.offerUntil.has_value();
    m_coordinator.write(DecisionTable::insert(c.id, made));
}

std::optional<RoutingDecision> Distribution::whyWaiting(const Conversation& conversation) const
{
    const auto shop = m_shops.find(conversation.shop);
    if (shop == m_shops.end() || conversation.state != ConversationState::waiting || !conversation.queue)
        return {};
    const auto why = shop->second.router.explain(conversation.id, m_coordinator.now());
    return why ? std::optional(decision(conversation, *why)) : std::nullopt;
}

} // namespace greenroom
