// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/assignmenthandler.h"

#include "core/base/mutant.h"
#include "server/coordinator/callaudit.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Transfers an agent may make of one conversation before somebody who leads has to.
constexpr qint64 kFreeTransfers = 2;

Error stale()
{
    return {Code::reassigned, u"assignmentVersion"_s, {}, 0};
}

bool leads(const CallBase& call)
{
    return call.who.roles.overlaps(kTeamLeaders);
}

} // namespace

AssignmentHandler::AssignmentHandler(Coordinator& coordinator, OpenConversations& conversations, ConversationBoards& boards,
    Distribution& distribution, SayClosing sayClosing)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_boards(boards)
    , m_distribution(distribution)
    , m_sayClosing(std::move(sayClosing))
{
    coordinator.on<AcceptOffer>([this](const Call<AcceptOffer>& call) { accept(call); });
    coordinator.on<DeclineOffer>([this](const Call<DeclineOffer>& call) { decline(call); });
    coordinator.on<TakeNext>([this](const Call<TakeNext>& call) { takeNext(call); });
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
        const bool isAsked = c.offeredTo == call.who.person;
        if (!agent || (!isAsked && !mutant(Mutant::honoursEndedOffer))) {
            call.fail({Code::offerEnded, u"conversation"_s, {}, 0});
            return;
        }
        // A transfer kept no room free: it was the other's until now.
        if (c.isOnTransfer() && !m_distribution.hasCapacity(c.shop, agent->id, c.channel)) {
            call.fail({Code::overCapacity, u"conversation"_s, {}, agent->capacity});
            return;
        }
        const AssignReason reason = c.isOnTransfer() ? AssignReason::transferred : AssignReason::accepted;
        call.reply(m_distribution.assign(c.id, *agent, reason, call.who.author(), call.body.clientId));
    });
}

void AssignmentHandler::decline(const Call<DeclineOffer>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const PersonId me = *call.who.person;
        const DeclineReason why = call.body.reason.value_or(DeclineReason::other);
        if (c.isOnTransfer() && c.isOwnedBy(me))
            call.reply(m_distribution.endTransfer(c.id, OfferEnd::withdrawn, {}, call.who.author(), call.body.clientId));
        else if (c.offeredTo != me)
            call.fail({Code::offerEnded, u"conversation"_s, {}, 0});
        else if (c.isOnTransfer())
            call.reply(m_distribution.endTransfer(c.id, OfferEnd::declined, why, call.who.author(), call.body.clientId));
        else if (!leads(call) && !m_distribution.profile(c.shop).agentsMayDecline.value_or(true))
            call.fail({Code::forbidden, {}, u"agents do not decline in this shop"_s, 0});
        else
            call.reply(
                m_conversations.append(c.id, call.who.author(), OfferEnded {me, OfferEnd::declined, why}, call.body.clientId));
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
        if (c.state == ConversationState::waiting && !leads(call)
            && !m_distribution.profile(c.shop).agentsMayPick.value_or(true)) {
            call.fail({Code::forbidden, {}, u"agents take the next one in this shop"_s, 0});
            return;
        }
        if (c.state == ConversationState::waiting && !leads(call) && agent && c.queue && !agent->queues.contains(*c.queue)) {
            call.fail({Code::forbidden, {}, u"it waits in a queue of others"_s, 0});
            return;
        }
        const bool hasCapacity = m_distribution.hasCapacity(c.shop, *call.who.person, c.channel) || mutant(Mutant::overfills);
        if (!agent || (!offeredToMe && !hasCapacity)) {
            call.fail({Code::overCapacity, u"conversation"_s, {}, agent ? agent->capacity : 0});
            return;
        }
        if (c.state == ConversationState::closed) {
            Opened again {c.channel, {}};
            if (!c.room.isEmpty())
                again.room = c.room;
            m_conversations.append(c.id, call.who.author(), again);
        }
        call.reply(m_distribution.assign(c.id, *agent, AssignReason::claimed, call.who.author(), call.body.clientId));
    });
}

