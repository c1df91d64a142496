// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/conversationservice.h"

#include <algorithm>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kTypingEvery {3000};

/// Null: it is no text to the customer.
const Text* textOf(const OutboxItem& item)
{
    const auto* send = std::get_if<Send>(&item.request);
    return send ? std::get_if<Text>(&send->content) : nullptr;
}

} // namespace

ConversationService::ConversationService(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(&m_parts.link, &Link::connected, this, [this] { Q_EMIT onlineChanged(true); });
    connect(&m_parts.link, &Link::disconnected, this, [this] {
        m_typingTold.clear();
        Q_EMIT onlineChanged(false);
    });
    connect(&m_parts.boards, &BoardReplica::rowsChanged, this, &ConversationService::updateWorkspace);
    connect(&m_parts.boards, &BoardReplica::orderChanged, this, &ConversationService::followEnded);
    connect(&m_parts.transcripts, &Transcripts::changed, this, &ConversationService::followEnded);
    connect(&m_parts.transcripts, &Transcripts::changed, this, &ConversationService::updateWorkspace);
    connect(&m_parts.outbox, &Outbox::changed, this, &ConversationService::onFailed);
    connect(&m_parts.outbox, &Outbox::changed, this, &ConversationService::failedChanged);
    connect(&m_parts.outbox, &Outbox::added, this, &ConversationService::failedChanged);
    connect(&m_parts.outbox, &Outbox::removed, this, &ConversationService::failedChanged);
    connect(&m_parts.workspace, &Workspace::openRequested, this, &ConversationService::open);
    connect(&m_parts.workspace, &Workspace::sendCardRequested, this, [this](const Content& card) {
        if (m_open)
            sendCard(*m_open, card);
    });
    connect(&m_parts.typing, &TypingModel::changed, this, [this] {
        if (TranscriptModel* model = transcript())
            model->setReadByCustomer(m_parts.typing.readByCustomer());
    });
}

void ConversationService::setMe(const std::optional<Me>& me)
{
    if (!me || !m_me || me->person != m_me->person)
        m_issues.clear();
    m_me = me;
    m_parts.transcripts.setMe(me ? me->person : PersonId(), me ? me->name : QString());
    m_parts.typing.setMe(me ? me->name : QString());
    updateWorkspace();
}

bool ConversationService::isOnline() const
{
    return m_parts.link.state() == LinkState::connected;
}

void ConversationService::open(ConversationId conversation)
{
    if (conversation.isNull()) {
        m_open.reset();
        m_parts.typing.setConversation({});
        m_parts.workspace.setOpen({});
        Q_EMIT opened(conversation);
        return;
    }
    m_open = conversation;
    // What is known of it must not go with the list's window.
    if (const ConversationRow* row = m_parts.boards.row(conversation))
        m_parts.boards.remember({*row});
    m_parts.transcripts.open(conversation);
    m_parts.typing.setConversation(conversation);
    updateWorkspace();
    Q_EMIT opened(conversation);
}

TranscriptModel* ConversationService::transcript() const
{
    return m_open ? m_parts.transcripts.find(*m_open) : nullptr;
}

void ConversationService::updateWorkspace()
{
    if (!m_open)
        return;
    OpenConversation facts;
    facts.conversation = *m_open;
    if (m_me)
        facts.shop = m_me->shop;
    if (const ConversationRow* row = m_parts.boards.row(*m_open))
        fillFacts(facts, *row);
    if (TranscriptModel* model = transcript())
        model->setMine(facts.canSay());
    m_parts.workspace.setOpen(facts);
}

void ConversationService::fillFacts(OpenConversation& facts, const ConversationRow& row) const
{
    const auto holdsMe = [this](const std::optional<QList<PersonId>>& people) {
        return m_me && people && people->contains(m_me->person);
    };
    facts.customer = row.customer;
    facts.customerName = row.customerName;
    facts.verified = row.verified;
    facts.tier = row.tier;
    facts.channel = row.channel;
    facts.state = row.state;
    facts.mine = isMine(row.id);
    facts.joined = canSay(row.id) && !facts.mine;
    facts.asked = holdsMe(row.asked);
    facts.assignee = row.state == ConversationState::assigned ? row.assignee : std::nullopt;
    facts.assigneeName = row.assigneeName;
    facts.queue = row.queue;
    facts.queueName = row.queueName;
    facts.room = row.room.value_or(QString());
    facts.assignmentVersion = row.assignmentVersion;
    facts.transfers = row.transfers.value_or(0);
    facts.supportTier = row.supportTier.value_or(routing::Tier::l1);
    facts.issue = row.issue.value_or(QString());
    facts.emotion = row.emotion;
    facts.helpSince = row.helpSince;
    facts.owedSince = row.owedSince;
    facts.followUpDue = row.followUpDue;
    if (m_me && row.offeredTo == m_me->person) {
        facts.offerUntil = row.offerUntil;
    } else if (facts.mine && row.offeredTo) {
        facts.transferUntil = row.offerUntil;
        if (const TranscriptModel* model = m_parts.transcripts.find(row.id))
            facts.transferTo = model->transferName(*row.offeredTo);
    }
}

