// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/conversations/messagehandler.h"

#include "core/base/mutant.h"
#include "core/text/masking.h"
#include "server/conversations/conversationtable.h"
#include "server/coordinator/callaudit.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const Error kNoConversation {Code::notFound, u"conversation"_s, {}, 0};

/// What the customer said a moment ago nobody can have read before they sent their answer.
constexpr Millis kReadWithin {3'000};
/// Colleagues that may be asked at a time.
constexpr qsizetype kMostAsked = 10;

/// What an entry is on the wire beside its words, about.
constexpr qsizetype kEnvelope = 300;

/// `before`: the customer's conversation before this one, if that is another.
Opened opened(const Visitors::Visitor& visitor, const Conversation* before)
{
    Opened opened {Channel::web, visitor.page};
    opened.room = visitor.room;
    if (before) {
        opened.lastAgent = before->lastAgent;
        opened.lastAgentAt = before->lastAgentAt;
        if (!before->ratedLow.isEmpty())
            opened.ratedLow = before->ratedLow;
    }
    return opened;
}

Content widen(const Said& said)
{
    return std::visit([](const auto& each) { return Content(each); }, said);
}

} // namespace

MessageHandler::MessageHandler(Coordinator& coordinator, OpenConversations& conversations, ConversationBoards& boards,
    Visitors& visitors, Enqueue enqueue, PersonName personName, MediaRule media, MaySay staffMaySay, Millis reopenWithin)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
    , m_boards(boards)
    , m_visitors(visitors)
    , m_enqueue(std::move(enqueue))
    , m_personName(std::move(personName))
    , m_media(std::move(media))
    , m_staffMaySay(std::move(staffMaySay))
    , m_reopenWithin(reopenWithin)
{
    coordinator.on<Send>([this](const Call<Send>& call) { send(call); });
    coordinator.on<AddNote>([this](const Call<AddNote>& call) { addNote(call); });
    coordinator.on<Recall>([this](const Call<Recall>& call) { recall(call); });
    coordinator.on<RequestPerson>([this](const Call<RequestPerson>& call) { requestPerson(call); });
    coordinator.on<LeaveMessage>([this](const Call<LeaveMessage>& call) { leaveMessage(call); });
    coordinator.on<Rate>([this](const Call<Rate>& call) { rate(call); });
    coordinator.on<SetTyping>([this](const Call<SetTyping>& call) { setTyping(call); });
    coordinator.on<MarkRead>([this](const Call<MarkRead>& call) { markRead(call); });
    coordinator.on<FindConversations>([this](const Call<FindConversations>& call) { find(call); });
    coordinator.on<ListConversations>([this](const Call<ListConversations>& call) { list(call); });
    coordinator.on<ReadCustomer>([this](const Call<ReadCustomer>& call) { readCustomer(call); });
    coordinator.onWatch(
        StreamKind::conversation, [this](const Principal& who, const StreamId& stream, const std::function<void(bool)>& then) {
            withVisible(who, ConversationId(stream.key), [then](const Conversation* c) { then(c != nullptr); });
        });
}

template <Request R>
void MessageHandler::once(const Call<R>& call, ClientId clientId, const Content& content, std::function<void()> then,
    const std::optional<Content>& orElse)
{
    m_coordinator.findClientId(call, clientId, [this, call, content, orElse, then = std::move(then)](const StoredAs* stored) {
        if (!stored)
            then();
        else if (stored->author.id == call.who.author().id && stored->shop == call.who.shop
            && stored->stream.kind == StreamKind::conversation && (stored->says(content) || (orElse && stored->says(*orElse))))
            call.reply({ConversationId(stored->stream.key), stored->number,
                mutant(Mutant::answersAnew) ? m_coordinator.now() : stored->at});
        else
            call.fail({Code::conflict, u"clientId"_s, {}, 0});
    });
}

