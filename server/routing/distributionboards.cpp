// SPDX-License-Identifier: GPL-3.0-or-later
// What the boards show of who works and who waits.
#include "server/routing/distribution.h"

namespace greenroom {

namespace {

/// All who wait are gone through then, however many come and go meanwhile.
constexpr Millis kPlacesEvery {500};
/// Whoever asks for one place: counting is cheap however many wait.
constexpr qint64 kMostCounted = 1'000;

/// What is only for who leads.
void keepFromOthers(PresenceRow& row)
{
    row.today.reset();
    row.revealed.reset();
}

} // namespace

qint64 Distribution::onBreak(ShopId shop) const
{
    return std::count_if(m_agents.begin(), m_agents.end(),
        [&](const auto& each) { return each.first.first == shop && each.second.state.presence == Presence::onBreak; });
}

void Distribution::askForBreak(ShopId shop, PersonId person, BreakReason reason)
{
    if (const auto found = m_agents.find({shop, person}); found != m_agents.end()) {
        found->second.asks = reason;
        show(found->second);
    }
}

void Distribution::refuseBreak(ShopId shop, PersonId person)
{
    if (const auto found = m_agents.find({shop, person}); found != m_agents.end() && found->second.asks) {
        found->second.asks.reset();
        show(found->second);
    }
}

void Distribution::setRevealed(ShopId shop, PersonId person, std::optional<qint64> looks)
{
    if (const auto found = m_agents.find({shop, person}); found != m_agents.end() && found->second.revealed != looks) {
        found->second.revealed = looks;
        show(found->second);
    }
}

bool Distribution::hasTier(ShopId shop, QueueId queue, routing::Tier tier) const
{
    return std::any_of(m_agents.begin(), m_agents.end(), [&](const auto& each) {
        const routing::Agent& agent = each.second.state;
        return each.first.first == shop && agent.queues.contains(queue) && agent.tier >= tier;
    });
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
        if (key.first == shop) {
            rows.append(rowOf(agent));
            keepFromOthers(rows.last());
        }
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
            if (const auto& [since, id] = *waiting->begin(); since < row.longestSince.value_or(Instant::max())) {
                row.longestSince = since;
                row.longest = id;
            }
    for (const auto& [key, agent] : m_agents)
        row.online += agent.state.presence == Presence::online && agent.state.queues.contains(rules.id) ? 1 : 0;
    const Shop& shop = m_shops.at(rules.shop);
    if (const auto reasons = shop.router.waitReasons(rules.id); !reasons.empty()) {
        row.why.emplace();
        for (const auto& [why, waiting] : reasons)
            row.why->append({why, waiting});
    }
    row.surgeUntil = shop.surgeUntil;
    return row;
}

PresenceRow Distribution::rowOf(const Agent& agent) const
{
    PresenceRow row {agent.state.id, agent.name, agent.state.presence, agent.reason, agent.presenceSince, agent.state.load,
        agent.state.capacity};
    if (!agent.owed.empty()) {
        row.owed = qint64(agent.owed.size());
        row.owedSince = agent.owed.begin()->first;
    }
    if (!agent.changedBy.isEmpty())
        row.changedBy = agent.changedBy;
    if (const auto& breaks = profile(agent.shop).breaks; breaks && agent.state.presence == Presence::onBreak)
        if (const qint64 minutes = breaks->minutesOf(agent.reason); minutes > 0)
            row.until = agent.presenceSince + std::chrono::minutes(minutes);
    row.asks = agent.asks;
    row.revealed = agent.revealed;
    if (agent.state.presence == Presence::windingDown && agent.afterWindingDown != Presence::offline)
        row.then = agent.afterWindingDown;
    if (!agent.held.isEmpty())
        row.held = agent.held.size();
    row.today = m_figures.of({agent.shop, agent.state.id});
    return row;
}

void Distribution::show(const Agent& agent)
{
    m_coordinator.afterCommit([this, shop = agent.shop, row = rowOf(agent)]() mutable {
        m_coordinator.boards().put({BoardName::presence, shop, shop.value}, row.id.value, 0, row); // for who leads
        keepFromOthers(row);
        m_coordinator.boards().put({BoardName::presence, shop, {}}, row.id.value, 0, row);
    });
}

/// The figures of a day end with it.
void Distribution::showDayEnd()
{
    m_coordinator.at(m_figures.midnight(), [this] {
        for (const auto& [key, agent] : m_agents)
            show(agent);
        showDayEnd();
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
    const QueueRules* first = defaultQueue(shop);
    const Told now {isStaffed(shop), first && shouldLeaveMessage(*first)};
    const auto told = m_told.find(shop);
    if (told != m_told.end() && told->second == now)
        return;
    m_told[shop] = now;
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
    if (shouldLeaveMessage(*queue))
        row.leaveMessage = true;
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

qint64 Distribution::slotsOf(QueueId queue) const
{
    qint64 slotCount = 0;
    for (const auto& [key, agent] : m_agents)
        if (agent.state.presence == Presence::online && agent.state.queues.contains(queue))
            slotCount += agent.state.capacity;
    return slotCount;
}

std::optional<QueueRow> Distribution::placeOf(const Conversation& conversation) const
{
    const auto queue = m_queues.constFind(conversation.queue.value_or(QueueId()));
    if (queue == m_queues.cend() || !conversation.waitingSince)
        return {};
    qint64 place = 0;
    for (const auto& [since, id] : queue->waiting) {
        if (++place > kMostCounted)
            break;
        if (id == conversation.id)
            return placeRow(*queue, place);
    }
    return {};
}

QueueRow Distribution::placeRow(const Queue& queue, qint64 place) const
{
    QueueRow row;
    row.id = queue.rules.id;
    row.place = place;
    if (const auto wait = queue.rate.waitOf(place, queue.slots, m_meanHandling))
        row.estimateMs = wait->count();
    row.online = queue.slots > 0 ? 1 : 0;
    return row;
}

void Distribution::showPlacesNow()
{
    m_placesShown = m_coordinator.now();
    for (Queue& queue : m_queues) {
        const bool leaveMessage = shouldLeaveMessage(queue.rules);
        qint64 place = 0;
        queue.slots = slotsOf(queue.rules.id);
        for (const auto& [since, id] : queue.waiting) {
            ++place;
            const Conversation* c = m_conversations.find(id);
            const BoardId board {BoardName::queue, queue.rules.shop, c->customer.value};
            if (!m_coordinator.boards().isWatched(board))
                continue;
            QueueRow row = placeRow(queue, place);
            if (leaveMessage)
                row.leaveMessage = true;
            m_coordinator.boards().put(board, queue.rules.id.value, 0, row);
        }
    }
}

} // namespace greenroom
