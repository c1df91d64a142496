// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QStringList>

class QWidget;

namespace greenroom {

class ListPanel;
class TicketService;
class Workspace;

/// What a new ticket may be about.
struct TicketOrders {
    QStringList numbers;
    QString about; ///< the one it is likely about; may be empty
};

/// The open customer's tickets, and a search over the shop's; opening one out of the conversation, moving one on.
/// `orders` are offered to a new ticket. Its action "ticketOpen" asks for a new one. Owned by the parent.
ListPanel* makeTicketPanel(TicketService& service, Workspace& workspace, std::function<TicketOrders()> orders, QWidget* parent);

} // namespace greenroom
