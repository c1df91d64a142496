// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"

namespace greenroom {

/// A ticket's terms on screen, in the person's language.
QString ticketStateWord(TicketState state);
QString ticketKindWord(TicketKind kind);
QString ticketPriorityWord(TicketPriority priority);

} // namespace greenroom