/// What no board holds any more is told of by its entries alone, where these are followed.
void ConversationService::followEnded()
{
    QList<ConversationRow> fresh;
    for (const TranscriptModel* model : m_parts.transcripts.kept()) {
        const ConversationRow* held = m_parts.boards.row(model->conversation());
        if (!held || m_parts.boards.isListed(held->id))
            continue;
        ConversationRow row = *held;
        if (model->bringUp(row))
            fresh.append(row);
    }
    if (!fresh.isEmpty())
        m_parts.boards.remember(fresh);
}

std::optional<qint64> ConversationService::versionOf(ConversationId conversation) const
{
    if (const ConversationRow* row = m_parts.boards.row(conversation))
        return row->assignmentVersion;
    const TranscriptModel* model = m_parts.transcripts.find(conversation);
    return model ? model->assignmentVersion() : std::nullopt;
}

std::optional<qint64> ConversationService::seenOf(ConversationId conversation) const
{
    const TranscriptModel* model = m_parts.transcripts.find(conversation);
    return model && model->lastNumber() > 0 ? std::optional(model->lastNumber()) : std::nullopt;
}

void ConversationService::queue(ConversationId conversation, OutboxRequest request)
{
    OutboxItem item;
    item.clientId = m_parts.clock.nextId<ClientId>();
    item.conversation = conversation;
    item.at = m_parts.clock.now();
    item.seen = seenOf(conversation).value_or(0);
    std::visit([&](auto& each) { each.clientId = item.clientId; }, request);
    item.request = std::move(request);
    m_parts.outbox.add(std::move(item));
}

void ConversationService::sendText(ConversationId conversation, const QString& text, const HowSaid& how)
{
    if (text.trimmed().isEmpty())
        return;
    const auto seen = how.inAnyCase ? std::nullopt : seenOf(conversation);
    queue(conversation,
        Send {{}, conversation, versionOf(conversation), Text {text}, seen, how.ruleReason,
            how.holding ? std::optional(kHoldingFor) : std::nullopt});
    setTyping(conversation, false);
}

void ConversationService::sendImage(
    ConversationId conversation, const QByteArray& bytes, QObject* context, DoneCallback callback)
{
    const auto reply = whileAlive<Result<void>>(context, std::move(callback));
    m_parts.attachments.uploadImage(conversation, bytes, this, [this, conversation, reply](const Result<Image>& image) {
        if (!image)
            return reply(image.error());
        queue(conversation, Send {{}, conversation, versionOf(conversation), *image});
        reply({});
    });
}

void ConversationService::sendCard(ConversationId conversation, const Content& card)
{
    if (const auto* order = std::get_if<OrderCard>(&card))
        queue(conversation, Send {{}, conversation, versionOf(conversation), *order, seenOf(conversation)});
    else if (const auto* product = std::get_if<ProductCard>(&card))
        queue(conversation, Send {{}, conversation, versionOf(conversation), *product, seenOf(conversation)});
}

void ConversationService::addNote(ConversationId conversation, const QString& text, std::optional<PersonId> to)
{
    if (!text.trimmed().isEmpty())
        queue(conversation, AddNote {{}, conversation, text, to});
}

void ConversationService::retry(ClientId clientId)
{
    for (const OutboxItem& item : m_parts.outbox.items())
        if (item.clientId == clientId && canGoAgain(item.error.code, canSay(item.conversation)))
            return m_parts.outbox.retry(clientId, versionOf(item.conversation), seenOf(item.conversation));
}

void ConversationService::discard(ClientId clientId)
{
    m_parts.outbox.take(clientId);
}

QList<ClientId> ConversationService::failedOf(ConversationId conversation) const
{
    QList<ClientId> failed;
    for (const OutboxItem& item : m_parts.outbox.items())
        if (item.conversation == conversation && item.state == OutboxItem::State::failed)
            failed.append(item.clientId);
    return failed;
}

