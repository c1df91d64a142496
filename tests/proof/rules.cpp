// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/rules.h"

namespace greenroom::proof {

namespace {

template <class... Kinds>
bool isOneOf(const Content& content)
{
    return (std::holds_alternative<Kinds>(content) || ...);
}

} // namespace

bool isInternal(const Content& content)
{
    return isOneOf<Note, Offered, OfferEnded, Transferred, Released, FollowUpSet, Prioritized, HelpWanted, Classified,
        TicketLinked, TicketOpened, TicketChanged>(content);
}

bool isSpoken(const Content& content)
{
    return isOneOf<Text, Image, Voice, OrderCard, ProductCard, LeftMessage>(content);
}

bool isTombstone(const Entry& entry)
{
    return std::holds_alternative<Tombstone>(entry.content);
}

Entry asCustomersSee(Entry entry)
{
    entry.author.id.reset();
    if (auto* opened = std::get_if<Opened>(&entry.content))
        *opened = {.channel = opened->channel};
    else if (auto* queued = std::get_if<Queued>(&entry.content))
        queued->tier.reset();
    else if (auto* joined = std::get_if<Joined>(&entry.content))
        joined->person = {};
    else if (auto* assigned = std::get_if<Assigned>(&entry.content))
        *assigned = Assigned {.agent = {}, .agentName = assigned->agentName};
    else if (auto* closed = std::get_if<Closed>(&entry.content))
        *closed = {};
    return entry;
}

bool couldHave(const AgentState& agent, qint64 capacity, const Waiting& waiting)
{
    const bool takesIt = agent.queues.isEmpty() || agent.queues.contains(waiting.queue);
    return agent.presence == Presence::online && agent.load < capacity && takesIt && !waiting.declinedBy.contains(agent.id);
}

bool Standing::isOpen() const
{
    return state == ConversationState::waiting || state == ConversationState::offered || state == ConversationState::assigned;
}

void Standing::take(const Entry& entry)
{
    const Content& content = entry.content;
    head = entry.number;
    if (!isInternal(content))
        customerHead = entry.number;

    const bool ends = isOneOf<LeftMessage, Queued, OfferEnded, Assigned, Released, Closed>(content);
    if (ends) {
        offeredTo.reset();
        offerUntil.reset();
        offer = 0;
    }
    if (isOneOf<LeftMessage, Assigned, Closed>(content))
        waitingSince.reset();
    if (isOneOf<Queued, Released, Closed>(content))
        owner.reset();

    if (isOneOf<LeftMessage, Opened, Closed>(content))
        declinedBy.clear();

    if (isOneOf<Opened>(content))
        state = ConversationState::idle;
    else if (isOneOf<LeftMessage>(content))
        state = ConversationState::leftMessage;
    else if (isOneOf<Closed>(content))
        state = ConversationState::closed;
    else if (const auto* queued = std::get_if<Queued>(&content)) {
        state = ConversationState::waiting;
        // Who gave it away themselves is not to have it back at once.
        if (entry.author.kind == AuthorKind::staff && lastOwner && !declinedBy.contains(*lastOwner))
            declinedBy.append(*lastOwner);
        waitingSince = queued->since;
    } else if (const auto* offered = std::get_if<Offered>(&content)) {
        state = ConversationState::offered;
        offeredTo = offered->agent;
        offerUntil = offered->until;
        offer = entry.number;
    } else if (const auto* given = std::get_if<Transferred>(&content); given && given->toAgent && given->until) {
        // It is the owner's until the other accepts.
        offeredTo = given->toAgent;
        offerUntil = given->until;
        offer = entry.number;
    } else if (const auto* ended = std::get_if<OfferEnded>(&content); ended && state == ConversationState::offered) {
        state = ConversationState::waiting;
        if (ended->how == OfferEnd::declined)
            declinedBy.append(ended->agent);
    } else if (const auto* assigned = std::get_if<Assigned>(&content)) {
        state = ConversationState::assigned;
        owner = lastOwner = assigned->agent;
        version = assigned->version;
        declinedBy.clear();
    } else if (const auto* released = std::get_if<Released>(&content)) {
        version = released->version;
        if (released->unanswered.value_or(false))
            declinedBy.append(released->agent);
    }
}

} // namespace greenroom::proof