void MessageHandler::withVisible(const Principal& who, ConversationId id, std::function<void(const Conversation*)> then)
{
    m_conversations.withConversation(who.shop, id, [who, then = std::move(then)](const Conversation* c) {
        const bool visible = c && (who.isCustomer() ? c->customer == *who.customer : who.roles.overlaps(kDeskRoles));
        then(visible ? c : nullptr);
    });
}

void MessageHandler::withOwn(const CallBase& call, std::function<void(const Conversation&)> then)
{
    const CustomerId customer = *call.who.customer;
    const auto open = [this, call, customer, then = std::move(then)](const Conversation* latest) {
        Visitors::Visitor* visitor = m_visitors.find(customer);
        if (!visitor)
            return; // gone meanwhile; the client repeats
        const bool goesOn = latest && latest->state != ConversationState::closed;
        const bool reopens = latest && !goesOn
            && m_coordinator.now() - latest->closedAt.value_or(latest->openedAt) <= m_reopenWithin;
        m_visitors.store(*visitor);
        m_conversations.keepCustomer(visitor->row);
        const ConversationId id = goesOn || reopens ? latest->id
                                                    : m_conversations.create(call.who.shop, customer, Channel::web).id;
        m_visitors.talks(*visitor, id);
        if (!goesOn)
            m_conversations.append(id, Author {}, opened(*visitor, reopens ? nullptr : latest));
        then(*m_conversations.find(id));
    };
    const Visitors::Visitor* visitor = m_visitors.find(customer);
    if (visitor && visitor->conversation)
        m_conversations.withConversation(call.who.shop, *visitor->conversation, open);
    else
        open(nullptr);
}

void MessageHandler::send(const Call<Send>& call)
{
    once(call, call.body.clientId, widen(call.body.content), [this, call] {
        m_media.check(call.who, call.body.conversation, call.body.content, [this, call](const Result<void>& may) {
            if (!may)
                call.fail(may.error());
            else if (!call.who.isCustomer())
                sendAsStaff(call);
            else if (maySay(call, widen(call.body.content)))
                sendAsCustomer(call);
        });
    });
}

Stored MessageHandler::say(const Conversation& conversation, const Call<Send>& call)
{
    const Stored stored = m_conversations.append(
        conversation.id, call.who.author(), widen(call.body.content), call.body.clientId);
    m_media.said(call.body.content, stored);
    return stored;
}

bool MessageHandler::maySay(const CallBase& call, const Content& content)
{
    Visitors::Visitor* visitor = m_visitors.find(*call.who.customer);
    const Millis wait = visitor ? m_visitors.say(*visitor, kEnvelope + plainText(content).size()) : Millis(0);
    if (wait.count() > 0)
        call.fail({Code::rateLimited, {}, {}, wait.count()});
    return wait.count() == 0;
}

void MessageHandler::sendAsCustomer(const Call<Send>& call)
{
    const auto say = [this, call] {
        withOwn(call, [this, call](const Conversation& c) {
            const Stored stored = this->say(c, call);
            if (c.state == ConversationState::idle || c.state == ConversationState::leftMessage)
                m_enqueue(c.id);
            call.reply(stored);
        });
    };
    if (!call.body.conversation) {
        say();
        return;
    }
    withVisible(call.who, *call.body.conversation, [this, call, say](const Conversation* c) {
        if (c && c->state == ConversationState::closed && mutant(Mutant::dropsWhatIsSaidToClosed))
            call.reply({c->id, c->head, m_coordinator.now()});
        else if (c)
            say();
        else
            call.fail(kNoConversation);
    });
}

