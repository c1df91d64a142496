// SPDX-License-Identifier: GPL-3.0-or-later
// What waits, as the router sees it, and who of those who wait comes next for somebody.
#include "server/routing/distribution.h"

namespace greenroom {

namespace {

/// Left messages that are looked at for one person: asking is cheap however many there are.
constexpr int kMostLookedAt = 1'000;

/// "zh-Hans-CN" is spoken by whoever speaks "zh".
QString primaryLanguage(const QString& tag)
{
    return tag.section(u'-', 0, 0).toLower();
}

} // namespace

std::optional<ConversationId> Distribution::nextFor(ShopId shop, PersonId person) const
{
    const auto found = m_shops.find(shop);
    return found == m_shops.end() ? std::nullopt : found->second.router.nextFor(person);
}

void Distribution::followLeftMessage(const Conversation* before, const Conversation& after)
{
    const auto left = [](const Conversation* c) { return c && c->state == ConversationState::leftMessage && c->owedSince; };
    if (left(before) && (!left(&after) || before->owedSince != after.owedSince))
        m_shops[after.shop].leftMessages.erase({*before->owedSince, after.id});
    if (left(&after))
        m_shops[after.shop].leftMessages.insert({*after.owedSince, after.id});
}

std::optional<ConversationId> Distribution::nextLeftMessage(ShopId id, PersonId person) const
{
    const auto shop = m_shops.find(id);
    const routing::Agent* who = agent(id, person);
    if (shop == m_shops.end() || !who)
        return {};
    const QueueRules* first = defaultQueue(id);
    int looked = 0;
    for (const auto& [since, left] : shop->second.leftMessages) {
        const Conversation& c = *m_conversations.find(left);
        // Who left one at once never waited in a queue.
        const QueueRules* in = c.queue && queue(*c.queue) ? queue(*c.queue) : first;
        if (!in || !who->queues.contains(in->id) || c.tier > who->tier)
            continue;
        if (++looked > kMostLookedAt)
            break;
        const routing::Demand demand = routing::demandOf(
            waitingOf(c, in->id, since), profile(id).queue(in->id), m_coordinator.now());
        if (routing::exclusionOf(*who, demand) == routing::Exclusion::none)
            return left;
    }
    return {};
}

/// As the router sees it while it waits.
routing::Waiting Distribution::waitingOf(const Conversation& conversation, QueueId queue, Instant since) const
{
    routing::Waiting waiting;
    waiting.id = conversation.id;
    waiting.queue = queue;
    waiting.channel = conversation.channel;
    waiting.language = spokenLanguage(conversation, queue);
    if (const Millis target = profile(conversation.shop).queue(queue).replyTarget; target > Millis(0))
        waiting.replyDue = since + target;
    waiting.since = since;
    // A wait that began elsewhere came here later; one that goes on did not begin before it was there.
    waiting.inQueueSince = std::max(conversation.inQueueSince.value_or(waiting.since), waiting.since);
    waiting.overflowed = conversation.overflowed;
    waiting.priority = conversation.priority;
    waiting.tier = conversation.tier;
    waiting.issue = conversation.issue;
    waiting.room = conversation.room;
    waiting.emotion = double(conversation.emotion) / 100;
    waiting.required = conversation.skills;
    if (const auto asked = m_issues.find({conversation.shop, conversation.issue}); asked != m_issues.end())
        asked->second.addTo(waiting);
    if (const CustomerTable::Row* customer = m_conversations.customer(conversation.customer))
        waiting.customerTier = customer->customer.tier;
    if (conversation.lastAgent && !conversation.ratedLow.contains(*conversation.lastAgent)) {
        waiting.preferred = conversation.lastAgent;
        waiting.preferredAt = conversation.lastAgentAt;
    }
    waiting.excluded = conversation.declinedBy;
    if (conversation.lastAgent && m_backTo.contains(conversation.id))
        waiting.excluded.removeOne(*conversation.lastAgent);
    return waiting;
}

/// A language is asked for while somebody of the queue who is online speaks it; else nobody would ever be given who speaks
/// another.
QString Distribution::spokenLanguage(const Conversation& conversation, QueueId queue) const
{
    const CustomerTable::Row* customer = m_conversations.customer(conversation.customer);
    const QString language = customer ? primaryLanguage(customer->customer.language) : QString();
    return m_spoken.value(queue).contains(language) ? language : QString();
}

QHash<QueueId, QSet<QString>> Distribution::languagesSpoken() const
{
    QHash<QueueId, QSet<QString>> spoken;
    for (const auto& [key, agent] : m_agents)
        if (agent.state.presence == Presence::online)
            for (QueueId queue : agent.state.queues)
                for (const routing::Skill& language : agent.state.languages)
                    spoken[queue].insert(language.name);
    return spoken;
}

void Distribution::learnLanguages()
{
    QHash<QueueId, QSet<QString>> spoken = languagesSpoken();
    if (spoken == m_spoken)
        return;
    m_spoken = std::move(spoken);
    tellWaiting();
}

void Distribution::tellWaiting(std::optional<ShopId> shop)
{
    std::vector<Conversation> waiting;
    m_conversations.forEach([&](const Conversation& c) {
        if (c.state == ConversationState::waiting && (!shop || c.shop == *shop))
            waiting.push_back(c);
    });
    for (const Conversation& c : waiting)
        tell(c);
}

} // namespace greenroom
