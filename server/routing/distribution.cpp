// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/distribution.h"

#include "core/base/mutant.h"

namespace greenroom {

namespace {

const Author kSystem {};
constexpr Millis kElsewhereFirst = std::chrono::minutes(1);

std::optional<PersonId> holder(const Conversation& c)
{
    return c.state == ConversationState::offered ? c.offeredTo
        : c.state == ConversationState::assigned ? c.assignee
                                                 : std::nullopt;
}

} // namespace

void Distribution::takeOver(const DeskMember& member, Agent& agent) const
{
    agent.name = member.name;
    agent.capacity = member.capacity;
    agent.state.capacity = capacityOf(agent);
    agent.state.queues = member.queues;
    agent.state.tier = member.tier;
    agent.state.skills = member.skills;
    agent.state.languages = member.languages;
}

Distribution::Agent Distribution::agentOf(const DeskMember& member) const
{
    Agent agent;
    agent.shop = member.shop;
    agent.state.id = member.person;
    takeOver(member, agent);
    agent.presenceSince = agent.state.onlineSince = agent.state.lastReleased = member.lastPresenceAt.value_or(
        m_coordinator.now());
    return agent;
}

Distribution::Distribution(Coordinator& coordinator, OpenConversations& conversations)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_figures(coordinator)
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

void Distribution::start(std::vector<QueueRules> queues, Profiles profiles, std::vector<DeskMember> members,
    const Surges& surges, TeamFigures::Days figures, IssueTable::Issues issues)
{
    m_queues.clear();
    m_shops.clear();
    m_agents.clear(); // before the routers hear of the rules: who is gone must not come back with them
    m_silent.clear();
    m_toRoute.clear();
    m_placesDue = false;
    m_told.clear();
    m_issues = std::move(issues);
    m_startedAt = m_coordinator.now();
    m_figures.start(std::move(figures));
    showDayEnd();
    for (auto& [id, newest] : profiles) {
        m_shops[id].lastVersion = newest.version;
        m_shops[id].set = std::move(newest.profile);
    }
    for (const auto& [id, until] : surges)
        if (until > m_coordinator.now())
            m_shops[id].surgeUntil = until;
    setRules(std::move(queues));
    for (const auto& [id, shop] : m_shops)
        watchSurge(id);
    const auto connections = [&](const AgentKey& key) {
        int count = 0;
        for (SessionId session : m_coordinator.sessionsOf(key.second))
            count += m_coordinator.session(session)->principal->shop == key.first ? 1 : 0;
        return count;
    };
    for (const DeskMember& member : members) {
        const AgentKey key {member.shop, member.person};
        Agent agent = agentOf(member);
        agent.state.presence = member.lastPresence;
        agent.reason = member.lastReason;
        agent.connections = connections(key);
        if (agent.connections == 0 && member.lastPresence != Presence::offline) {
            // The server was away, not the person: they come back to where they were, if they come back soon.
            const bool wasLost = member.lastPresence == Presence::disconnected;
            agent.beforeLoss = wasLost ? member.presenceBefore : member.lastPresence;
            agent.reasonBeforeLoss = wasLost ? member.reasonBefore : member.lastReason;
            agent.state.presence = Presence::disconnected;
            agent.presenceSince = m_coordinator.now();
            if (member.lastPresence == Presence::onBreak && member.lastPresenceAt) {
                // Logged, so that the next start does not add it once more.
                m_figures.addBreak(key, *member.lastPresenceAt, m_coordinator.now());
                m_coordinator.write(QueueTable::logPresence(
                    agent.shop, agent.state.id, m_coordinator.now(), Presence::disconnected, BreakReason::none));
            }
        }
        const Agent& known = m_agents.emplace(key, std::move(agent)).first->second;
        if (known.state.presence == Presence::disconnected)
            lost(known);
        tell(known);
        show(known);
    }
    // Nobody is told: the conversations there are now are those of before.
    m_spoken = languagesSpoken();
}

void Distribution::learn(std::vector<QueueRules> queues, const std::vector<DeskMember>& members, IssueTable::Issues issues)
{
    setRules(std::move(queues));
    for (const DeskMember& member : members) {
        const AgentKey key {member.shop, member.person};
        auto found = m_agents.find(key);
        if (found == m_agents.end())
            found = m_agents.emplace(key, agentOf(member)).first;
        Agent& agent = found->second;
        takeOver(member, agent);
        tell(agent);
        show(agent);
    }
    for (auto& [key, agent] : m_agents) {
        const auto is = [&](const DeskMember& member) { return AgentKey {member.shop, member.person} == key; };
        if (agent.state.queues.isEmpty() || std::any_of(members.begin(), members.end(), is))
            continue;
        agent.state.queues.clear(); // disabled, or of this shop no more
        tell(agent);
        show(agent);
    }
    if (m_issues != issues) {
        m_issues = std::move(issues);
        tellWaiting();
    }
    learnLanguages();
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

QString Distribution::personName(ShopId shop, PersonId person) const
{
    const auto found = m_agents.find({shop, person});
    return found == m_agents.end() ? QString() : found->second.name;
}

const routing::Agent* Distribution::agent(ShopId shop, PersonId person) const
{
    const auto found = m_agents.find({shop, person});
    return found == m_agents.end() ? nullptr : &found->second.state;
}

void Distribution::setPresence(
    ShopId shop, PersonId person, Presence presence, BreakReason reason, Presence then, const QString& by)
{
    const auto found = m_agents.find({shop, person});
    if (found == m_agents.end())
        return;
    const bool sameAfter = std::exchange(found->second.afterWindingDown, then) == then;
    change(found->second, presence, presence == Presence::onBreak || then == Presence::onBreak ? reason : BreakReason::none);
    refuseBreak(shop, person); // whatever was asked for is answered by what is said now
    if (found->second.changedBy != by || !sameAfter) {
        found->second.changedBy = by;
        show(found->second);
    }
    endWindingDown(found->second);
}

qint64 Distribution::openOf(ShopId shop, PersonId person) const
{
    const auto found = m_agents.find({shop, person});
    if (found == m_agents.end())
        return 0;
    const std::vector<Conversation> held = heldBy(found->second);
    return std::count_if(held.begin(), held.end(), [&](const Conversation& c) { return c.isOwnedBy(person); });
}

/// Who winds down is done with their last conversation.
void Distribution::endWindingDown(Agent& agent)
{
    if (agent.state.presence != Presence::windingDown || !agent.held.isEmpty())
        return;
    const Presence then = agent.afterWindingDown;
    const BreakReason reason = agent.reason;
    const qint64 most = profile(agent.shop).breaks.value_or(routing::BreakRules {}).mostAtOnce;
    if (then == Presence::onBreak && most > 0 && onBreak(agent.shop) >= most) {
        // No more may be on break just now: they ask for it, and go on.
        change(agent, Presence::online, BreakReason::none);
        askForBreak(agent.shop, agent.state.id, reason);
        return;
    }
    change(agent, then, then == Presence::onBreak ? reason : BreakReason::none);
}

void Distribution::connected(const DeskMember& member)
{
    const AgentKey key {member.shop, member.person};
    auto found = m_agents.find(key);
    if (found == m_agents.end())
        found = m_agents.emplace(key, agentOf(member)).first;
    Agent& agent = found->second;
    const bool sameLanguages = agent.state.languages == member.languages && agent.state.queues == member.queues;
    takeOver(member, agent);
    if (!sameLanguages)
        learnLanguages();
    ++agent.connections;
    if (agent.state.presence == Presence::disconnected)
        change(agent, agent.beforeLoss, agent.reasonBeforeLoss);
    endWindingDown(agent);
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
    // Who took something over while offline is missed as well.
    if (agent.state.presence == Presence::offline && agent.held.isEmpty())
        return;
    agent.beforeLoss = agent.state.presence;
    agent.reasonBeforeLoss = agent.reason;
    change(agent, Presence::disconnected, BreakReason::none);
    lost(agent);
}

void Distribution::change(Agent& agent, Presence presence, BreakReason reason)
{
    if (agent.state.presence == presence && agent.reason == reason)
        return;
    const bool cameOnline = presence == Presence::online;
    if (agent.state.presence == Presence::onBreak)
        m_figures.addBreak({agent.shop, agent.state.id}, agent.presenceSince, m_coordinator.now());
    agent.state.presence = presence;
    agent.reason = reason;
    agent.presenceSince = m_coordinator.now();
    agent.missedOffers = 0;
    agent.changedBy.clear();
    agent.asks.reset();
    if (cameOnline) {
        agent.state.lastReleased = agent.state.onlineSince = m_coordinator.now();
        agent.state.givenSinceOnline = 0;
    }
    m_coordinator.write(QueueTable::logPresence(agent.shop, agent.state.id, m_coordinator.now(), presence, reason));
    if (!cameOnline) {
        for (const Conversation& c : heldBy(agent))
            if (c.offeredTo == agent.state.id)
                endOffer(c, OfferEnd::withdrawn);
    }
    tell(agent);
    show(agent);
    if (!agent.state.languages.isEmpty())
        learnLanguages();
}

Stored Distribution::enqueue(
    ConversationId id, QueueId queue, const Author& author, Instant since, std::optional<routing::Tier> tier)
{
    const Stored stored = m_conversations.append(id, author, Queued {queue, since, tier});
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
        id, author, Assigned {agent.id, personName(c.shop, agent.id), c.assignmentVersion + 1, reason}, clientId);
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
    followLeftMessage(before, after);

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

    followSilence(before, after);
    const auto was = before ? holder(*before) : std::nullopt;
    const auto is = holder(after);
    if (was != is) {
        if (was)
            count(after, *was, -1, true);
        if (is)
            count(after, *is, 1, before != nullptr);
    }
    if (!before && after.state == ConversationState::offered && after.offerUntil)
        watchOffer(after.id, *after.offerUntil);
    if (!before && after.isOnTransfer() && after.offerUntil)
        watchTransfer(after.id, *after.offerUntil);
    owe(before, after);
    if (const auto who = m_figures.onChanged(before, after))
        if (const auto agent = m_agents.find({after.shop, *who}); agent != m_agents.end())
            show(agent->second);
    if (after.state == ConversationState::assigned) {
        if (before && before->state == ConversationState::offered && before->offeredTo == after.assignee)
            m_agents.at({after.shop, *after.assignee}).missedOffers = 0;
        const bool sameClock = before && before->unansweredSince == after.unansweredSince
            && before->owedSince == after.owedSince;
        if (!sameClock)
            watchFirstReply(after);
        if (after.owedSince && (!before || !before->owedSince))
            if (const auto owner = m_agents.find({after.shop, *after.assignee});
                owner != m_agents.end() && owner->second.state.presence == Presence::disconnected)
                releaseOwedLater(owner->second, after);
    }
    if (!before && after.waitingSince && after.lastAgent && after.declinedBy.contains(*after.lastAgent))
        offerBackLater(after.id, *after.waitingSince);

    if (before && before->state != ConversationState::assigned && after.state == ConversationState::assigned) {
        m_handledFrom.insert(after.id, m_coordinator.now());
        if (const auto queue = m_queues.find(before->queue.value_or(QueueId()));
            before->waitingSince && queue != m_queues.end()) {
            if (queue->slots == 0)
                queue->slots = slotsOf(queue->rules.id);
            queue->rate.taken(m_coordinator.now(), qint64(queue->waiting.size()), queue->slots);
        }
    }
    if (after.state == ConversationState::closed)
        if (const auto from = m_handledFrom.constFind(after.id); from != m_handledFrom.cend()) {
            const Millis took = m_coordinator.now() - *from;
            m_meanHandling = m_meanHandling ? (*m_meanHandling * 19 + took) / 20 : took;
            m_handledFrom.erase(from);
        }
}

/// One more or one less in these hands, open or on offer. Not `happened`: it was so before, and is read at a start.
void Distribution::count(const Conversation& conversation, PersonId holder, qint64 more, bool happened)
{
    const auto found = m_agents.find({conversation.shop, holder});
    if (found == m_agents.end())
        return;
    Agent& agent = found->second;
    addLoad(agent, conversation, more);
    if (more > 0)
        agent.held.insert(conversation.id);
    else
        agent.held.remove(conversation.id);
    if (!happened && agent.connections == 0 && agent.state.presence == Presence::offline) {
        // Taken over while offline, and the server was away since: missed like everybody else.
        agent.beforeLoss = Presence::offline;
        agent.state.presence = Presence::disconnected;
        agent.presenceSince = m_coordinator.now();
        m_coordinator.at(m_coordinator.now(), [this, key = AgentKey {agent.shop, holder}] {
            if (const auto missed = m_agents.find(key); missed != m_agents.end())
                lost(missed->second);
        });
    }
    if (more > 0 && happened) {
        agent.state.lastAssigned = m_coordinator.now();
        ++agent.state.givenSinceOnline;
    } else if (more < 0) {
        agent.state.lastReleased = m_coordinator.now();
        endWindingDown(agent);
    }
    tell(agent);
    show(agent);
}

void Distribution::addLoad(Agent& agent, const Conversation& conversation, qint64 more)
{
    agent.state.open[static_cast<size_t>(conversation.channel)] += more;
    agent.state.load += more * profile(conversation.shop).unitsOf(conversation.channel);
}

void Distribution::tell(const Agent& agent)
{
    if (mutant(Mutant::leavesWaiting) && agent.state.presence == Presence::online)
        return;
    routing::Agent told = agent.state;
    if (mutant(Mutant::overfills))
        ++told.capacity;
    m_shops[agent.shop].router.set(told, m_coordinator.now());
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
    router.set(waitingOf(conversation, *conversation.queue, *conversation.waitingSince), m_coordinator.now());
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
    // Whoever came to another queue asks for what is spoken there: that is decided once more.
    for (int depth = 0; depth <= routing::Profile::kMostOverflows; ++depth) {
        const routing::Decisions decisions = shop->second.router.route(m_coordinator.now());
        QSet<ConversationId> moved;
        for (const routing::Overflowed& each : decisions.overflowed)
            if (const Conversation* c = m_conversations.find(each.conversation)) {
                moved.insert(c->id);
                m_conversations.append(c->id, kSystem, Queued {each.to, *c->waitingSince});
            }
        for (const routing::Given& each : decisions.given)
            if (!moved.contains(each.conversation) && m_conversations.find(each.conversation)) {
                keep(each);
                give(each);
            } else if (const auto winner = m_agents.find({id, each.agent}); winner != m_agents.end()) {
                tell(winner->second); // has the room still
            }
        if (decisions.overflowed.empty())
            break;
    }
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
        if (until <= m_startedAt)
            return; // nobody could take it
        // Who lets offers run out is not there; the next one would run out too.
        if (const auto agent = m_agents.find(missed); agent != m_agents.end()
            && ++agent->second.missedOffers >= profile(missed.first).missedOffers
            && agent->second.state.presence == Presence::online)
            change(agent->second, Presence::notResponding, BreakReason::none);
    });
}

void Distribution::endOffer(const Conversation& conversation, OfferEnd how)
{
    m_conversations.append(conversation.id, kSystem, OfferEnded {*conversation.offeredTo, how});
}

} // namespace greenroom
