// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/assignmenthandler.h"

#include "core/base/mutant.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Error stale()
{
    return {Code::reassigned, u"assignmentVersion"_s, {}, 0};
}

} // namespace

AssignmentHandler::AssignmentHandler(
    Coordinator& coordinator, OpenConversations& conversations, ConversationBoards& boards, Distribution& distribution)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_boards(boards)
    , m_distribution(distribution)
{
    coordinator.on<AcceptOffer>([this](const Call<AcceptOffer>& call) { accept(call); });
    coordinator.on<DeclineOffer>([this](const Call<DeclineOffer>& call) { decline(call); });
    coordinator.on<Claim>([this](const Call<Claim>& call) { claim(call); });
    coordinator.on<Transfer>([this](const Call<Transfer>& call) { transfer(call); });
    coordinator.on<CloseConversation>([this](const Call<CloseConversation>& call) { close(call); });
    coordinator.on<SetFollowUp>([this](const Call<SetFollowUp>& call) { setFollowUp(call); });
    coordinator.on<SetPresence>([this](const Call<SetPresence>& call) { setPresence(call); });
    coordinator.on<WatchBoard>([this](const Call<WatchBoard>& call) { watchBoard(call); });
    coordinator.on<ListTransferTargets>([this](const Call<ListTransferTargets>& call) {
        TransferTargets targets {m_distribution.people(call.who.shop), {}};
        for (const QueueRules* queue : m_distribution.queuesOf(call.who.shop))
            targets.queues.append(m_distribution.queueRow(*queue));
        call.reply(targets);
    });
}

void AssignmentHandler::accept(const Call<AcceptOffer>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const routing::Agent* agent = m_distribution.agent(call.who.shop, *call.who.person);
        if (agent && mutant(Mutant::honoursEndedOffer))
            call.reply(m_distribution.assign(c.id, *agent, AssignReason::accepted, call.who.author(), call.body.clientId));
        else if (c.state != ConversationState::offered || c.offeredTo != call.who.person || !agent)
            call.fail({Code::offerEnded, u"conversation"_s, {}, 0});
        else
            call.reply(m_distribution.assign(c.id, *agent, AssignReason::accepted, call.who.author(), call.body.clientId));
    });
}

void AssignmentHandler::decline(const Call<DeclineOffer>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        if (c.state != ConversationState::offered || c.offeredTo != call.who.person)
            call.fail({Code::offerEnded, u"conversation"_s, {}, 0});
        else
            call.reply(m_conversations.append(
                c.id, call.who.author(), OfferEnded {*call.who.person, OfferEnd::declined}, call.body.clientId));
    });
}

void AssignmentHandler::claim(const Call<Claim>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const routing::Agent* agent = m_distribution.agent(call.who.shop, *call.who.person);
        const bool offeredToMe = c.state == ConversationState::offered && c.offeredTo == call.who.person;
        if (c.state == ConversationState::assigned || (c.state == ConversationState::offered && !offeredToMe)) {
            call.fail({Code::reassigned, u"conversation"_s, {}, 0});
            return;
        }
        const bool hasRoom = m_distribution.hasRoom(c.shop, *call.who.person, c.channel) || mutant(Mutant::overfills);
        if (!agent || (!offeredToMe && !hasRoom)) {
            call.fail({Code::overCapacity, u"conversation"_s, {}, agent ? agent->capacity : 0});
            return;
        }
        if (c.state == ConversationState::closed)
            m_conversations.append(c.id, call.who.author(), Opened {c.channel, {}});
        call.reply(m_distribution.assign(c.id, *agent, AssignReason::claimed, call.who.author(), call.body.clientId));
    });
}

