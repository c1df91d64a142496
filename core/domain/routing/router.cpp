// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/routing/routerparts.h"

#include <algorithm>
#include <queue>

namespace greenroom::routing {

namespace {

constexpr Millis kOverflowAgain {5'000}; ///< until a guard that refused is asked once more
constexpr size_t kBest = 5;
constexpr qint64 kFew = 16; ///< fewer are sooner compared than looked for among all

} // namespace

Router::Router()
{
    m_units.fill(1);
}

Router::~Router() = default;

const QueueProfile& Router::queueProfile(QueueId id) const
{
    static const QueueProfile kDefaults;
    const auto found = m_queueProfiles.constFind(id);
    return found == m_queueProfiles.cend() ? kDefaults : *found;
}

void Router::setProfile(Profile profile, Instant now)
{
    now = latest(now);
    for (auto& [id, item] : m_items)
        unplace(*item);
    m_lines.clear();
    m_lineOf.clear();
    m_emptyLines = 0;
    m_profile = std::move(profile);
    m_queueProfiles.clear();
    for (const QueueProfile& queue : m_profile.queues)
        m_queueProfiles.insert(queue.id, queue);
    for (size_t channel = 0; channel < kChannels; ++channel)
        m_units[channel] = m_profile.unitsOf(static_cast<Channel>(channel));
    for (auto& seat : m_seats)
        if (seat->taken)
            rank(*seat, now);
    for (auto& [id, item] : m_items)
        place(*item, now);
}

template <class Do>
void Router::forEachLine(Do&& each)
{
    for (auto& [queue, lines] : m_lines)
        for (auto& line : lines)
            each(*line);
}

// -------------------------------------------------------------------------------------------------------- who works

void Router::set(const Agent& agent, Instant now)
{
    now = latest(now);
    const auto known = m_seatOf.constFind(agent.id);
    size_t index = 0;
    if (known != m_seatOf.cend()) {
        index = *known;
    } else if (!m_freeSeats.empty()) {
        index = m_freeSeats.back();
        m_freeSeats.pop_back();
    } else {
        index = m_seats.size();
        m_seats.push_back(std::make_unique<Seat>());
        for (SeatSet* seats : {&m_online, &m_ramping, &m_gained})
            seats->grow(m_seats.size());
        for (SeatSet& room : m_canTake)
            room.grow(m_seats.size());
        forEachLine([this](Line& line) { line.could.grow(m_seats.size()); });
    }
    Seat& seat = *m_seats[index];
    const bool wasThere = seat.taken;
    const Agent before = std::exchange(seat.agent, agent);
    seat.taken = true;
    m_seatOf.insert(agent.id, index);
    countOnline(before, -1);
    countOnline(agent, 1);
    const bool otherSkills = !wasThere || before.queues != agent.queues || before.skills != agent.skills
        || before.languages != agent.languages || before.tier != agent.tier;
    if (otherSkills) {
        forEachLine([&](Line& line) {
            if (wasThere)
                --line.never[static_cast<size_t>(exclusionOf(before, line.demand))];
            const Exclusion why = exclusionOf(agent, line.demand);
            ++line.never[static_cast<size_t>(why)];
            line.could.set(index, why == Exclusion::none);
        });
    }
    rank(seat, now);
    if (otherSkills || before.presence != agent.presence)
        whoPrefers(agent.id, now);
}

void Router::removeAgent(PersonId id)
{
    const auto found = m_seatOf.constFind(id);
    if (found == m_seatOf.cend())
        return;
    const size_t index = *found;
    Seat& seat = *m_seats[index];
    forEachLine([&](Line& line) {
        --line.never[static_cast<size_t>(exclusionOf(seat.agent, line.demand))];
        line.could.set(index, false);
    });
    unrank(seat);
    for (SeatSet* seats : {&m_online, &m_ramping, &m_gained})
        seats->set(index, false);
    for (SeatSet& room : m_canTake)
        room.set(index, false);
    m_seatOf.erase(found);
    countOnline(seat.agent, -1);
    seat = Seat {};
    m_freeSeats.push_back(index);
    whoPrefers(id, m_now);
}

const Agent* Router::agent(PersonId id) const
{
    const auto found = m_seatOf.constFind(id);
    return found == m_seatOf.cend() ? nullptr : &m_seats[*found]->agent;
}

void Router::unrank(Seat& seat)
{
    for (const auto& [queue, ranked] : seat.ranks)
        m_ranked[queue].erase(ranked);
    seat.ranks.clear();
    if (seat.due)
        m_agentsDue.erase({*seat.due, seat.agent.id});
    seat.due.reset();
}

void Router::rank(Seat& seat, Instant now)
{
    unrank(seat);
    const Agent& agent = seat.agent;
    const size_t index = *m_seatOf.constFind(agent.id);
    const auto ramp = rampEnds(agent, m_profile.rampStep, now);
    m_online.set(index, agent.presence == Presence::online);
    m_ramping.set(index, ramp.has_value());
    bool anyRoom = false;
    for (size_t channel = 0; channel < kChannels; ++channel) {
        const bool room = !ramp && hasCapacity(agent, channel, m_units[channel]);
        m_canTake[channel].set(index, room);
        anyRoom = anyRoom || room;
    }
    if (ramp) {
        seat.due = ramp;
        m_agentsDue.insert({*ramp, agent.id});
    }
    m_gained.set(index, anyRoom);
    if (!anyRoom)
        return;
    for (QueueId queue : agent.queues) {
        m_touched.insert(queue);
        const Ranked ranked = Ranked::of(agent, queueProfile(queue).strategy, index);
        if (m_ranked[queue].insert(ranked).second)
            seat.ranks.emplace_back(queue, ranked);
    }
}

void Router::whoPrefers(PersonId agent, Instant now)
{
    for (ConversationId id : m_preferring.value(agent))
        if (const auto found = m_items.find(id); found != m_items.end()) {
            unplace(*found->second);
            place(*found->second, now);
        }
}

// -------------------------------------------------------------------------------------------------------- who waits

void Router::set(const Waiting& waiting, Instant now)
{
    now = latest(now);
    auto& item = m_items[waiting.id];
    const bool came = !item || item->waiting.queue != waiting.queue;
    if (item)
        unplace(*item);
    else
        item = std::make_unique<Item>();
    if (came)
        item->beyondLimit = isFull(waiting.queue);
    item->waiting = waiting;
    item->overflowAgain.reset();
    place(*item, now);
}

void Router::remove(ConversationId id)
{
    const auto found = m_items.find(id);
    if (found == m_items.end())
        return;
    unplace(*found->second);
    m_items.erase(found);
}

const Waiting* Router::waiting(ConversationId id) const
{
    const auto found = m_items.find(id);
    return found == m_items.end() ? nullptr : &found->second->waiting;
}

size_t Router::waitingCount(QueueId queue) const
{
    return static_cast<size_t>(m_waitingIn.value(queue));
}

bool Router::isFull(QueueId queue) const
{
    const auto most = queueProfile(queue).mostWaiting;
    return most && m_waitingIn.value(queue) >= *most;
}

Instant Router::overflowsAt(const Item& item, const Overflow& over) const
{
    const Instant at = item.waiting.inQueueSince + (item.beyondLimit ? Millis(0) : over.after);
    return std::max(at, item.overflowAgain.value_or(Instant {}));
}

std::optional<Instant> Router::heldUntil(const Waiting& waiting, Instant now) const
{
    const QueueProfile& queue = queueProfile(waiting.queue);
    const Instant until = waiting.inQueueSince + queue.stickyWait;
    if (now >= until || !isSticky(waiting, queue))
        return std::nullopt;
    const Agent* last = agent(*waiting.preferred);
    return last && last->presence == Presence::online ? std::optional(until) : std::nullopt;
}

Demand Router::demandNow(const Waiting& waiting, Instant now) const
{
    Demand demand = demandOf(waiting, queueProfile(waiting.queue), now);
    if (heldUntil(waiting, now) && exclusionOf(*agent(*waiting.preferred), demand) == Exclusion::none)
        demand.only = waiting.preferred;
    return demand;
}

std::optional<Instant> Router::dueOf(const Waiting& waiting, Instant now) const
{
    std::optional<Instant> due;
    const auto at = [&](Instant when) {
        if (when > now && (!due || when < *due))
            due = when;
    };
    if (const auto until = heldUntil(waiting, now))
        at(*until);
    if (!waiting.optional.isEmpty()) {
        Instant end = waiting.inQueueSince;
        for (Millis stay : queueProfile(waiting.queue).rings)
            at(end += stay);
    }
    if (waiting.replyDue && m_profile.points.dueSoon != 0)
        at(*waiting.replyDue - m_profile.points.dueSoonWithin);
    return due;
}

Router::Line& Router::lineOf(const Demand& demand)
{
    if (const auto found = m_lineOf.constFind(demand); found != m_lineOf.cend())
        return **found;
    auto line = std::make_unique<Line>();
    line->demand = demand;
    line->ageing = queueProfile(demand.queue).ageing;
    line->could.grow(m_seats.size());
    for (size_t index = 0; index < m_seats.size(); ++index) {
        if (!m_seats[index]->taken)
            continue;
        const Exclusion why = exclusionOf(m_seats[index]->agent, demand);
        ++line->never[static_cast<size_t>(why)];
        line->could.set(index, why == Exclusion::none);
    }
    Line& made = *line;
    m_lineOf.insert(demand, line.get());
    m_lines[demand.queue].push_back(std::move(line));
    ++m_emptyLines;
    return made;
}

/// Lines stay when they run empty, because the next conversation is like the last; but customers choose what goes into
/// a demand, so not all may.
void Router::dropEmptyLines()
{
    if (m_emptyLines < 256 + static_cast<size_t>(m_lineOf.size()) / 2)
        return;
    for (auto& [queue, lines] : m_lines)
        std::erase_if(lines, [this](const std::unique_ptr<Line>& line) {
            if (!line->waiting.empty())
                return false;
            m_lineOf.remove(line->demand);
            return true;
        });
    m_emptyLines = 0;
}

void Router::place(Item& item, Instant now)
{
    const Waiting& waiting = item.waiting;
    Line& line = lineOf(demandNow(waiting, now));
    item.line = &line;
    item.order = Order::of(waiting, urgencyOf(waiting, m_profile, now), line.ageing);
    if (line.waiting.empty())
        --m_emptyLines;
    line.waiting.insert(item.order);
    line.fresh = true;
    m_touched.insert(waiting.queue);
    ++m_waitingIn[waiting.queue];

    item.due = dueOf(waiting, now);
    if (const Overflow* over = overflowOf(waiting, queueProfile(waiting.queue))) {
        const Instant at = overflowsAt(item, *over);
        item.due = std::min(at, item.due.value_or(at));
    }
    if (item.due)
        m_itemsDue.insert({*item.due, waiting.id});
    if (waiting.preferred && now < waiting.inQueueSince + queueProfile(waiting.queue).stickyWait)
        m_preferring[*waiting.preferred].insert(waiting.id);
}

void Router::unplace(Item& item)
{
    const Waiting& waiting = item.waiting;
    item.line->waiting.erase(item.order);
    if (item.line->waiting.empty())
        ++m_emptyLines;
    item.line = nullptr;
    --m_waitingIn[waiting.queue];
    if (item.due)
        m_itemsDue.erase({*item.due, waiting.id});
    item.due.reset();
    if (waiting.preferred)
        if (const auto found = m_preferring.find(*waiting.preferred); found != m_preferring.end()) {
            found->remove(waiting.id);
            if (found->isEmpty())
                m_preferring.erase(found);
        }
}

// --------------------------------------------------------------------------------------------------------- deciding

std::optional<Instant> Router::nextDue() const
{
    std::optional<Instant> due;
    if (!m_itemsDue.empty())
        due = m_itemsDue.begin()->first;
    if (!m_agentsDue.empty())
        due = std::min(m_agentsDue.begin()->first, due.value_or(Instant::max()));
    return due;
}

void Router::countOnline(const Agent& agent, qint64 more)
{
    if (agent.presence == Presence::online)
        for (QueueId queue : agent.queues)
            m_onlineIn[queue] += more;
}

bool Router::overflow(Item& item, Instant now, Decisions& decisions)
{
    const Overflow* over = overflowOf(item.waiting, queueProfile(item.waiting.queue));
    if (!over || now < overflowsAt(item, *over))
        return false;
    if ((over->onlyIfStaffed && !isStaffed(over->to))
        || (over->onlyBelow > 0 && m_waitingIn.value(over->to) >= over->onlyBelow)) {
        item.overflowAgain = now + kOverflowAgain;
        return false;
    }
    decisions.overflowed.push_back({item.waiting.id, item.waiting.queue, over->to});
    return true;
}

void Router::advance(Instant now, Decisions& decisions)
{
    while (!m_itemsDue.empty() && m_itemsDue.begin()->first <= now) {
        Item& item = *m_items.find(m_itemsDue.begin()->second)->second;
        const bool moves = overflow(item, now, decisions);
        unplace(item);
        if (moves) {
            item.waiting.overflowed.append(item.waiting.queue);
            item.waiting.queue = decisions.overflowed.back().to;
            item.waiting.inQueueSince = now;
            item.overflowAgain.reset();
            item.beyondLimit = isFull(item.waiting.queue);
        }
        place(item, now);
    }
    while (!m_agentsDue.empty() && m_agentsDue.begin()->first <= now)
        rank(*m_seats[*m_seatOf.constFind(m_agentsDue.begin()->second)], now);
}

bool Router::hasEligible(const Line& line) const
{
    return line.could.meets(m_canTake[static_cast<size_t>(line.demand.channel)]);
}

Decisions Router::route(Instant now)
{
    now = latest(now);
    Decisions decisions;
    advance(now, decisions);

    std::vector<Urgent> firsts;
    const auto first = [&](Line& line) {
        const Order& order = *line.waiting.begin();
        return Urgent {order.score(line.ageing, now), order, &line};
    };
    for (QueueId queue : std::exchange(m_touched, {}))
        for (auto& line : m_lines[queue]) {
            const bool mayGo = std::exchange(line->fresh, false) || line->could.meets(m_gained);
            if (mayGo && !line->waiting.empty() && hasEligible(*line))
                firsts.push_back(first(*line));
        }
    std::priority_queue<Urgent> next(std::less<Urgent>(), std::move(firsts));
    while (!next.empty()) {
        Line& line = *next.top().line;
        next.pop();
        // What was given since may have taken the last room.
        if (!hasEligible(line))
            continue;
        decisions.given.push_back(give(line, now));
        if (!line.waiting.empty())
            next.push(first(line));
    }
    // Giving leaves nobody with more room than before.
    m_touched.clear();
    m_gained.clear();
    dropEmptyLines();
    return decisions;
}

/// The five best of those who could have it now, the best first.
std::vector<size_t> Router::bestOf(const Line& line, const Waiting& waiting) const
{
    const SeatSet& room = m_canTake[static_cast<size_t>(line.demand.channel)];
    const Strategy strategy = queueProfile(waiting.queue).strategy;
    const bool byMatch = strategy == Strategy::bestSkillMatch;
    std::vector<size_t> best;
    best.reserve(kBest + 1);
    if (!byMatch && line.could.common(room) > kFew) {
        for (const Ranked& ranked : m_ranked.at(waiting.queue)) {
            if (!line.could.has(ranked.seat) || !room.has(ranked.seat))
                continue;
            best.push_back(ranked.seat);
            if (best.size() == kBest)
                break;
        }
        return best;
    }
    std::vector<std::pair<double, Ranked>> all;
    line.could.forEachCommon(room, [&](size_t seat) {
        const Agent& agent = m_seats[seat]->agent;
        all.emplace_back(byMatch ? -matchOf(agent, line.demand.skills) : 0, Ranked::of(agent, strategy, seat));
    });
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(std::min(kBest, all.size()));
    std::partial_sort(all.begin(), last, all.end());
    for (auto each = all.begin(); each != last; ++each)
        best.push_back(each->second.seat);
    return best;
}

Given Router::give(Line& line, Instant now)
{
    const auto found = m_items.find(line.waiting.begin()->id);
    const Waiting& waiting = found->second->waiting;
    const Channel channel = line.demand.channel;
    const QueueProfile& queue = queueProfile(waiting.queue);
    std::vector<size_t> best = bestOf(line, waiting);

    Given given {waiting.id, {}, false, {}, {}};
    if (isSticky(waiting, queue))
        if (const auto last = m_seatOf.constFind(*waiting.preferred);
            last != m_seatOf.cend() && line.could.has(*last) && m_canTake[static_cast<size_t>(channel)].has(*last)) {
            given.sticky = true;
            std::erase(best, *last);
            best.insert(best.begin(), *last);
            best.resize(std::min(best.size(), kBest));
        }
    Seat& winner = *m_seats[best.front()];
    given.agent = winner.agent.id;
    if (m_profile.asksFirst(waiting))
        given.offerUntil = now + queue.offerFor;
    given.why.profile = m_profile.version;
    given.why.urgency = urgencyOf(waiting, m_profile, now);
    given.why.ring = ringOf(waiting, queue, now);
    given.why.best.reserve(best.size());
    for (size_t seat : best)
        given.why.best.push_back(candidate(m_seats[seat]->agent, line.demand));
    count(line, given.why);

    unplace(*found->second);
    m_items.erase(found);
    winner.agent.load += m_units[static_cast<size_t>(channel)];
    ++winner.agent.open[static_cast<size_t>(channel)];
    ++winner.agent.givenSinceOnline;
    winner.agent.lastAssigned = now;
    rank(winner, now);
    return given;
}

} // namespace greenroom::routing