void MessageHandler::sendAsStaff(const Call<Send>& call)
{
    if (!call.body.conversation || !call.body.assignmentVersion) {
        call.fail({Code::missingField, call.body.conversation ? u"assignmentVersion"_s : u"conversation"_s, {}, 0});
        return;
    }
    withVisible(call.who, *call.body.conversation, [this, call](const Conversation* c) {
        if (!c)
            call.fail(kNoConversation);
        else if (c->state == ConversationState::closed)
            call.fail({Code::closed, u"conversation"_s, {}, 0});
        else if (const bool isTheirs = c->isOwnedBy(*call.who.person)
                     || (c->joined.contains(*call.who.person) && call.who.roles.overlaps(kTeamLeaders));
                 (!isTheirs || c->assignmentVersion != *call.body.assignmentVersion) && !mutant(Mutant::honoursStaleAssignment))
            call.fail({Code::reassigned, u"assignmentVersion"_s, {}, 0});
        else if (!isUpToDate(*c, call))
            call.fail({Code::conflict, u"seen"_s, {}, c->customerHead});
        else if (const Result<void> may = m_staffMaySay(call, c->channel); !may)
            call.fail(may.error());
        else
            call.reply(sayAsStaff(*c, call));
    });
}

Stored MessageHandler::sayAsStaff(const Conversation& c, const Call<Send>& call)
{
    const Stored stored = say(c, call);
    if (call.body.holdingFor)
        m_conversations.append(
            stored.conversation, call.who.author(), FollowUpSet {m_coordinator.now() + *call.body.holdingFor});
    return stored;
}

bool MessageHandler::isUpToDate(const Conversation& c, const Call<Send>& call) const
{
    if (!call.body.seen)
        return true;
    const bool othersSaid = c.staffSaid > *call.body.seen && c.staffSaidBy != call.who.person;
    const bool customerSaid = c.customerSaid > *call.body.seen && c.customerSaidAt
        && m_coordinator.now() - *c.customerSaidAt > kReadWithin;
    return !othersSaid && !customerSaid;
}

void MessageHandler::addNote(const Call<AddNote>& call)
{
    Note note {call.body.text, call.body.to, {}};
    if (note.to) {
        const QString name = m_personName(call.who.shop, *note.to);
        if (name.isEmpty()) {
            call.fail({Code::notFound, u"to"_s, {}, 0});
            return;
        }
        note.toName = name;
    }
    once(call, call.body.clientId, note, [this, call, note] {
        withVisible(call.who, call.body.conversation, [this, call, note](const Conversation* c) {
            if (!c)
                call.fail(kNoConversation);
            else if (note.to && !c->isOpen())
                call.fail({Code::closed, u"to"_s, {}, 0});
            else if (note.to && c->asked.size() >= kMostAsked && !c->asked.contains(*note.to))
                call.fail({Code::conflict, u"to"_s, u"as many are asked as may be"_s, kMostAsked});
            else
                call.reply(m_conversations.append(c->id, call.who.author(), note, call.body.clientId));
        });
    });
}

void MessageHandler::recall(const Call<Recall>& call)
{
    once(call, call.body.clientId, Recalled {call.body.number}, [this, call] {
        if (call.who.isCustomer() && !maySay(call, Recalled {call.body.number}))
            return;
        withVisible(call.who, call.body.conversation, [this, call](const Conversation* c) {
            if (!c) {
                call.fail(kNoConversation);
                return;
            }
            const StreamId stream = StreamId::of(c->id);
            m_coordinator.read<std::vector<LoggedEntry>>(
                [stream, number = call.body.number](
                    Database& database) { return EntryTable::after(database, stream, Audience::staff, number - 1, {1}); },
                [this, call, stream](Result<std::vector<LoggedEntry>> found) {
                    if (!found) {
                        call.fail({Code::unavailable, {}, found.error().detail, 0});
                        return;
                    }
                    const Entry* entry = found->empty() ? nullptr : &found->front().entry;
                    if (!entry || entry->number != call.body.number || !isSaid(entry->content)
                        || entry->author.id != call.who.author().id)
                        call.fail({Code::notFound, u"number"_s, {}, 0});
                    else if (m_coordinator.now() - entry->at > kRecallWithin)
                        call.fail({Code::recallTooLate, u"number"_s, {}, kRecallWithin / 1s});
                    else
                        withVisible(call.who, call.body.conversation, [this, call, stream](const Conversation* again) {
                            if (!again) {
                                call.fail(kNoConversation);
                                return;
                            }
                            m_coordinator.write([stream, number = call.body.number](Database& database) {
                                return EntryTable::clear(database, stream, number);
                            });
                            call.reply(m_conversations.append(
                                again->id, call.who.author(), Recalled {call.body.number}, call.body.clientId));
                        });
                });
        });
    });
}