QHash<ConversationId, int> ConversationService::failedCounts() const
{
    QHash<ConversationId, int> counts;
    for (const OutboxItem& item : m_parts.outbox.items())
        if (item.state == OutboxItem::State::failed)
            ++counts[item.conversation];
    return counts;
}

bool ConversationService::canRetry(ConversationId conversation) const
{
    const QList<OutboxItem> items = m_parts.outbox.itemsOf(conversation);
    return std::any_of(items.begin(), items.end(), [mine = canSay(conversation)](const OutboxItem& item) {
        return item.state == OutboxItem::State::failed && canGoAgain(item.error.code, mine);
    });
}

bool ConversationService::isMine(ConversationId conversation) const
{
    const ConversationRow* row = m_parts.boards.row(conversation);
    return m_me && row && row->state == ConversationState::assigned && row->assignee == m_me->person;
}

bool ConversationService::canSay(ConversationId conversation) const
{
    const ConversationRow* row = m_parts.boards.row(conversation);
    return isMine(conversation) || (m_me && row && row->joined && row->joined->contains(m_me->person));
}

void ConversationService::onFailed(const OutboxItem& item)
{
    if (item.state != OutboxItem::State::failed)
        return;
    const bool moved = item.error.code == Code::reassigned || item.error.code == Code::closed
        || item.error.code == Code::ruleBroken || (item.error.code == Code::conflict && item.error.field == "seen"_L1);
    // What somebody is writing there now is never mixed with what came back; then it waits in the transcript.
    const bool toDraft = moved && textOf(item) && !m_parts.drafts.has(item.conversation);
    if (toDraft)
        bringBack(item);
    Q_EMIT sendRefused(item.conversation, item.error, toDraft);
}

/// What was written after the refused one and has not left yet could only be refused as well: it comes back with it. Now,
/// for the outbox is about to send the next.
void ConversationService::bringBack(const OutboxItem& refused)
{
    QList<ClientId> taken;
    QStringList texts;
    for (const OutboxItem& each : m_parts.outbox.itemsOf(refused.conversation)) {
        const bool follows = !taken.isEmpty() && each.state == OutboxItem::State::queued;
        const Text* text = textOf(each);
        if (!text || !(follows || each.clientId == refused.clientId))
            continue;
        taken.append(each.clientId);
        texts.append(text->text);
    }
    m_parts.drafts.set(refused.conversation, texts.join(u'\n'), false, m_parts.clock.now());
    m_parts.drafts.write(); // before they leave the outbox: a power cut in between loses nothing
    for (const ClientId& each : std::as_const(taken))
        m_parts.outbox.take(each);
}

template <class R>
void ConversationService::act(const R& request, QObject* context, DoneCallback callback)
{
    m_parts.link.request(request, context, [callback = std::move(callback)](const Result<typename R::Reply>& reply) {
        callback(reply ? Result<void>() : Result<void>(reply.error()));
    });
}

void ConversationService::recall(ConversationId conversation, qint64 number, QObject* context, DoneCallback callback)
{
    act(Recall {m_parts.clock.nextId<ClientId>(), conversation, number}, context, std::move(callback));
}

void ConversationService::accept(ConversationId conversation, QObject* context, DoneCallback callback)
{
    act(AcceptOffer {m_parts.clock.nextId<ClientId>(), conversation}, context, std::move(callback));
}

void ConversationService::decline(
    ConversationId conversation, std::optional<DeclineReason> reason, QObject* context, DoneCallback callback)
{
    act(DeclineOffer {m_parts.clock.nextId<ClientId>(), conversation, reason}, context, std::move(callback));
}

void ConversationService::claim(ConversationId conversation, QObject* context, DoneCallback callback)
{
    act(Claim {m_parts.clock.nextId<ClientId>(), conversation}, context, std::move(callback));
}

void ConversationService::takeNext(QObject* context, std::function<void(Result<ConversationId>)> callback)
{
    m_parts.link.request(
        TakeNext {m_parts.clock.nextId<ClientId>()}, context, [callback = std::move(callback)](const Result<Stored>& stored) {
            callback(stored ? Result<ConversationId>(stored->conversation) : Result<ConversationId>(stored.error()));
        });
}

void ConversationService::transfer(ConversationId conversation, const TransferTarget& target, const QString& note,
    std::optional<TransferReason> reason, QObject* context, DoneCallback callback)
{
    act(Transfer {m_parts.clock.nextId<ClientId>(), conversation, versionOf(conversation).value_or(0), target.person,
            target.queue, note, target.tier, reason},
        context, std::move(callback));
}

