// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/ticket.h"

namespace greenroom {

using namespace Qt::StringLiterals;

bool canMove(TicketState from, TicketState to)
{
    using enum TicketState;
    if (from == to || to == created)
        return false;
    switch (from) {
    case created: return to == classified || to == assigned || to == inProgress || to == closed;
    case classified: return to == assigned || to == inProgress || to == closed;
    case assigned: return to == classified || to == inProgress || to == waiting || to == closed;
    case inProgress: return to == assigned || to == waiting || to == solved || to == closed;
    case waiting: return to == assigned || to == inProgress || to == solved || to == closed;
    case solved: return to == closed || to == inProgress;
    case closed: return to == followedUp || to == inProgress;
    case followedUp: return to == inProgress;
    }
    return false;
}

QList<TicketState> movesFrom(TicketState from)
{
    QList<TicketState> moves;
    for (const auto& [state, name] : EnumNames<TicketState>::names)
        if (canMove(from, state))
            moves.append(state);
    return moves;
}

bool isOpen(TicketState state)
{
    return state < TicketState::solved;
}

void apply(Ticket& ticket, const Entry& entry)
{
    ticket.head = entry.number;
    ticket.changedAt = entry.at;
    if (const auto* opened = std::get_if<TicketOpened>(&entry.content)) {
        ticket.number = opened->number;
        ticket.customer = opened->customer;
        ticket.customerName = opened->customerName;
        ticket.conversation = opened->conversation;
        ticket.order = opened->order;
        ticket.title = opened->title;
        ticket.kind = opened->ticketKind;
        ticket.priority = opened->priority;
        ticket.note = opened->note;
        ticket.openedBy = entry.author.name;
        ticket.openedAt = entry.at;
    } else if (const auto* changed = std::get_if<TicketChanged>(&entry.content)) {
        if (changed->title)
            ticket.title = *changed->title;
        if (changed->ticketKind)
            ticket.kind = *changed->ticketKind;
        if (changed->priority)
            ticket.priority = *changed->priority;
        if (changed->dueAt)
            ticket.dueAt = changed->dueAt;
        if (changed->assignee) {
            ticket.assignee = changed->assignee;
            ticket.assigneeName = changed->assigneeName;
        }
        if (!changed->note.isEmpty())
            ticket.note = changed->note;
        if (changed->state) {
            ticket.state = *changed->state;
            if (isOpen(ticket.state))
                ticket.solvedAt = ticket.closedAt = std::nullopt;
            else if (ticket.state == TicketState::solved)
                ticket.solvedAt = entry.at;
            else if (ticket.state == TicketState::closed)
                ticket.closedAt = entry.at;
        }
    }
}

QString ticketNumber(qint64 serial)
{
    return u'T' + QString::number(serial).rightJustified(6, u'0');
}

} // namespace greenroom