void MessageHandler::requestPerson(const Call<RequestPerson>& call)
{
    once(call, call.body.clientId, PersonRequested {}, [this, call] {
        if (!maySay(call, PersonRequested {}))
            return;
        withOwn(call, [this, call](const Conversation& c) {
            const Stored stored = m_conversations.append(c.id, call.who.author(), PersonRequested {}, call.body.clientId);
            if (c.state == ConversationState::idle || c.state == ConversationState::leftMessage)
                m_enqueue(c.id);
            call.reply(stored);
        });
    });
}

void MessageHandler::leaveMessage(const Call<LeaveMessage>& call)
{
    const LeftMessage left {call.body.text, call.body.contact};
    // With somebody already there it is simply said to them.
    const Text said {call.body.text};
    const auto then = [this, call, left, said] {
        if (!maySay(call, left))
            return;
        withOwn(call, [this, call, left, said](const Conversation& c) {
            if (c.state != ConversationState::assigned) {
                call.reply(m_conversations.append(c.id, call.who.author(), left, call.body.clientId));
                return;
            }
            // On its own: with the contact behind it a text may be longer than a text may be.
            if (!left.contact.trimmed().isEmpty())
                m_conversations.append(c.id, call.who.author(), Text {left.contact});
            call.reply(m_conversations.append(c.id, call.who.author(), said, call.body.clientId));
        });
    };
    once(call, call.body.clientId, left, then, said);
}

void MessageHandler::rate(const Call<Rate>& call)
{
    const Rated rated {call.body.score, call.body.comment};
    once(call, call.body.clientId, rated, [this, call, rated] {
        withVisible(call.who, call.body.conversation, [this, call, rated](const Conversation* c) {
            if (!c)
                call.fail(kNoConversation);
            else if (c->rated)
                call.fail({Code::conflict, u"conversation"_s, u"rated"_s, 0});
            else
                call.reply(m_conversations.append(c->id, call.who.author(), rated, call.body.clientId));
        });
    });
}

void MessageHandler::setTyping(const Call<SetTyping>& call)
{
    withVisible(call.who, call.body.conversation, [this, call](const Conversation* c) {
        if (!c) {
            call.fail(kNoConversation);
            return;
        }
        m_boards.setTyping(*c, call.who, call.body.typing);
        call.reply({});
    });
}

void MessageHandler::markRead(const Call<MarkRead>& call)
{
    withVisible(call.who, call.body.conversation, [this, call](const Conversation* c) {
        if (!c) {
            call.fail(kNoConversation);
            return;
        }
        // Whoever looks over somebody's shoulder does not read for them.
        if (call.who.isCustomer() || c->isOwnedBy(*call.who.person))
            m_conversations.markRead(c->id, call.who, call.body.number);
        call.reply({});
    });
}

void MessageHandler::find(const Call<FindConversations>& call)
{
    const auto find = [text = call.body.text.trimmed(), who = call.who, limit = call.body.limit](Database& database) {
        return text.isEmpty() ? ConversationTable::recentOf(database, who.shop, *who.person, limit)
                              : ConversationTable::search(database, who.shop, text, limit);
    };
    answerWith(call, find, [call](const Result<ConversationList>& list) { call.answer(list); });
}

