// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/distribution.h"

#include "core/base/mutant.h"

namespace greenroom {

namespace {

const Author kSystem {};
/// All who wait are gone through then, however many come and go meanwhile.
constexpr Millis kPlacesEvery {500};
constexpr Millis kElsewhereFirst = std::chrono::minutes(1);

std::optional<PersonId> holder(const Conversation& c)
{
    return c.state == ConversationState::offered ? c.offeredTo
        : c.state == ConversationState::assigned ? c.assignee
                                                 : std::nullopt;
}

} // namespace

Distribution::Agent Distribution::agentOf(const DeskMember& member, Instant now)
{
    Agent agent;
    agent.state.id = member.person;
    agent.state.capacity = member.capacity;
    agent.state.queues = member.queues;
    agent.state.onlineSince = agent.state.lastReleased = now;
    agent.shop = member.shop;
    agent.name = member.name;
    agent.presenceSince = now;
    return agent;
}

Distribution::Distribution(Coordinator& coordinator, OpenConversations& conversations)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
{
    conversations.onChanged([this](const Conversation* before, const Conversation& after) { onChanged(before, after); });
    conversations.beforeWrite([this] { distribute(); });
    coordinator.onSessionEnd([this](SessionId, const Coordinator::Session& session) {
        if (!session.principal->isCustomer())
            return;
        const BoardId board {BoardName::queue, session.principal->shop, session.principal->customer->value};
        if (!m_coordinator.boards().isWatched(board))
            m_coordinator.boards().remove(board, session.principal->shop.value);
    });
}

void Distribution::start(std::vector<QueueRules> queues, std::vector<DeskMember> members)
{
    m_queues.clear();
    m_shops.clear();
    m_toRoute.clear();
    m_placesDue = false;
    m_toldStaffed.clear();
    setRules(std::move(queues));
    const auto connections = [&](const AgentKey& key) {
        int count = 0;
        for (SessionId session : m_coordinator.sessionsOf(key.second))
            count += m_coordinator.session(session)->principal->shop == key.first ? 1 : 0;
        return count;
    };
    m_agents.clear();
    for (const DeskMember& member : members) {
        const AgentKey key {member.shop, member.person};
        Agent agent = agentOf(member, m_coordinator.now());
        agent.state.presence = member.lastPresence;
        agent.reason = member.lastReason;
        agent.connections = connections(key);
        if (agent.connections == 0 && member.lastPresence != Presence::offline) {
            // The server was away, not the person: they come back to where they were, if they come back soon.
            if (member.lastPresence != Presence::disconnected) {
                agent.beforeLoss = member.lastPresence;
                agent.reasonBeforeLoss = member.lastReason;
            }
            agent.state.presence = Presence::disconnected;
            m_coordinator.at(m_coordinator.now() + kGrace, [this, key] { releaseUnanswered(key.first, key.second); });
        }
        const Agent& known = m_agents.emplace(key, std::move(agent)).first->second;
        tell(known);
        show(known);
    }
}

/// One profile a shop, made of the rules its queues are stored with.
void Distribution::setRules(std::vector<QueueRules> queues)
{
    std::map<ShopId, routing::Profile> profiles;
    for (auto& [id, shop] : m_shops)
        shop.queues.clear();
    for (QueueRules& rules : queues) {
        routing::QueueProfile profile;
        profile.id = rules.id;
        profile.offers = rules.mode == QueueMode::offer;
        profile.offerFor = rules.offerFor;
        profile.stickyFor = rules.stickyFor;
        profiles[rules.shop].queues.push_back(std::move(profile));
        m_shops[rules.shop].queues.push_back(rules.id);
        m_shown.insert(rules.id);
        m_queues[rules.id].rules = std::move(rules);
    }
    for (auto& [id, profile] : profiles) {
        m_shops[id].router.setProfile(std::move(profile), m_coordinator.now());
        m_toRoute.insert(id);
    }
}

void Distribution::learn(std::vector<QueueRules> queues, const std::vector<DeskMember>& members)
{
    setRules(std::move(queues));
    for (const DeskMember& member : members) {
        const AgentKey key {member.shop, member.person};
        auto found = m_agents.find(key);
        if (found == m_agents.end())
            found = m_agents.emplace(key, agentOf(member, m_coordinator.now())).first;
        Agent& agent = found->second;
        agent.name = member.name;
        agent.state.capacity = member.capacity;
        agent.state.queues = member.queues;
        tell(agent);
        show(agent);
    }
}

const QueueRules* Distribution::queue(QueueId id) const
{
    const auto found = m_queues.constFind(id);
    return found == m_queues.cend() ? nullptr : &found->rules;
}

const QueueRules* Distribution::defaultQueue(ShopId shop) const
{
    const auto found = m_shops.find(shop);
    return found == m_shops.end() || found->second.queues.empty() ? nullptr : queue(found->second.queues.front());
}

std::vector<const QueueRules*> Distribution::queuesOf(ShopId shop) const
{
    std::vector<const QueueRules*> found;
    if (const auto known = m_shops.find(shop); known != m_shops.end())
        for (QueueId id : known->second.queues)
            found.push_back(queue(id));
    return found;
}

QString Distribution::personName(PersonId person) const
{
    for (const auto& [key, agent] : m_agents)
        if (key.second == person)
            return agent.name;
    return {};
}

const routing::Agent* Distribution::agent(ShopId shop, PersonId person) const
{
    const auto found = m_agents.find({shop, person});
    return found == m_agents.end() ? nullptr : &found->second.state;
}

bool Distribution::isStaffed(ShopId shop) const
{
    return std::any_of(m_agents.begin(), m_agents.end(), [&](const auto& each) {
        return each.first.first == shop && each.second.state.presence == Presence::online
            && !each.second.state.queues.isEmpty();
    });
}

QList<PresenceRow> Distribution::people(ShopId shop) const
{
    QList<PresenceRow> rows;
    for (const auto& [key, agent] : m_agents)
        if (key.first == shop)
            rows.append({key.second, agent.name, agent.state.presence, agent.reason, agent.presenceSince, agent.state.load,
                agent.state.capacity});
    return rows;
}

QueueRow Distribution::queueRow(const QueueRules& rules) const
{
    const Queue& queue = *m_queues.constFind(rules.id);
    QueueRow row;
    row.id = rules.id;
    row.name = rules.name;
    row.waiting = static_cast<qint64>(queue.waiting.size() + queue.offered.size());
    for (const auto* waiting : {&queue.waiting, &queue.offered})
        if (!waiting->empty())
            row.longestSince = std::min(row.longestSince.value_or(Instant::max()), waiting->begin()->first);
    for (const auto& [key, agent] : m_agents)
        row.online += agent.state.presence == Presence::online && agent.state.queues.contains(rules.id) ? 1 : 0;
    return row;
}

void Distribution::setPresence(ShopId shop, PersonId person, Presence presence, BreakReason reason)
{
    if (const auto found = m_agents.find({shop, person}); found != m_agents.end())
        change(found->second, presence, presence == Presence::onBreak ? reason : BreakReason::none);
}

void Distribution::connected(const DeskMember& member)
{
    const AgentKey key {member.shop, member.person};
    auto found = m_agents.find(key);
    if (found == m_agents.end())
        found = m_agents.emplace(key, agentOf(member, m_coordinator.now())).first;
    Agent& agent = found->second;
    agent.name = member.name;
    agent.state.capacity = member.capacity;
    agent.state.queues = member.queues;
    ++agent.connections;
    if (agent.state.presence == Presence::disconnected)
        change(agent, agent.beforeLoss, agent.reasonBeforeLoss);
    tell(agent);
    show(agent);
}

void Distribution::disconnected(ShopId shop, PersonId person)
{
    const auto found = m_agents.find({shop, person});
    if (found == m_agents.end() || --found->second.connections > 0)
        return;
    Agent& agent = found->second;
    agent.connections = 0;
    if (agent.state.presence == Presence::offline)
        return;
    agent.beforeLoss = agent.state.presence;
    agent.reasonBeforeLoss = agent.reason;
    change(agent, Presence::disconnected, BreakReason::none);
    m_coordinator.at(m_coordinator.now() + kGrace, [this, shop, person] { releaseUnanswered(shop, person); });
}

void Distribution::change(Agent& agent, Presence presence, BreakReason reason)
{
    if (agent.state.presence == presence && agent.reason == reason)
        return;
    const bool cameOnline = presence == Presence::online;
    agent.state.presence = presence;
    agent.reason = reason;
    agent.presenceSince = m_coordinator.now();
    if (cameOnline) {
        agent.state.lastReleased = agent.state.onlineSince = m_coordinator.now();
        agent.state.givenSinceOnline = 0;
    }
    m_coordinator.write(QueueTable::logPresence(agent.shop, agent.state.id, m_coordinator.now(), presence, reason));
    if (!cameOnline) {
        std::vector<Conversation> offered;
        m_conversations.forEach([&](const Conversation& c) {
            if (c.shop == agent.shop && c.offeredTo == agent.state.id)
                offered.push_back(c);
        });
        for (const Conversation& c : offered)
            endOffer(c, OfferEnd::withdrawn);
    }
    tell(agent);
    show(agent);
}

void Distribution::releaseUnanswered(ShopId shop, PersonId person)
{
    const auto found = m_agents.find({shop, person});
    if (found == m_agents.end() || found->second.state.presence != Presence::disconnected
        || m_coordinator.now() - found->second.presenceSince < kGrace)
        return;
    std::vector<Conversation> owed;
    m_conversations.forEach([&](const Conversation& c) {
        if (c.shop == shop && c.isOwnedBy(person) && c.owedSince)
            owed.push_back(c);
    });
    for (const Conversation& c : owed) {
        m_conversations.append(c.id, kSystem, Released {person, c.assignmentVersion + 1});
        if (c.queue && queue(*c.queue))
            enqueue(c.id, *c.queue, kSystem, *c.owedSince);
    }
    change(found->second, Presence::offline, BreakReason::none);
}

Stored Distribution::enqueue(ConversationId id, QueueId queue, const Author& author, Instant since)
{
    const Stored stored = m_conversations.append(id, author, Queued {queue, since});
    if (author.kind == AuthorKind::staff)
        offerBackLater(id, since);
    return stored;
}

/// Who gave it away stands once among those who declined; one who then declines it indeed stands there twice.
void Distribution::offerBackLater(ConversationId id, Instant since)
{
    m_coordinator.at(m_coordinator.now() + kElsewhereFirst, [this, id, since] {
        const Conversation* c = m_conversations.find(id);
        if (!c || c->waitingSince != since || !c->queue)
            return;
        m_backTo.insert(id);
        tell(*c);
    });
}

Stored Distribution::assign(
    ConversationId id, const routing::Agent& agent, AssignReason reason, const Author& author, ClientId clientId)
{
    const Conversation& c = *m_conversations.find(id);
    return m_conversations.append(
        id, author, Assigned {agent.id, personName(agent.id), c.assignmentVersion + 1, reason}, clientId);
}

void Distribution::onChanged(const Conversation* before, const Conversation& after)
{
    const auto waits = [](const Conversation* c) { return c && c->state == ConversationState::waiting && c->queue; };
    const bool sameWait = waits(before) && waits(&after) && before->queue == after.queue
        && before->waitingSince == after.waitingSince;
    if (waits(before) && !sameWait)
        if (const auto queue = m_queues.find(*before->queue); queue != m_queues.end()) {
            queue->waiting.erase({*before->waitingSince, before->id});
            m_shown.insert(queue->rules.id);
            m_coordinator.afterCommit([this, board = BoardId {BoardName::queue, after.shop, after.customer.value},
                                          row = queue->rules.id.value] { m_coordinator.boards().remove(board, row); });
        }
    if (waits(&after) && !sameWait)
        if (const auto queue = m_queues.find(*after.queue); queue != m_queues.end()) {
            queue->waiting.insert({*after.waitingSince, after.id});
            m_shown.insert(queue->rules.id);
        }
    if (!after.waitingSince)
        m_backTo.remove(after.id);
    if (waits(before) || waits(&after))
        tell(after);

    const auto offered = [this](const Conversation* c) -> Queue* {
        if (!c || c->state != ConversationState::offered || !c->queue || !c->waitingSince)
            return nullptr;
        const auto queue = m_queues.find(*c->queue);
        return queue == m_queues.end() ? nullptr : &*queue;
    };
    if (Queue* queue = offered(before)) {
        queue->offered.erase({*before->waitingSince, before->id});
        m_shown.insert(queue->rules.id);
    }
    if (Queue* queue = offered(&after)) {
        queue->offered.insert({*after.waitingSince, after.id});
        m_shown.insert(queue->rules.id);
    }

    const auto was = before ? holder(*before) : std::nullopt;
    const auto is = holder(after);
    if (was != is) {
        if (was)
            count(after, *was, -1);
        if (is)
            count(after, *is, 1);
    }
    if (!before && after.state == ConversationState::offered && after.offerUntil)
        watchOffer(after.id, *after.offerUntil);
    if (!before && after.waitingSince && after.lastAgent && after.declinedBy.contains(*after.lastAgent))
        offerBackLater(after.id, *after.waitingSince);

    if (before && before->state != ConversationState::assigned && after.state == ConversationState::assigned)
        m_handledFrom.insert(after.id, m_coordinator.now());
    if (after.state == ConversationState::closed)
        if (const auto from = m_handledFrom.constFind(after.id); from != m_handledFrom.cend()) {
            const Millis took = m_coordinator.now() - *from;
            m_meanHandling = m_meanHandling ? (*m_meanHandling * 19 + took) / 20 : took;
            m_handledFrom.erase(from);
        }
}

/// One more or one less in these hands, open or on offer.
void Distribution::count(const Conversation& conversation, PersonId holder, qint64 more)
{
    const auto found = m_agents.find({conversation.shop, holder});
    if (found == m_agents.end())
        return;
    Agent& agent = found->second;
    const auto channel = static_cast<size_t>(conversation.channel);
    agent.state.open[channel] += more;
    agent.state.load += more * m_shops[conversation.shop].router.profile().unitsOf(conversation.channel);
    if (more > 0) {
        agent.state.lastAssigned = m_coordinator.now();
        ++agent.state.givenSinceOnline;
    } else {
        agent.state.lastReleased = m_coordinator.now();
    }
    tell(agent);
    show(agent);
}

void Distribution::tell(const Agent& agent)
{
    if (mutant(Mutant::leavesWaiting) && agent.state.presence == Presence::online)
        return;
    m_shops[agent.shop].router.set(agent.state, m_coordinator.now());
    m_toRoute.insert(agent.shop);
    for (QueueId queue : agent.state.queues)
        m_shown.insert(queue);
}

void Distribution::tell(const Conversation& conversation)
{
    routing::Router& router = m_shops[conversation.shop].router;
    if (conversation.state != ConversationState::waiting || !conversation.queue || !m_queues.contains(*conversation.queue)) {
        router.remove(conversation.id);
        return;
    }
    routing::Waiting waiting;
    waiting.id = conversation.id;
    waiting.queue = *conversation.queue;
    waiting.channel = conversation.channel;
    waiting.since = waiting.inQueueSince = *conversation.waitingSince;
    waiting.preferred = conversation.lastAgent;
    waiting.preferredAt = conversation.lastSaidAt;
    waiting.excluded = conversation.declinedBy;
    if (conversation.lastAgent && m_backTo.contains(conversation.id))
        waiting.excluded.removeOne(*conversation.lastAgent);
    router.set(waiting, m_coordinator.now());
    m_toRoute.insert(conversation.shop);
}

void Distribution::distribute()
{
    for (ShopId id : std::exchange(m_toRoute, {}))
        distribute(id);
    for (QueueId id : std::exchange(m_shown, {}))
        if (const auto queue = m_queues.constFind(id); queue != m_queues.cend()) {
            show(*queue);
            tellStaffed(queue->rules.shop);
        }
}

void Distribution::distribute(ShopId id)
{
    const auto shop = m_shops.find(id);
    if (shop == m_shops.end())
        return;
    for (const routing::Given& given : shop->second.router.route(m_coordinator.now()).given)
        give(given);
    // What is given leaves nobody with more room.
    m_toRoute.remove(id);
    lookAgain(id);
}

/// Time alone may let somebody go.
void Distribution::lookAgain(ShopId id)
{
    Shop& shop = m_shops[id];
    const auto due = shop.router.nextDue();
    if (!due || (shop.due && *shop.due > m_coordinator.now() && *shop.due <= *due))
        return;
    shop.due = due;
    m_coordinator.at(*due, [this, id] { m_toRoute.insert(id); });
}

void Distribution::give(const routing::Given& given)
{
    if (given.offerUntil) {
        offer(given.conversation, given.agent, *given.offerUntil);
        return;
    }
    const auto& best = given.why.best;
    const bool tied = best.size() > 1 && best[0].load * best[1].capacity == best[1].load * best[0].capacity;
    const AssignReason reason = given.sticky ? AssignReason::lastAgent
        : tied                               ? AssignReason::longestIdle
                                             : AssignReason::lowestSaturation;
    const Conversation& c = *m_conversations.find(given.conversation);
    assign(given.conversation, m_agents.at({c.shop, given.agent}).state, reason, kSystem,
        m_coordinator.ids().next<ClientId>(m_coordinator.now()));
}

void Distribution::offer(ConversationId id, PersonId agent, Instant until)
{
    m_conversations.append(id, kSystem, Offered {agent, until});
    if (mutant(Mutant::offersTwice))
        m_conversations.append(id, kSystem, Offered {agent, until});
    watchOffer(id, until);
}

void Distribution::watchOffer(ConversationId id, Instant until)
{
    m_coordinator.at(until, [this, id, until] {
        const Conversation* c = m_conversations.find(id);
        if (!c || c->state != ConversationState::offered || c->offerUntil != until || mutant(Mutant::forgetsOffers))
            return;
        const AgentKey missed {c->shop, *c->offeredTo};
        endOffer(Conversation(*c), OfferEnd::expired);
        // Who lets an offer run out is not there; the next one would run out too.
        if (const auto agent = m_agents.find(missed);
            agent != m_agents.end() && agent->second.state.presence == Presence::online)
            change(agent->second, Presence::notResponding, BreakReason::none);
    });
}

void Distribution::endOffer(const Conversation& conversation, OfferEnd how)
{
    m_conversations.append(conversation.id, kSystem, OfferEnded {*conversation.offeredTo, how});
}

void Distribution::show(const Agent& agent)
{
    m_coordinator.afterCommit([this, shop = agent.shop,
                                  row = PresenceRow {agent.state.id, agent.name, agent.state.presence, agent.reason,
                                      agent.presenceSince, agent.state.load, agent.state.capacity}] {
        m_coordinator.boards().put({BoardName::presence, shop, {}}, row.id.value, 0, row);
    });
}

void Distribution::show(const Queue& queue)
{
    m_coordinator.afterCommit([this, shop = queue.rules.shop, row = queueRow(queue.rules)] {
        m_coordinator.boards().put({BoardName::queue, shop, {}}, row.id.value, 0, row);
        showPlaces();
    });
}

void Distribution::tellStaffed(ShopId shop)
{
    const bool staffed = isStaffed(shop);
    const auto told = m_toldStaffed.try_emplace(shop, !staffed).first;
    if (std::exchange(told->second, staffed) == staffed)
        return;
    m_coordinator.afterCommit([this, shop] {
        m_coordinator.forEachSession([&](SessionId, const Coordinator::Session& session) {
            if (session.principal && session.principal->shop == shop && session.principal->isCustomer())
                showStaffed(shop, *session.principal->customer);
        });
    });
}

void Distribution::showStaffed(ShopId shop, CustomerId customer)
{
    const BoardId board {BoardName::queue, shop, customer.value};
    const QueueRules* queue = defaultQueue(shop);
    if (!queue || !m_coordinator.boards().isWatched(board))
        return;
    QueueRow row;
    row.id = queue->id;
    row.online = isStaffed(shop) ? 1 : 0;
    m_coordinator.boards().put(board, shop.value, 1, row); // behind the own place, if there is one
}

void Distribution::showPlaces()
{
    if (m_placesDue)
        return;
    const Instant next = m_placesShown + kPlacesEvery;
    if (m_coordinator.now() >= next) {
        showPlacesNow();
        return;
    }
    m_placesDue = true;
    m_coordinator.at(next, [this] {
        m_placesDue = false;
        showPlacesNow();
    });
}

void Distribution::showPlacesNow()
{
    m_placesShown = m_coordinator.now();
    for (const Queue& queue : std::as_const(m_queues)) {
        qint64 place = 0;
        qint64 slots = 0;
        for (const auto& [key, agent] : m_agents)
            if (agent.state.presence == Presence::online && agent.state.queues.contains(queue.rules.id))
                slots += agent.state.capacity;
        for (const auto& [since, id] : queue.waiting) {
            ++place;
            const Conversation* c = m_conversations.find(id);
            const BoardId board {BoardName::queue, queue.rules.shop, c->customer.value};
            if (!m_coordinator.boards().isWatched(board))
                continue;
            QueueRow row;
            row.id = queue.rules.id;
            row.place = place;
            if (const auto wait = estimatedWait(place, slots, m_meanHandling))
                row.estimateMs = wait->count();
            row.online = slots > 0 ? 1 : 0;
            m_coordinator.boards().put(board, queue.rules.id.value, 0, row);
        }
    }
}

} // namespace greenroom
