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
    QHash<QueueId, Queue> fresh;
    m_queuesOf.clear();
    m_dirty.clear();
    m_placesDue = false;
    m_toldStaffed.clear();
    for (QueueRules& rules : queues) {
        m_queuesOf[rules.shop].push_back(rules.id);
        fresh.insert(rules.id, {std::move(rules), {}, {}});
    }
    m_queues = std::move(fresh);
    const auto connections = [&](const AgentKey& key) {
        int count = 0;
        for (SessionId session : m_coordinator.sessionsOf(key.second))
            count += m_coordinator.session(session)->principal->shop == key.first ? 1 : 0;
        return count;
    };
    m_agents.clear();
    for (const DeskMember& member : members) {
        const AgentKey key {member.shop, member.person};
        Agent agent {{member.person, member.lastPresence, member.capacity, 0, m_coordinator.now(), member.queues}, member.shop,
            member.name, member.lastReason, m_coordinator.now(), Presence::offline, BreakReason::none, connections(key)};
        if (agent.connections == 0 && member.lastPresence != Presence::offline) {
            // The server was away, not the person: they come back to where they were, if they come back soon.
            if (member.lastPresence != Presence::disconnected) {
                agent.beforeLoss = member.lastPresence;
                agent.reasonBeforeLoss = member.lastReason;
            }
            agent.state.presence = Presence::disconnected;
            m_coordinator.at(m_coordinator.now() + kGrace, [this, key] { releaseUnanswered(key.first, key.second); });
        }
        show(m_agents.emplace(key, std::move(agent)).first->second);
    }
    for (const Queue& queue : std::as_const(m_queues))
        m_shown.insert(queue.rules.id);
}

void Distribution::learn(std::vector<QueueRules> queues, const std::vector<DeskMember>& members)
{
    m_queuesOf.clear();
    for (QueueRules& rules : queues) {
        m_queuesOf[rules.shop].push_back(rules.id);
        m_shown.insert(rules.id);
        m_dirty.insert(rules.id);
        m_queues[rules.id].rules = std::move(rules);
    }
    for (const DeskMember& member : members) {
        const AgentKey key {member.shop, member.person};
        auto found = m_agents.find(key);
        if (found == m_agents.end())
            found = m_agents
                        .emplace(key,
                            Agent {{member.person, Presence::offline, 0, 0, m_coordinator.now(), {}}, member.shop, member.name,
                                BreakReason::none, m_coordinator.now(), Presence::offline, BreakReason::none, 0})
                        .first;
        Agent& agent = found->second;
        agent.name = member.name;
        agent.state.capacity = member.capacity;
        agent.state.queues = member.queues;
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
    const auto found = m_queuesOf.find(shop);
    return found == m_queuesOf.end() ? nullptr : queue(found->second.front());
}

std::vector<const QueueRules*> Distribution::queuesOf(ShopId shop) const
{
    std::vector<const QueueRules*> found;
    if (const auto ids = m_queuesOf.find(shop); ids != m_queuesOf.end())
        for (QueueId id : ids->second)
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

const AgentState* Distribution::agent(ShopId shop, PersonId person) const
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
    if (found == m_agents.end()) {
        Agent agent {{member.person, Presence::offline, 0, 0, m_coordinator.now(), {}}, member.shop, member.name,
            BreakReason::none, m_coordinator.now(), Presence::offline, BreakReason::none, 0};
        found = m_agents.emplace(key, std::move(agent)).first;
    }
    Agent& agent = found->second;
    agent.name = member.name;
    agent.state.capacity = member.capacity;
    agent.state.queues = member.queues;
    ++agent.connections;
    if (agent.state.presence == Presence::disconnected)
        change(agent, agent.beforeLoss, agent.reasonBeforeLoss);
    touch(agent);
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
    if (cameOnline)
        agent.state.idleSince = m_coordinator.now();
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
    touch(agent);
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
        m_dirty.insert(*c->queue);
    });
}

Stored Distribution::assign(
    ConversationId id, const AgentState& agent, AssignReason reason, const Author& author, ClientId clientId)
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
            m_dirty.insert(queue->rules.id);
            m_shown.insert(queue->rules.id);
        }
    if (!after.waitingSince)
        m_backTo.remove(after.id);

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
            if (const auto agent = m_agents.find({after.shop, *was}); agent != m_agents.end()) {
                --agent->second.state.load;
                agent->second.state.idleSince = m_coordinator.now();
                touch(agent->second);
                show(agent->second);
            }
        if (is)
            if (const auto agent = m_agents.find({after.shop, *is}); agent != m_agents.end()) {
                ++agent->second.state.load;
                show(agent->second);
            }
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

void Distribution::touch(const Agent& agent)
{
    if (mutant(Mutant::leavesWaiting))
        return;
    for (QueueId queue : agent.state.queues) {
        m_dirty.insert(queue);
        m_shown.insert(queue);
    }
}

void Distribution::distribute()
{
    for (QueueId id : std::exchange(m_dirty, {}))
        if (const auto queue = m_queues.find(id); queue != m_queues.end())
            distribute(*queue);
    for (QueueId id : std::exchange(m_shown, {}))
        if (const auto queue = m_queues.constFind(id); queue != m_queues.cend()) {
            show(*queue);
            tellStaffed(queue->rules.shop);
        }
}

void Distribution::distribute(Queue& queue)
{
    std::vector<AgentState> agents;
    for (const auto& [key, agent] : m_agents)
        if (key.first == queue.rules.shop && agent.state.presence == Presence::online
            && agent.state.queues.contains(queue.rules.id) && agent.state.load < agent.state.capacity)
            agents.push_back(agent.state);
    // A copy: assigning changes the set.
    const auto waiting = queue.waiting;
    for (const auto& [since, id] : waiting) {
        if (agents.empty())
            return;
        const Conversation c = *m_conversations.find(id);
        Waiting one {id, queue.rules.id, since, c.lastAgent, c.lastSaidAt, c.declinedBy};
        if (c.lastAgent && m_backTo.contains(id))
            one.declinedBy.removeOne(*c.lastAgent);
        const auto choice = chooseAgent(one, queue.rules, agents, m_coordinator.now());
        if (!choice)
            continue;
        const auto chosen = std::find_if(
            agents.begin(), agents.end(), [&](const AgentState& a) { return a.id == choice->agent; });
        if (queue.rules.mode == QueueMode::direct)
            assign(id, *chosen, choice->reason, kSystem, m_coordinator.ids().next<ClientId>(m_coordinator.now()));
        else
            offer(c, queue.rules, choice->agent);
        if (++chosen->load >= chosen->capacity)
            agents.erase(chosen);
    }
}

void Distribution::offer(const Conversation& conversation, const QueueRules& rules, PersonId agent)
{
    const Instant until = m_coordinator.now() + rules.offerFor;
    m_conversations.append(conversation.id, kSystem, Offered {agent, until});
    if (mutant(Mutant::offersTwice))
        m_conversations.append(conversation.id, kSystem, Offered {agent, until});
    watchOffer(conversation.id, until);
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