void MessageHandler::list(const Call<ListConversations>& call)
{
    const ListConversations& body = call.body;
    m_coordinator.write(AuditTable::write(
        auditOf(call, u"opened from %1 to %2"_s.arg(toMillis(body.from)).arg(toMillis(body.to))), m_coordinator.now()));
    const auto find = [body, shop = call.who.shop](Database& database) {
        return ConversationTable::openedBetween(database, shop, body.from, body.to, body.after, body.limit);
    };
    answerWith(call, find, [this, call](const Result<ConversationList>& list) {
        if (!list) {
            call.fail(list.error());
            return;
        }
        m_coordinator.read<qint64>(
            [shop = call.who.shop, from = call.body.from, to = call.body.to](
                Database& database) { return ConversationTable::countOpenedBetween(database, shop, from, to); },
            [call, found = *list](const Result<qint64>& total) {
                ConversationList whole = found;
                whole.total = total ? *total : 0;
                call.answer(total ? Result<ConversationList>(whole) : total.error());
            });
    });
}

void MessageHandler::answerWith(const CallBase& call, Find find, std::function<void(Result<ConversationList>)> then)
{
    using Found = std::vector<std::pair<Conversation, CustomerTable::Row>>;
    m_coordinator.read<Found>(
        [find = std::move(find), shop = call.who.shop](Database& database) -> Result<Found> {
            auto found = find(database);
            if (!found)
                return found.error();
            Found rows;
            for (Conversation& each : *found) {
                auto customer = CustomerTable::find(database, shop, each.customer);
                if (!customer)
                    return customer.error();
                rows.emplace_back(std::move(each), customer->value_or(CustomerTable::Row {}));
            }
            return rows;
        },
        [this, then = std::move(then)](Result<Found> found) {
            if (!found)
                return then(Error {Code::unavailable, {}, found.error().detail, 0});
            ConversationList list;
            for (const auto& [conversation, customer] : *found) {
                const Conversation* open = m_conversations.find(conversation.id);
                ConversationRow row = m_boards.row(open ? *open : conversation);
                row.customerName = customer.customer.name;
                row.verified = customer.customer.verified;
                row.tier = customer.customer.tier;
                if (row.assigneeName.isEmpty() && row.state == ConversationState::closed && conversation.lastAgent)
                    row.assigneeName = m_personName(conversation.shop, *conversation.lastAgent);
                row.openedAt = conversation.openedAt;
                row.closedAt = open ? open->closedAt : conversation.closedAt;
                list.rows.append(row);
            }
            list.total = list.rows.size();
            then(list);
        });
}

void MessageHandler::readCustomer(const Call<ReadCustomer>& call)
{
    withVisible(call.who, call.body.conversation, [this, call](const Conversation* c) {
        if (!c) {
            call.fail(kNoConversation);
            return;
        }
        m_coordinator.read<CustomerCard>(
            [shop = c->shop, customer = c->customer, stream = StreamId::of(c->id)](Database& database) -> Result<CustomerCard> {
                auto row = CustomerTable::find(database, shop, customer);
                if (!row)
                    return row.error();
                auto count = ConversationTable::countOf(database, shop, customer);
                if (!count)
                    return count.error();
                auto begin = EntryTable::after(database, stream, Audience::staff, 0, {1});
                if (!begin)
                    return begin.error();
                const CustomerTable::Row found = row->value_or(CustomerTable::Row {});
                CustomerCard card {found.customer, *count, found.firstSeenAt, {}};
                if (card.customer.phone)
                    card.customer.phone = maskPhone(*card.customer.phone);
                if (!begin->empty())
                    if (const auto* opened = std::get_if<Opened>(&begin->front().entry.content))
                        card.page = opened->page;
                return card;
            },
            [call](Result<CustomerCard> card) {
                if (card)
                    call.reply(*card);
                else
                    call.fail({Code::unavailable, {}, card.error().detail, 0});
            });
    });
}

} // namespace greenroom
