// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tickets/tickethandler.h"

#include "core/domain/asseen.h"
#include "server/conversations/conversationtable.h"
#include "server/tickets/tickettable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHistory = 50;

Error noTicket()
{
    return {Code::notFound, u"ticket"_s, {}, 0};
}

Error lost(const Error& error)
{
    return {Code::unavailable, {}, error.detail, 0};
}

TicketOpened openedFrom(const OpenTicket& ask)
{
    TicketOpened opened;
    opened.conversation = ask.conversation;
    opened.order = ask.order;
    opened.title = ask.title;
    opened.ticketKind = ask.kind;
    opened.priority = ask.priority;
    opened.note = ask.note;
    return opened;
}

TicketOpened numbered(TicketOpened opened, qint64 serial)
{
    opened.number = ticketNumber(serial);
    return opened;
}

TicketChanged changedFrom(const ChangeTicket& ask)
{
    TicketChanged changed;
    changed.state = ask.state;
    changed.assignee = ask.assignee;
    changed.priority = ask.priority;
    changed.ticketKind = ask.kind;
    changed.title = ask.title;
    changed.dueAt = ask.dueAt;
    changed.note = ask.note;
    return changed;
}

/// The name of somebody who may have tickets of this shop; none if the person has no part in it.
Result<std::optional<QString>> nameOf(Database& database, ShopId shop, PersonId person)
{
    auto rows = database.run(
        u"SELECT p.name FROM person_shop s JOIN person p ON p.person=s.person WHERE s.shop=? AND s.person=?"_s, shop, person);
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->get<QString>(0)) : std::optional<QString>();
}

} // namespace

TicketHandler::TicketHandler(Coordinator& coordinator, OpenConversations& conversations)
    : m_coordinator(coordinator)
    , m_conversations(conversations)
{
    coordinator.on<OpenTicket>([this](const Call<OpenTicket>& call) { open(call); });
    coordinator.on<ChangeTicket>([this](const Call<ChangeTicket>& call) { change(call); });
    coordinator.on<ReadTicket>([this](const Call<ReadTicket>& call) { read(call); });
    coordinator.on<TicketsOfConversation>([this](const Call<TicketsOfConversation>& call) { ofConversation(call); });
    coordinator.on<FindTickets>([this](const Call<FindTickets>& call) { find(call); });
    coordinator.onWatch(
        StreamKind::ticket, [this](const Principal& who, const StreamId& stream, const std::function<void(bool)>& then) {
            if (who.isCustomer() || !who.roles.overlaps(kDeskRoles))
                then(false);
            else
                withTicket(who.shop, TicketId(stream.key), [then](Held* held) { then(held != nullptr); });
        });
}

void TicketHandler::onReload()
{
    m_held.clear();
    m_parked.clear();
    m_serials.clear();
}

template <Request R>
void TicketHandler::once(
    const Call<R>& call, std::function<bool(const TicketId&, const Content&)> same, std::function<void()> then)
{
    m_coordinator.findClientId(
        call, call.body.clientId, [this, call, same = std::move(same), then = std::move(then)](const StoredAs* stored) {
            if (!stored) {
                then();
                return;
            }
            const Error conflict {Code::conflict, u"clientId"_s, {}, 0};
            if (stored->author.id != call.who.author().id || stored->shop != call.who.shop
                || stored->stream.kind != StreamKind::ticket) {
                call.fail(conflict);
                return;
            }
            const auto answer = [this, call, at = *stored] {
                withTicket(call.who.shop, TicketId(at.stream.key), [call, at](Held* held) {
                    if (held)
                        call.reply({held->ticket.id, held->ticket.number, at.number, at.at});
                    else
                        call.fail(noTicket());
                });
            };
            using Found = std::vector<LoggedEntry>;
            m_coordinator.read<Found>(
                [at = *stored](
                    Database& database) { return EntryTable::after(database, at.stream, Audience::staff, at.number - 1, {1}); },
                [call, same, answer, conflict, id = TicketId(stored->stream.key)](const Result<Found>& found) {
                    if (!found)
                        call.fail(lost(found.error()));
                    else if (!found->empty() && !same(id, found->front().entry.content))
                        call.fail(conflict);
                    else
                        answer();
                });
        });
}