void AssignmentHandler::transfer(const Call<Transfer>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const Transfer& body = call.body;
        const bool leads = call.who.roles.overlaps(Roles(Role::lead, Role::supervisor));
        if (body.toAgent.has_value() == body.toQueue.has_value()) {
            call.fail({Code::invalidField, u"toAgent"_s, u"exactly one of toAgent and toQueue is expected"_s, 0});
            return;
        }
        if (c.state != ConversationState::assigned || c.assignmentVersion != body.assignmentVersion
            || (!c.isOwnedBy(*call.who.person) && !leads)) {
            call.fail(stale());
            return;
        }
        const Author author = call.who.author();
        if (body.toQueue) {
            const QueueRules* queue = m_distribution.queue(*body.toQueue);
            if (!queue || queue->shop != call.who.shop) {
                call.fail({Code::notFound, u"toQueue"_s, {}, 0});
                return;
            }
            const Stored stored = m_conversations.append(
                c.id, author, Transferred {{}, queue->id, queue->name, body.note}, body.clientId);
            m_conversations.append(c.id, author, Released {*c.assignee, c.assignmentVersion + 1, {}});
            m_distribution.enqueue(c.id, queue->id, author, c.owedSince.value_or(m_coordinator.now()));
            call.reply(stored);
            return;
        }
        const routing::Agent* to = m_distribution.agent(call.who.shop, *body.toAgent);
        if (!to)
            call.fail({Code::notFound, u"toAgent"_s, {}, 0});
        else if (to->id == c.assignee)
            call.fail({Code::invalidField, u"toAgent"_s, u"has it already"_s, 0});
        else if (to->presence != Presence::online || !m_distribution.hasRoom(c.shop, to->id, c.channel))
            call.fail({Code::overCapacity, u"toAgent"_s, {}, to->capacity});
        else {
            const Stored stored = m_conversations.append(
                c.id, author, Transferred {to->id, {}, m_distribution.personName(c.shop, to->id), body.note}, body.clientId);
            m_distribution.assign(
                c.id, *to, AssignReason::transferred, author, m_coordinator.ids().next<ClientId>(m_coordinator.now()));
            call.reply(stored);
        }
    });
}

void AssignmentHandler::close(const Call<CloseConversation>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const bool leads = call.who.roles.overlaps(Roles(Role::lead, Role::supervisor));
        if (c.state == ConversationState::closed)
            call.fail({Code::closed, u"conversation"_s, {}, 0});
        else if ((c.assignmentVersion != call.body.assignmentVersion || (!c.isOwnedBy(*call.who.person) && !leads))
            && !mutant(Mutant::closesForAnybody))
            call.fail(stale());
        else
            call.reply(
                m_conversations.append(c.id, call.who.author(), Closed {call.body.reason, call.body.tags}, call.body.clientId));
    });
}

void AssignmentHandler::setFollowUp(const Call<SetFollowUp>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        if (!c.isOwnedBy(*call.who.person))
            call.fail(stale());
        else
            call.reply(m_conversations.append(c.id, call.who.author(), FollowUpSet {call.body.dueAt}, call.body.clientId));
    });
}

void AssignmentHandler::setPresence(const Call<SetPresence>& call)
{
    if (call.body.presence == Presence::notResponding || call.body.presence == Presence::disconnected) {
        call.fail({Code::invalidField, u"presence"_s, QString(enumName(call.body.presence)), 0});
        return;
    }
    const SetPresence& body = call.body;
    const Presence then = body.then.value_or(Presence::offline);
    if (then == Presence::notResponding || then == Presence::disconnected || then == Presence::windingDown) {
        call.fail({Code::invalidField, u"then"_s, QString(enumName(then)), 0});
        return;
    }
    const qint64 open = m_distribution.openOf(call.who.shop, *call.who.person);
    if (body.presence == Presence::offline && open > 0) {
        call.fail({Code::conflict, u"presence"_s, u"conversations are still open"_s, open});
        return;
    }
    m_distribution.setPresence(call.who.shop, *call.who.person, body.presence, body.reason, then);
    call.reply({});
}

void AssignmentHandler::watchBoard(const Call<WatchBoard>& call)
{
    const Principal& who = call.who;
    const WatchBoard& body = call.body;
    const auto watch = [this, call](Uuid subject) {
        if (!m_coordinator.session(call.session))
            return; // gone while the store was asked; nothing would end the window
        m_coordinator.boards().watch(call.session, {call.body.board, call.who.shop, subject}, call.body.from, call.body.count);
        call.reply({});
    };
    if (call.via == Via::http) {
        call.fail({Code::unsupported, {}, u"boards need a WebSocket"_s, 0});
        return;
    }
    if (body.board == BoardName::typing) {
        const ConversationId id = body.conversation.value_or(ConversationId());
        m_conversations.withConversation(who.shop, id, [this, call, watch](const Conversation* c) {
            if (!c || (call.who.isCustomer() && c->customer != *call.who.customer)) {
                call.fail({Code::notFound, u"conversation"_s, {}, 0});
                return;
            }
            watch(c->id.value);
            m_boards.showTyping(*c);
        });
        return;
    }
    if (who.isCustomer()) {
        if (body.board != BoardName::queue) {
            if (mutant(Mutant::listsForAnybody))
                return watch({});
            call.fail({Code::forbidden, u"board"_s, {}, 0});
            return;
        }
        watch(who.customer->value);
        m_distribution.showPlaces();
        m_distribution.showStaffed(who.shop, *who.customer);
        return;
    }
    watch(body.board == BoardName::mine ? who.person->value : Uuid {});
}

} // namespace greenroom
