// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"

namespace greenroom {

/// A numbered request (工单) that can outlive conversations. What is true now: the fold of its stream's entries.
struct Ticket {
    TicketId id;
    QString number; ///< "T000042": unique in the shop, told to the customer
    std::optional<CustomerId> customer;
    QString customerName;
    std::optional<ConversationId> conversation; ///< it grew out of
    std::optional<QString> order; ///< number of the order it is about
    QString title;
    TicketKind kind = TicketKind::other;
    TicketPriority priority = TicketPriority::normal;
    TicketState state = TicketState::created;
    std::optional<PersonId> assignee;
    QString assigneeName;
    QString openedBy; ///< name of the person
    Instant openedAt;
    Instant changedAt;
    std::optional<Instant> dueAt;
    std::optional<Instant> solvedAt; ///< the first time since it was opened or opened again
    std::optional<Instant> closedAt;
    QString note; ///< what was written last
    qint64 head = 0; ///< number of the last entry of its stream

    static constexpr auto fields = std::tuple {field("id", &Ticket::id), field("number", &Ticket::number, maxChars(32)),
        field("customer", &Ticket::customer), field("customerName", &Ticket::customerName, maxChars(80)),
        field("conversation", &Ticket::conversation), field("order", &Ticket::order, maxChars(64)),
        field("title", &Ticket::title), field("kind", &Ticket::kind), field("priority", &Ticket::priority),
        field("state", &Ticket::state), field("assignee", &Ticket::assignee),
        field("assigneeName", &Ticket::assigneeName, maxChars(80)), field("openedBy", &Ticket::openedBy, maxChars(80)),
        field("openedAt", &Ticket::openedAt), field("changedAt", &Ticket::changedAt), field("dueAt", &Ticket::dueAt),
        field("solvedAt", &Ticket::solvedAt), field("closedAt", &Ticket::closedAt),
        field("note", &Ticket::note, maxChars(2000)), field("head", &Ticket::head)};
    friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// True if a person may move a ticket so. Staying is no move.
/// created → classified → assigned → inProgress ⇄ waiting → solved → closed → followedUp; steps may be skipped forward up to
/// inProgress; whatever is not yet solved may be closed as it is; solved, closed and followed up may be opened again
/// (inProgress).
bool canMove(TicketState from, TicketState to);
/// Where a person may move it, in the enum's order.
QList<TicketState> movesFrom(TicketState from);
/// True while somebody still has to do something.
bool isOpen(TicketState state);

/// Applies the next entry. Requires entry.number == ticket.head + 1.
void apply(Ticket& ticket, const Entry& entry);

/// "T000042"
QString ticketNumber(qint64 serial);

} // namespace greenroom
