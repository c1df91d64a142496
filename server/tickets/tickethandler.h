// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "core/domain/ticket.h"
#include "server/conversations/openconversations.h"

namespace greenroom {

/// Opens and changes tickets, each a stream of its own, and answers what is asked about them.
class TicketHandler {
public:
    TicketHandler(Coordinator& coordinator, OpenConversations& conversations);

    /// After a refused batch: what was decided ahead of it is forgotten and read again.
    void onReload();

private:
    struct Held {
        ShopId shop;
        qint64 serial = 0;
        Ticket ticket;
    };
    void open(const Call<OpenTicket>& call);
    void openFor(const Call<OpenTicket>& call, const Conversation* conversation);
    void change(const Call<ChangeTicket>& call);
    void read(const Call<ReadTicket>& call);
    void ofConversation(const Call<TicketsOfConversation>& call);
    void find(const Call<FindTickets>& call);

    /// Goes on only with an id never used; a repeat gets the answer it got, another use gets `conflict`.
    template <Request R>
    void once(const Call<R>& call, std::function<bool(const TicketId&, const Content&)> same, std::function<void()> then);
    /// `then` gets the name of this person of the shop; if there is none, `field` is refused.
    void withName(const CallBase& call, PersonId person, const QString& field, std::function<void(const QString&)> then);
    /// The next number of this shop's tickets, now or after a look at the store.
    void withSerial(ShopId shop, const CallBase& call, std::function<void(qint64)> then);
    /// `then` gets the ticket in memory, or null if this shop has none of that id. Calls for one ticket keep their order. If
    /// the store cannot be read, `then` is let go.
    void withTicket(ShopId shop, TicketId id, std::function<void(Held*)> then);
    void link(const Call<OpenTicket>& call, ConversationId conversation, const TicketLinked& linked);
    TicketStored append(Held& held, const Author& author, Content content, ClientId clientId);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    std::unordered_map<TicketId, Held> m_held;
    QHash<TicketId, std::vector<std::function<void()>>> m_parked; ///< until the ticket is read
    QHash<ShopId, qint64> m_serials; // the last given
};

} // namespace greenroom