void TicketHandler::withSerial(ShopId shop, const CallBase& call, std::function<void(qint64)> then)
{
    if (const auto last = m_serials.find(shop); last != m_serials.end()) {
        then(++*last);
        return;
    }
    m_coordinator.read<qint64>([shop](Database& database) { return TicketTable::lastSerial(database, shop); },
        [this, shop, call, then = std::move(then)](const Result<qint64>& last) {
            if (!last) {
                call.fail(lost(last.error()));
                return;
            }
            // Another call may have read, and given numbers out, meanwhile.
            if (!m_serials.contains(shop))
                m_serials.insert(shop, *last);
            then(++m_serials[shop]);
        });
}

void TicketHandler::withTicket(ShopId shop, TicketId id, std::function<void(Held*)> then)
{
    const auto answer = [this, shop, id, then = std::move(then)] {
        const auto found = m_held.find(id);
        then(found != m_held.end() && found->second.shop == shop ? &found->second : nullptr);
    };
    if (const auto parked = m_parked.find(id); parked != m_parked.end()) {
        parked->push_back(answer);
        return;
    }
    if (m_held.contains(id)) {
        answer();
        return;
    }
    m_parked[id].push_back(answer);
    m_coordinator.read<std::optional<Ticket>>([shop, id](Database& database) { return TicketTable::find(database, shop, id); },
        [this, shop, id](const Result<std::optional<Ticket>>& found) {
            const auto waiting = m_parked.take(id);
            if (!found)
                return; // who asked is told `unavailable`: whether it is there nobody knows
            if (*found) {
                const Ticket& ticket = **found;
                m_held[id] = {shop, QStringView(ticket.number).sliced(1).toLongLong(), ticket};
                m_coordinator.knowStream(StreamId::of(id), {ticket.head, 0});
            }
            for (const auto& each : waiting)
                each();
        });
}

TicketStored TicketHandler::append(Held& held, const Author& author, Content content, ClientId clientId)
{
    const TicketId id = held.ticket.id;
    const Entry entry = m_coordinator.append(held.shop, StreamId::of(id), author, std::move(content), clientId);
    apply(held.ticket, entry);
    m_coordinator.write(TicketTable::put(held.shop, held.serial, held.ticket));
    m_coordinator.afterCommit([this, id, head = entry.number] {
        // Once nothing newer is undecided the store has all of it; it is read again when somebody comes back to it.
        if (const auto found = m_held.find(id); found != m_held.end() && found->second.ticket.head == head) {
            m_held.erase(found);
            m_coordinator.forgetStream(StreamId::of(id));
        }
    });
    return {id, held.ticket.number, entry.number, entry.at};
}

void TicketHandler::withName(
    const CallBase& call, PersonId person, const QString& field, std::function<void(const QString&)> then)
{
    m_coordinator.read<std::optional<QString>>(
        [shop = call.who.shop, person](Database& database) { return nameOf(database, shop, person); },
        [call, field, then = std::move(then)](const Result<std::optional<QString>>& name) {
            if (!name)
                call.fail(lost(name.error()));
            else if (!*name)
                call.fail({Code::notFound, field, {}, 0});
            else
                then(**name);
        });
}

void TicketHandler::open(const Call<OpenTicket>& call)
{
    const auto same = [ask = std::get<TicketOpened>(asKept(openedFrom(call.body)))](const TicketId&, const Content& content) {
        const auto* opened = std::get_if<TicketOpened>(&content);
        return opened && opened->conversation == ask.conversation && opened->order == ask.order && opened->title == ask.title
            && opened->ticketKind == ask.ticketKind && opened->priority == ask.priority && opened->note == ask.note;
    };
    const auto open = [this, call](const QString&) {
        if (!call.body.conversation) {
            openFor(call, nullptr);
            return;
        }
        m_conversations.withConversation(
            call.who.shop, *call.body.conversation, [this, call](const Conversation* conversation) {
                if (conversation)
                    openFor(call, conversation);
                else
                    call.fail({Code::notFound, u"conversation"_s, {}, 0});
            });
    };
    if (call.body.about && (call.body.kind != TicketKind::complaint || !call.body.conversation)) {
        call.fail({Code::invalidField, u"about"_s, u"only a complaint out of a conversation is about somebody"_s, 0});
        return;
    }
    once(call, same, [this, call, open] {
        if (call.body.about)
            withName(call, *call.body.about, u"about"_s, open);
        else
            open({});
    });
}

