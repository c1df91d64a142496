// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QStringList>

class QWidget;

namespace greenroom {

class ListPanel;
class TicketService;
class Workspace;

/// The open customer's tickets, and a search over the shop's; opening one out of the conversation, moving one on.
/// `orderNumbers` are offered to a new ticket. Its action "ticketOpen" asks for a new one. Owned by the parent.
ListPanel* makeTicketPanel(
    TicketService& service, Workspace& workspace, std::function<QStringList()> orderNumbers, QWidget* parent);

} // namespace greenroom