void AssignmentHandler::takeNext(const Call<TakeNext>& call)
{
    m_coordinator.findClientId(call, call.body.clientId, [this, call](const StoredAs* stored) {
        const PersonId me = *call.who.person;
        if (stored && stored->author.id == me.value && stored->shop == call.who.shop
            && stored->stream.kind == StreamKind::conversation) {
            call.reply({ConversationId(stored->stream.key), stored->number, stored->at});
            return;
        }
        if (stored) {
            call.fail({Code::conflict, u"clientId"_s, {}, 0});
            return;
        }
        const routing::Agent* agent = m_distribution.agent(call.who.shop, me);
        const auto next = agent ? m_distribution.nextFor(call.who.shop, me) : std::nullopt;
        const Conversation* c = m_conversations.find(next.value_or(ConversationId()));
        if (!c && agent) // nobody waits who is there: then those are called back who left a message, in their turn
            c = m_conversations.find(m_distribution.nextLeftMessage(call.who.shop, me).value_or(ConversationId()));
        if (!c)
            call.fail({Code::notFound, {}, u"nobody waits"_s, 0});
        else if (!m_distribution.hasCapacity(c->shop, me, c->channel))
            call.fail({Code::overCapacity, {}, {}, agent->capacity});
        else
            call.reply(m_distribution.assign(c->id, *agent, AssignReason::claimed, call.who.author(), call.body.clientId));
    });
}

void AssignmentHandler::transfer(const Call<Transfer>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        const Transfer& body = call.body;
        if (int(body.toAgent.has_value()) + int(body.toQueue.has_value()) + int(body.toTier.has_value()) != 1) {
            call.fail({Code::invalidField, u"toAgent"_s, u"exactly one of toAgent, toQueue and toTier is expected"_s, 0});
            return;
        }
        if (c.state != ConversationState::assigned || c.assignmentVersion != body.assignmentVersion
            || (!c.isOwnedBy(*call.who.person) && !leads(call))) {
            call.fail(stale());
            return;
        }
        // Whoever is handed round for the third time needs somebody who decides.
        if (c.transfers >= kFreeTransfers && !leads(call)) {
            call.fail({Code::conflict, u"transfers"_s, u"the third transfer is for who leads"_s, kFreeTransfers});
            return;
        }
        if (body.toAgent)
            transferToPerson(call, c);
        else
            transferToQueue(call, c);
    });
}

void AssignmentHandler::transferToQueue(const Call<Transfer>& call, const Conversation& c)
{
    const Transfer& body = call.body;
    const QueueRules* queue = m_distribution.queue(body.toQueue.value_or(c.queue.value_or(QueueId())));
    if (!queue && !body.toQueue)
        queue = m_distribution.defaultQueue(c.shop);
    if (!queue || queue->shop != call.who.shop)
        call.fail({Code::notFound, u"toQueue"_s, {}, 0});
    else if (body.toTier && *body.toTier == c.tier)
        call.fail({Code::invalidField, u"toTier"_s, u"is on that line already"_s, 0});
    else if (body.toTier && *body.toTier > c.tier && !body.reason)
        call.fail({Code::missingField, u"reason"_s, {}, 0});
    else if (body.toTier && !m_distribution.hasTier(c.shop, queue->id, *body.toTier))
        call.fail({Code::notFound, u"toTier"_s, u"nobody of the queue is on that line"_s, 0});
    else {
        const Author author = call.who.author();
        const Conversation before = c; // appending changes it
        const Stored stored = m_conversations.append(
            c.id, author, Transferred {{}, queue->id, queue->name, body.note, body.reason, body.toTier, {}}, body.clientId);
        m_conversations.append(c.id, author, Released {*before.assignee, before.assignmentVersion + 1, {}});
        // Where nobody is on the line it needs, it would wait for ever.
        std::optional<routing::Tier> tier = body.toTier;
        if (!tier && !m_distribution.hasTier(before.shop, queue->id, before.tier))
            tier = routing::Tier::l1;
        m_distribution.enqueue(before.id, queue->id, author, before.owedSince.value_or(m_coordinator.now()), tier);
        call.reply(stored);
    }
}

void AssignmentHandler::transferToPerson(const Call<Transfer>& call, const Conversation& c)
{
    const Transfer& body = call.body;
    const routing::Agent* to = m_distribution.agent(call.who.shop, *body.toAgent);
    // A break takes transfers: whoever is on one says whether they will.
    const bool isThere = to && (to->presence == Presence::online || to->presence == Presence::onBreak);
    if (!to)
        call.fail({Code::notFound, u"toAgent"_s, {}, 0});
    else if (to->id == c.assignee)
        call.fail({Code::invalidField, u"toAgent"_s, u"has it already"_s, 0});
    else if (!isThere || !m_distribution.hasCapacity(c.shop, to->id, c.channel))
        call.fail({Code::overCapacity, u"toAgent"_s, {}, to->capacity});
    else {
        const Author author = call.who.author();
        const ConversationId id = c.id;
        const bool isOwn = c.isOwnedBy(*call.who.person);
        if (c.isOnTransfer())
            m_distribution.endTransfer(
                id, OfferEnd::withdrawn, {}, author, m_coordinator.ids().next<ClientId>(m_coordinator.now()));
        const Transferred given {to->id, {}, m_distribution.personName(call.who.shop, to->id), body.note, body.reason, {}, {}};
        if (isOwn) {
            call.reply(m_distribution.askToTake(id, given, author, body.clientId));
            return;
        }
        // Who leads decides it.
        const Stored stored = m_conversations.append(id, author, given, body.clientId);
        m_distribution.assign(
            id, *to, AssignReason::transferred, author, m_coordinator.ids().next<ClientId>(m_coordinator.now()));
        call.reply(stored);
    }
}