void TicketHandler::openFor(const Call<OpenTicket>& call, const Conversation* conversation)
{
    TicketOpened opened = openedFrom(call.body);
    if (conversation) {
        opened.customer = conversation->customer;
        if (const auto* customer = m_conversations.customer(conversation->customer))
            opened.customerName = customer->customer.name;
    }
    withSerial(call.who.shop, call, [this, call, opened](qint64 serial) {
        const auto store = [this, call, opened = numbered(opened, serial), serial](bool linked) {
            const auto id = m_coordinator.ids().next<TicketId>(m_coordinator.now());
            Held& held = m_held[id];
            held.shop = call.who.shop;
            held.serial = serial;
            held.ticket.id = id;
            m_coordinator.knowStream(StreamId::of(id), {});
            const TicketStored stored = append(held, call.who.author(), opened, call.body.clientId);
            if (linked)
                link(call, *opened.conversation, TicketLinked {id, opened.number, call.body.about});
            call.reply(stored);
        };
        if (!opened.conversation) {
            store(false);
            return;
        }
        // The serial may have had to be read; the conversation can have gone cold meanwhile.
        m_conversations.withConversation(
            call.who.shop, *opened.conversation, [store](const Conversation* again) { store(again != nullptr); });
    });
}

/// Whom it is about, the customer's next conversations know from their latest one.
void TicketHandler::link(const Call<OpenTicket>& call, ConversationId conversation, const TicketLinked& linked)
{
    const CustomerId customer = m_conversations.find(conversation)->customer;
    m_conversations.append(conversation, call.who.author(), linked);
    if (!linked.about)
        return;
    m_coordinator.read<std::optional<Conversation>>(
        [shop = call.who.shop, customer](Database& database) { return ConversationTable::latestOf(database, shop, customer); },
        [this, call, conversation, linked](const Result<std::optional<Conversation>>& latest) {
            if (!latest || !*latest || (*latest)->id == conversation)
                return;
            m_conversations.withConversation(call.who.shop, (*latest)->id, [this, call, linked](const Conversation* c) {
                if (c)
                    m_conversations.append(c->id, call.who.author(), linked);
            });
        });
}

void TicketHandler::change(const Call<ChangeTicket>& call)
{
    const auto same = [ask = std::get<TicketChanged>(asKept(changedFrom(call.body))), ticket = call.body.ticket](
                          const TicketId& id, const Content& content) {
        const auto* changed = std::get_if<TicketChanged>(&content);
        if (!changed || id != ticket)
            return false;
        TicketChanged asked = ask;
        asked.assigneeName = changed->assigneeName; // looked up, not asked
        return *changed == asked;
    };
    const auto store = [this, call](const QString& assigneeName) {
        withTicket(call.who.shop, call.body.ticket, [this, call, assigneeName](Held* held) {
            if (!held) {
                call.fail(noTicket());
                return;
            }
            if (call.body.state && *call.body.state != held->ticket.state && !canMove(held->ticket.state, *call.body.state)) {
                call.fail({Code::invalidField, u"state"_s,
                    u"%1 cannot become %2"_s.arg(enumName(held->ticket.state), enumName(*call.body.state)), 0});
                return;
            }
            TicketChanged changed = changedFrom(call.body);
            changed.assigneeName = assigneeName;
            call.reply(append(*held, call.who.author(), changed, call.body.clientId));
        });
    };
    once(call, same, [this, call, store] {
        if (call.body.assignee)
            withName(call, *call.body.assignee, u"assignee"_s, store);
        else
            store({});
    });
}

void TicketHandler::read(const Call<ReadTicket>& call)
{
    m_coordinator.read<TicketFacts>(
        [shop = call.who.shop, id = call.body.ticket](Database& database) -> Result<TicketFacts> {
            auto found = TicketTable::find(database, shop, id);
            if (!found)
                return found.error();
            return *found ? Result<TicketFacts>(TicketFacts {**found}) : noTicket();
        },
        [call](const Result<TicketFacts>& found) { call.answer(found); });
}

void TicketHandler::ofConversation(const Call<TicketsOfConversation>& call)
{
    m_coordinator.read<TicketList>(
        [shop = call.who.shop, id = call.body.conversation](Database& database) -> Result<TicketList> {
            auto conversation = ConversationTable::find(database, id);
            if (!conversation)
                return conversation.error();
            if (!*conversation || (*conversation)->shop != shop)
                return Error {Code::notFound, u"conversation"_s, {}, 0};
            return TicketTable::ofCustomer(database, shop, (*conversation)->customer, kHistory);
        },
        [call](const Result<TicketList>& found) { call.answer(found); });
}

void TicketHandler::find(const Call<FindTickets>& call)
{
    m_coordinator.read<TicketList>([shop = call.who.shop, ask = call.body, asker = call.who.person](
                                       Database& database) { return TicketTable::search(database, shop, ask, asker); },
        [call](const Result<TicketList>& found) { call.answer(found); });
}

} // namespace greenroom
