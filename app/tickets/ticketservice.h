// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/conversationquery.h"
#include "app/tickets/ticketmodel.h"
#include "app/workspace/deskclock.h"
#include "core/protocol/tickets.h"

namespace greenroom {

/// What a new ticket begins with.
struct NewTicket {
    std::optional<ConversationId> conversation;
    std::optional<QString> order;
    QString title;
    TicketKind kind = TicketKind::other;
    TicketPriority priority = TicketPriority::normal;
    QString note;
    std::optional<PersonId> about {}; ///< of a complaint: whom it is about
};

/// What is to change of a ticket; what is left out stays.
struct TicketChange {
    TicketId ticket;
    std::optional<TicketState> state;
    std::optional<PersonId> assignee;
    std::optional<TicketPriority> priority;
    std::optional<TicketKind> kind;
    std::optional<QString> title;
    std::optional<Instant> dueAt;
    QString note;
};

/// The open customer's tickets, there before anybody asks; a search over the shop's; opening and changing. Changes need
/// the connection. Main thread.
class TicketService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TicketService)
public:
    TicketService(Link& link, Workspace& workspace, DeskClock& clock, QObject* parent);

    TicketModel* customerTickets() { return &m_tickets; }
    const PanelState& state() const { return m_state; }
    void refresh() { m_query.refresh(); }

    TicketModel* found() { return &m_found; }
    const PanelState& findState() const { return m_findState; }
    /// By number, order number, customer's name or title; an answer to an older question is ignored.
    void find(const QString& text, bool openOnly, bool mineOnly);

    void read(TicketId ticket, QObject* context, std::function<void(Result<Ticket>)> callback);
    /// The callback gets the new ticket's number.
    void open(const NewTicket& ticket, QObject* context, std::function<void(Result<QString>)> callback);
    void change(const TicketChange& change, QObject* context, std::function<void(Result<void>)> callback);

Q_SIGNALS:
    void stateChanged();
    void findStateChanged();

private:
    void onStored();

    Link& m_link;
    DeskClock& m_clock;
    TicketModel m_tickets;
    TicketModel m_found;
    PanelState m_state;
    PanelState m_findState;
    FindTickets m_lastFind;
    int m_asked = 0;
    ConversationQuery<TicketsOfConversation> m_query;
};

} // namespace greenroom
