// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tickets/ticketservice.h"

namespace greenroom {

TicketService::TicketService(Link& link, Workspace& workspace, DeskClock& clock, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_clock(clock)
    , m_query(link, workspace, [this](const TicketList* reply, const PanelState& state) {
        if (reply)
            m_tickets.setRows(reply->tickets);
        m_state = state;
        Q_EMIT stateChanged();
    })
{
}

void TicketService::find(const QString& text, bool openOnly, bool mineOnly)
{
    m_lastFind = {text.trimmed(), openOnly, mineOnly, 50};
    const int asked = ++m_asked;
    m_findState = {PanelState::Phase::loading};
    Q_EMIT findStateChanged();
    m_link.request(m_lastFind, this, [this, asked](const Result<TicketList>& reply) {
        if (asked != m_asked)
            return;
        m_findState = reply ? PanelState {PanelState::Phase::ready} : PanelState::failed(reply.error());
        if (reply)
            m_found.setRows(reply->tickets);
        Q_EMIT findStateChanged();
    });
}

void TicketService::read(TicketId ticket, QObject* context, std::function<void(Result<Ticket>)> callback)
{
    m_link.request(ReadTicket {ticket}, context, [callback = std::move(callback)](const Result<TicketFacts>& reply) {
        callback(reply ? Result<Ticket>(reply->ticket) : Result<Ticket>(reply.error()));
    });
}

void TicketService::open(const NewTicket& ticket, QObject* context, std::function<void(Result<QString>)> callback)
{
    const OpenTicket request {m_clock.nextId<ClientId>(), ticket.conversation, ticket.order, ticket.title, ticket.kind,
        ticket.priority, ticket.note, ticket.about};
    const auto reply = whileAlive<Result<QString>>(context, std::move(callback));
    m_link.request(request, this, [this, reply](const Result<TicketStored>& stored) {
        if (!stored)
            return reply(stored.error());
        onStored();
        reply(stored->ticketNumber);
    });
}

void TicketService::change(const TicketChange& change, QObject* context, std::function<void(Result<void>)> callback)
{
    const ChangeTicket request {m_clock.nextId<ClientId>(), change.ticket, change.state, change.assignee, change.priority,
        change.kind, change.title, change.dueAt, change.note};
    const auto reply = whileAlive<Result<void>>(context, std::move(callback));
    m_link.request(request, this, [this, reply](const Result<TicketStored>& stored) {
        if (!stored)
            return reply(stored.error());
        onStored();
        reply({});
    });
}

void TicketService::onStored()
{
    m_query.refresh();
    if (m_findState.phase != PanelState::Phase::empty)
        find(m_lastFind.text, m_lastFind.open, m_lastFind.mine);
}

} // namespace greenroom