void ConversationService::askHelp(
    ConversationId conversation, bool wanted, const QString& note, QObject* context, DoneCallback callback)
{
    act(AskHelp {m_parts.clock.nextId<ClientId>(), conversation, wanted, note}, context, std::move(callback));
}

void ConversationService::join(ConversationId conversation, bool on, QObject* context, DoneCallback callback)
{
    act(Join {m_parts.clock.nextId<ClientId>(), conversation, on}, context, std::move(callback));
}

void ConversationService::takeOver(ConversationId conversation, QObject* context, DoneCallback callback)
{
    act(TakeOver {m_parts.clock.nextId<ClientId>(), conversation, versionOf(conversation).value_or(0)}, context,
        std::move(callback));
}

void ConversationService::classify(
    ConversationId conversation, const Classified& classes, QObject* context, DoneCallback callback)
{
    if (const QString issue = classes.issue.value_or(QString()); !issue.isEmpty()) {
        m_issues.removeAll(issue);
        m_issues.prepend(issue);
    }
    act(Classify {m_parts.clock.nextId<ClientId>(), conversation, classes}, context, std::move(callback));
}

void ConversationService::close(
    ConversationId conversation, const QString& reason, const QStringList& tags, QObject* context, DoneCallback callback)
{
    act(CloseConversation {m_parts.clock.nextId<ClientId>(), conversation, versionOf(conversation).value_or(0), reason, tags},
        context, std::move(callback));
}

void ConversationService::setFollowUp(
    ConversationId conversation, std::optional<Instant> dueAt, QObject* context, DoneCallback callback)
{
    act(SetFollowUp {m_parts.clock.nextId<ClientId>(), conversation, dueAt}, context, std::move(callback));
}

void ConversationService::listTransferTargets(QObject* context, std::function<void(Result<QList<TransferTarget>>)> callback)
{
    m_parts.link.request(
        ListTransferTargets {}, context, [this, callback = std::move(callback)](const Result<TransferTargets>& reply) {
            if (!reply)
                return callback(reply.error());
            QList<TransferTarget> targets;
            for (const QueueRow& queue : reply->queues)
                targets.append({{}, queue.id, queue.name, Presence::offline, queue.waiting, queue.online});
            for (const PresenceRow& person : reply->people)
                if (!m_me || person.id != m_me->person)
                    targets.append({person.id, {}, person.name, person.presence, person.load, person.capacity});
            callback(targets);
        });
}

void ConversationService::readCustomer(
    ConversationId conversation, QObject* context, std::function<void(Result<CustomerCard>)> callback)
{
    m_parts.link.request(ReadCustomer {conversation}, context, std::move(callback));
}

void ConversationService::find(
    const QString& text, QObject* context, std::function<void(Result<QList<ConversationId>>, qint64 total)> callback)
{
    m_parts.link.request(
        FindConversations {text, 50}, context, [this, callback = std::move(callback)](const Result<ConversationList>& reply) {
            if (!reply)
                return callback(reply.error(), 0);
            m_parts.boards.remember(reply->rows);
            QList<ConversationId> ids;
            for (const ConversationRow& row : reply->rows)
                ids.append(row.id);
            callback(ids, reply->total);
        });
}

void ConversationService::setTyping(ConversationId conversation, bool typing)
{
    const auto told = m_typingTold.constFind(conversation);
    const bool was = told != m_typingTold.constEnd();
    if (!isOnline() || (!typing && !was) || (typing && was && m_parts.clock.now() - *told < kTypingEvery))
        return;
    if (typing)
        m_typingTold.insert(conversation, m_parts.clock.now());
    else
        m_typingTold.remove(conversation);
    m_parts.link.request(SetTyping {conversation, typing}, this, [](const Result<Done>&) {});
}

void ConversationService::markRead(ConversationId conversation)
{
    const TranscriptModel* model = m_parts.transcripts.find(conversation);
    if (!isOnline() || !model || model->lastNumber() <= m_readTold.value(conversation))
        return;
    const qint64 number = model->lastNumber();
    m_readTold.insert(conversation, number);
    m_parts.link.request(MarkRead {conversation, number}, this, [this, conversation, number](const Result<Done>& done) {
        if (!done && m_readTold.value(conversation) == number)
            m_readTold.remove(conversation);
    });
}

} // namespace greenroom
