// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back to its queue: from who has gone, and from who does not answer.
#include "server/routing/distribution.h"

namespace greenroom {

namespace {

const Author kSystem {};

} // namespace

/// They may be back in a moment; whoever waits for their answer does not wait long.
void Distribution::lost(const Agent& agent)
{
    for (const Conversation& c : heldBy(agent))
        if (c.isOwnedBy(agent.state.id) && c.owedSince)
            releaseOwedLater(agent, c);
    m_coordinator.at(
        m_coordinator.now() + kGrace, [this, shop = agent.shop, person = agent.state.id] { releaseAll(shop, person); });
}

/// Copies: what is done with them changes them.
std::vector<Conversation> Distribution::heldBy(const Agent& agent) const
{
    std::vector<Conversation> held;
    for (ConversationId id : agent.held)
        if (const Conversation* c = m_conversations.find(id))
            held.push_back(*c);
    return held;
}

void Distribution::releaseOwedLater(const Agent& owner, const Conversation& conversation)
{
    const Instant now = m_coordinator.now();
    Millis grace = kOwedGrace;
    if (const Millis target = conversation.queue ? profile(conversation.shop).queue(*conversation.queue).replyTarget
                                                 : Millis(0);
        target > Millis(0))
        grace = std::clamp((*conversation.owedSince + target - now) / 2, Millis(0), kOwedGrace);
    m_coordinator.at(
        now + grace, [this, id = conversation.id, key = AgentKey {owner.shop, owner.state.id}, lostAt = owner.presenceSince] {
            const Conversation* c = m_conversations.find(id);
            const auto who = m_agents.find(key);
            if (!c || !c->isOwnedBy(key.second) || !c->owedSince || who == m_agents.end())
                return;
            // Back and lost once more since: that loss has a time of its own.
            if (who->second.state.presence == Presence::disconnected && who->second.presenceSince == lostAt)
                release(*c, false);
        });
}

void Distribution::releaseAll(ShopId shop, PersonId person)
{
    const auto found = m_agents.find({shop, person});
    if (found == m_agents.end() || found->second.state.presence != Presence::disconnected
        || m_coordinator.now() - found->second.presenceSince < kGrace)
        return;
    for (const Conversation& c : heldBy(found->second))
        if (c.isOwnedBy(person))
            release(c, false);
    change(found->second, Presence::offline, BreakReason::none);
}

qint64 Distribution::handOver(ShopId shop, PersonId person, const Author& author, const QString& note)
{
    const auto found = m_agents.find({shop, person});
    if (found == m_agents.end())
        return 0;
    qint64 count = 0;
    for (const Conversation& c : heldBy(found->second)) {
        const QueueRules* last = c.queue ? queue(*c.queue) : nullptr;
        const QueueRules* to = last ? last : defaultQueue(shop);
        if (!to || !c.isOwnedBy(person))
            continue;
        m_conversations.append(c.id, author, Transferred {{}, to->id, to->name, note});
        m_conversations.append(c.id, author, Released {person, c.assignmentVersion + 1, {}});
        enqueue(c.id, to->id, author, c.owedSince.value_or(m_coordinator.now()));
        ++count;
    }
    return count;
}

/// Who waits for whose answer.
void Distribution::owe(const Conversation* before, const Conversation& after)
{
    const auto owes = [](const Conversation* c) { return c && c->state == ConversationState::assigned && c->owedSince; };
    const bool did = owes(before);
    const bool does = owes(&after);
    if (did && does && before->assignee == after.assignee && before->owedSince == after.owedSince)
        return;
    const auto change = [this](const Conversation& c, bool isOwed) {
        const auto found = m_agents.find({c.shop, *c.assignee});
        if (found == m_agents.end())
            return;
        const std::pair entry {*c.owedSince, c.id};
        if (isOwed)
            found->second.owed.insert(entry);
        else
            found->second.owed.erase(entry);
        show(found->second);
    };
    if (did)
        change(*before, false);
    if (does)
        change(after, true);
}

/// Back to its queue, with the instant since when the customer waits.
void Distribution::release(const Conversation& conversation, bool unanswered)
{
    const Conversation c = conversation; // appending changes it
    Released released {*c.assignee, c.assignmentVersion + 1, {}};
    if (unanswered)
        released.unanswered = true;
    m_conversations.append(c.id, kSystem, released);
    const QueueRules* to = c.queue ? queue(*c.queue) : nullptr;
    if (!to)
        to = defaultQueue(c.shop);
    if (!to)
        return;
    const Instant since = c.owedSince.value_or(m_coordinator.now());
    enqueue(c.id, to->id, kSystem, since);
    // Others first; if there are none, better slowly than never.
    if (unanswered)
        offerBackLater(c.id, since);
}

/// Whoever was given it answers in time, or somebody else gets it. Counts from when it was given, or from when the customer
/// began to wait if that is later.
void Distribution::watchFirstReply(const Conversation& conversation)
{
    const auto due = [this](const Conversation& c) -> std::optional<Instant> {
        const Millis within = c.queue ? profile(c.shop).queue(*c.queue).firstReplyWithin : Millis(0);
        if (within <= Millis(0) || c.state != ConversationState::assigned || !c.unansweredSince || !c.owedSince)
            return {};
        // While the server was away nobody could answer.
        return std::max({*c.unansweredSince, *c.owedSince, m_startedAt}) + within;
    };
    const auto when = due(conversation);
    if (!when)
        return;
    m_coordinator.at(*when, [this, due, id = conversation.id, since = conversation.unansweredSince] {
        const Conversation* c = m_conversations.find(id);
        if (!c || c->unansweredSince != since)
            return;
        if (const auto now = due(*c); now && *now <= m_coordinator.now())
            release(*c, true);
        else
            watchFirstReply(*c); // the time was lengthened meanwhile
    });
}

Stored Distribution::askToTake(ConversationId id, const Transferred& given, const Author& author, ClientId clientId)
{
    Transferred asked = given;
    const ShopId shop = m_conversations.find(id)->shop;
    asked.until = m_coordinator.now() + profile(shop).transferFor.value_or(routing::Profile::kTransferFor);
    const Stored stored = m_conversations.append(id, author, asked, clientId);
    watchTransfer(id, *asked.until);
    return stored;
}

void Distribution::watchTransfer(ConversationId id, Instant until)
{
    m_coordinator.at(until, [this, id, until] {
        const Conversation* c = m_conversations.find(id);
        if (c && c->isOnTransfer() && c->offerUntil == until)
            endTransfer(id, OfferEnd::expired, {}, kSystem, m_coordinator.ids().next<ClientId>(m_coordinator.now()));
    });
}

Stored Distribution::endTransfer(
    ConversationId id, OfferEnd how, std::optional<DeclineReason> reason, const Author& author, ClientId clientId)
{
    const PersonId asked = *m_conversations.find(id)->offeredTo;
    const Stored stored = m_conversations.append(id, author, OfferEnded {asked, how, reason}, clientId);
    const Conversation c = *m_conversations.find(id);
    const QueueRules* to = c.queue ? queue(*c.queue) : defaultQueue(c.shop);
    if (how == OfferEnd::withdrawn || !to || !profile(c.shop).transferToQueue.value_or(false))
        return stored;
    // As if its owner had given it to the queue in the first place.
    const Author owner {AuthorKind::staff, c.assignee->value, c.assigneeName};
    m_conversations.append(id, owner, Released {*c.assignee, c.assignmentVersion + 1, {}});
    enqueue(id, to->id, owner, c.owedSince.value_or(m_coordinator.now()));
    return stored;
}

} // namespace greenroom
