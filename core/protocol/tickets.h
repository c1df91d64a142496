// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/ticket.h"
#include "core/protocol/message.h"

namespace greenroom {

/// Where a change of a ticket was stored. The same clientId asked again gives the same answer.
struct TicketStored {
    TicketId ticket;
    QString ticketNumber;
    qint64 number = 0; ///< of the entry in the ticket's stream ("ticket/ID")
    Instant at;
    static constexpr auto fields = std::tuple {field("ticket", &TicketStored::ticket),
        field("ticketNumber", &TicketStored::ticketNumber, maxChars(32)), field("number", &TicketStored::number),
        field("at", &TicketStored::at)};
    friend bool operator==(const TicketStored&, const TicketStored&) = default;
};

/// Begin a ticket, out of a conversation or by itself. The conversation gets a `ticketLinked` entry.
struct OpenTicket {
    static constexpr QLatin1StringView type {"openTicket"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = TicketStored;
    ClientId clientId;
    std::optional<ConversationId> conversation;
    std::optional<QString> order; ///< number of the order it is about
    QString title;
    TicketKind kind = TicketKind::other;
    TicketPriority priority = TicketPriority::normal;
    QString note;
    std::optional<PersonId> about {}; ///< of a complaint: whom it is about; they are not preferred for this customer again
    static constexpr auto fields = std::tuple {field("clientId", &OpenTicket::clientId),
        field("conversation", &OpenTicket::conversation), field("order", &OpenTicket::order, maxChars(64)),
        field("title", &OpenTicket::title, notEmpty), field("kind", &OpenTicket::kind),
        field("priority", &OpenTicket::priority), field("note", &OpenTicket::note, maxChars(2000)),
        field("about", &OpenTicket::about)};
    friend bool operator==(const OpenTicket&, const OpenTicket&) = default;
};

/// Change a ticket; what is left out stays. A move that core/domain/ticket.h does not allow is refused `invalidField`.
struct ChangeTicket {
    static constexpr QLatin1StringView type {"changeTicket"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = TicketStored;
    ClientId clientId;
    TicketId ticket;
    std::optional<TicketState> state;
    std::optional<PersonId> assignee;
    std::optional<TicketPriority> priority;
    std::optional<TicketKind> kind;
    std::optional<QString> title;
    std::optional<Instant> dueAt;
    QString note;
    static constexpr auto fields = std::tuple {field("clientId", &ChangeTicket::clientId),
        field("ticket", &ChangeTicket::ticket), field("state", &ChangeTicket::state),
        field("assignee", &ChangeTicket::assignee), field("priority", &ChangeTicket::priority),
        field("kind", &ChangeTicket::kind), field("title", &ChangeTicket::title, notEmpty),
        field("dueAt", &ChangeTicket::dueAt), field("note", &ChangeTicket::note, maxChars(2000))};
    friend bool operator==(const ChangeTicket&, const ChangeTicket&) = default;
};

struct TicketFacts {
    Ticket ticket;
    static constexpr auto fields = std::tuple {field("ticket", &TicketFacts::ticket)};
    friend bool operator==(const TicketFacts&, const TicketFacts&) = default;
};
struct ReadTicket {
    static constexpr QLatin1StringView type {"readTicket"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = TicketFacts;
    TicketId ticket;
    static constexpr auto fields = std::tuple {field("ticket", &ReadTicket::ticket)};
    friend bool operator==(const ReadTicket&, const ReadTicket&) = default;
};

struct TicketList {
    QList<Ticket> tickets; ///< what changed last comes first
    qint64 total = 0; ///< how many match in all
    static constexpr auto fields = std::tuple {field("tickets", &TicketList::tickets), field("total", &TicketList::total)};
    friend bool operator==(const TicketList&, const TicketList&) = default;
};

/// Every ticket of the customer on the other side of this conversation, open ones first.
struct TicketsOfConversation {
    static constexpr QLatin1StringView type {"ticketsOfConversation"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = TicketList;
    ConversationId conversation;
    static constexpr auto fields = std::tuple {field("conversation", &TicketsOfConversation::conversation)};
    friend bool operator==(const TicketsOfConversation&, const TicketsOfConversation&) = default;
};

/// Tickets of this shop by number, order number, customer's name or title; without text, all.
struct FindTickets {
    static constexpr QLatin1StringView type {"findTickets"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = TicketList;
    QString text;
    bool open = true; ///< only those that still need something done
    bool mine = false; ///< only those assigned to whoever asks
    qint64 limit = 50;
    static constexpr auto fields = std::tuple {field("text", &FindTickets::text, maxChars(100)),
        field("open", &FindTickets::open), field("mine", &FindTickets::mine),
        field("limit", &FindTickets::limit, between(1, 100))};
    friend bool operator==(const FindTickets&, const FindTickets&) = default;
};

} // namespace greenroom
