// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/tickets.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `ticket`: each ticket's fold, derived from its stream. Every look names its shop.
class TicketTable {
public:
    /// Inserts or replaces the row. `serial` is the number's, for new ones.
    static Write put(ShopId shop, qint64 serial, const Ticket& ticket);

    static Result<std::optional<Ticket>> find(Database& database, ShopId shop, TicketId id);
    /// The customer's, open ones first, then what changed last.
    static Result<TicketList> ofCustomer(Database& database, ShopId shop, CustomerId customer, qint64 limit);
    /// By ticket or order number, or words in title and customer's name.
    static Result<TicketList> search(Database& database, ShopId shop, const FindTickets& ask, std::optional<PersonId> asker);
    static Result<qint64> lastSerial(Database& database, ShopId shop);
};

} // namespace greenroom
