// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/ticketwords.h"

#include <QCoreApplication>

namespace greenroom {

namespace {

struct TicketTerms {
    Q_DECLARE_TR_FUNCTIONS(greenroom::TicketTerms)
};

} // namespace

QString ticketStateWord(TicketState state)
{
    switch (state) {
    case TicketState::created: return TicketTerms::tr("Created");
    case TicketState::classified: return TicketTerms::tr("Classified");
    case TicketState::assigned: return TicketTerms::tr("Assigned");
    case TicketState::inProgress: return TicketTerms::tr("In progress");
    case TicketState::waiting: return TicketTerms::tr("Waiting for the customer");
    case TicketState::solved: return TicketTerms::tr("Solved");
    case TicketState::closed: return TicketTerms::tr("Closed");
    case TicketState::followedUp: return TicketTerms::tr("Followed up");
    }
    return {};
}

QString ticketKindWord(TicketKind kind)
{
    switch (kind) {
    case TicketKind::other: return TicketTerms::tr("Other");
    case TicketKind::refund: return TicketTerms::tr("Refund");
    case TicketKind::exchange: return TicketTerms::tr("Exchange");
    case TicketKind::logistics: return TicketTerms::tr("Logistics");
    case TicketKind::quality: return TicketTerms::tr("Quality");
    case TicketKind::invoice: return TicketTerms::tr("Invoice");
    case TicketKind::account: return TicketTerms::tr("Account");
    case TicketKind::complaint: return TicketTerms::tr("Complaint");
    }
    return {};
}

QString ticketPriorityWord(TicketPriority priority)
{
    switch (priority) {
    case TicketPriority::low: return TicketTerms::tr("Low");
    case TicketPriority::normal: return TicketTerms::tr("Normal");
    case TicketPriority::high: return TicketTerms::tr("High");
    case TicketPriority::urgent: return TicketTerms::tr("Urgent");
    }
    return {};
}

} // namespace greenroom
