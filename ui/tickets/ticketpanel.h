// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QStringList>

#include "core/base/ids.h"

class QWidget;

namespace greenroom {

class ListPanel;
class TicketService;
class Workspace;

/// What and whom a new ticket may be about.
struct TicketSubjects {
    QStringList orders; ///< by number
    QString likelyOrder; ///< one of them; may be empty
    QList<std::pair<PersonId, QString>> colleagues; ///< who had or answered the conversation
    std::optional<PersonId> likelyColleague; ///< one of them
};

/// The open customer's tickets, and a search over the shop's; opening one out of the conversation, moving one on.
/// `subjects` are offered to a new ticket. Its action "ticketOpen" asks for a new one. Owned by the parent.
ListPanel* makeTicketPanel(
    TicketService& service, Workspace& workspace, std::function<TicketSubjects()> subjects, QWidget* parent);

} // namespace greenroom