void AssignmentHandler::close(const Call<CloseConversation>& call)
{
    m_conversations.once(call, [this, call](const Conversation& c) {
        if (c.state == ConversationState::closed)
            call.fail({Code::closed, u"conversation"_s, {}, 0});
        else if ((c.assignmentVersion != call.body.assignmentVersion || (!c.isOwnedBy(*call.who.person) && !leads(call)))
            && !mutant(Mutant::closesForAnybody))
            call.fail(stale());
        else {
            m_sayClosing(c);
            call.reply(
                m_conversations.append(c.id, call.who.author(), Closed {call.body.reason, call.body.tags}, call.body.clientId));
        }
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
    const ShopId shop = call.who.shop;
    const PersonId me = *call.who.person;
    const qint64 open = m_distribution.openOf(shop, me);
    if (body.presence == Presence::offline && open > 0) {
        call.fail({Code::conflict, u"presence"_s, u"conversations are still open"_s, open});
        return;
    }
    const routing::Agent* agent = m_distribution.agent(shop, me);
    const qint64 most = m_distribution.profile(shop).breaks.value_or(routing::BreakRules {}).mostAtOnce;
    if (body.presence == Presence::onBreak && agent && agent->presence != Presence::onBreak && most > 0
        && m_distribution.onBreak(shop) >= most) {
        if (!body.ask.value_or(false)) {
            call.fail({Code::conflict, u"reason"_s, u"as many are on break as may be"_s, most});
            return;
        }
        m_distribution.askForBreak(shop, me, body.reason);
        call.reply({});
        return;
    }
    m_distribution.setPresence(shop, me, body.presence, body.reason, then);
    call.reply({});
}

void AssignmentHandler::watchBoard(const Call<WatchBoard>& call)
{
    const Principal& who = call.who;
    const WatchBoard& body = call.body;
    const auto watch = [this, call](Uuid subject) {
        if (!m_coordinator.session(call.session))
            return; // gone while the store was asked; nothing would end the window
        if (m_coordinator.boards().watch(call.session, {call.body.board, call.who.shop, subject}, call.body.from,
                call.body.count, call.body.filter.value_or(BoardFilter {})))
            call.replyNow({}); // before the window, which does not wait for a commit either
        else
            call.fail({Code::busy, u"filter"_s, u"too many different filters are on this list now"_s, 0});
    };
    if (call.via == Via::http) {
        call.fail({Code::unsupported, {}, u"boards need a WebSocket"_s, 0});
        return;
    }
    const bool isList = body.board == BoardName::mine || body.board == BoardName::waiting
        || body.board == BoardName::leftMessages || body.board == BoardName::all || body.board == BoardName::help;
    if (body.filter && (!isList || who.isCustomer())) {
        call.fail({Code::invalidField, u"filter"_s, u"only lists of conversations have one"_s, 0});
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
            // Looking over somebody's shoulder is seen by them (TypingRow::viewers), and kept.
            if (leads(call) && c->isOpen() && !c->isOwnedBy(*call.who.person)) {
                const QString whose = c->assignee ? u" of %1"_s.arg(c->assignee->toString()) : QString();
                m_coordinator.write(
                    AuditTable::write(auditOf(call, u"conversation %1%2"_s.arg(c->id.toString(), whose)), m_coordinator.now()));
            }
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
    if (body.board == BoardName::help && !leads(call)) {
        call.fail({Code::forbidden, u"board"_s, {}, 0});
        return;
    }
    if (body.board == BoardName::presence && leads(call))
        watch(who.shop.value); // with everybody's figures of the day
    else
        watch(body.board == BoardName::mine ? who.person->value : Uuid {});
}

} // namespace greenroom
