// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tickets/ticketmodel.h"

namespace greenroom {

QVariant TicketModel::valueOf(const Ticket& ticket, int role) const
{
    if (role == Qt::DisplayRole)
        return ticket.title;
    switch (Role(role)) {
    case Role::Number: return ticket.number;
    case Role::Title: return ticket.title;
    case Role::State: return int(ticket.state);
    case Role::Kind: return int(ticket.kind);
    case Role::Priority: return int(ticket.priority);
    case Role::CustomerName: return ticket.customerName;
    case Role::AssigneeName: return ticket.assigneeName;
    case Role::OrderNumber: return ticket.order.value_or(QString());
    case Role::OpenedAt: return toMillis(ticket.openedAt);
    case Role::ChangedAt: return toMillis(ticket.changedAt);
    case Role::DueAt: return ticket.dueAt ? QVariant(toMillis(*ticket.dueAt)) : QVariant();
    case Role::Open: return isOpen(ticket.state);
    case Role::Value: return QVariant::fromValue(ticket);
    }
    return {};
}

} // namespace greenroom
