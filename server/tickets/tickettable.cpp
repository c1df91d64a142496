// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tickets/tickettable.h"

#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<QList<Ticket>> all(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<Ticket> found;
    while (rows->next()) {
        auto ticket = fromFacts<Ticket>(rows->get<QString>(0));
        if (!ticket)
            return ticket.error();
        found.append(*std::move(ticket));
    }
    return found;
}

Result<qint64> number(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? rows->get<qint64>(0) : 0;
}

} // namespace

Write TicketTable::put(ShopId shop, qint64 serial, const Ticket& ticket)
{
    return [shop, serial, ticket](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO ticket (shop, ticket, ordinal, number, customer, order_number, folded, is_open, assignee, "
            u"changed_at, facts) "
            "VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (shop, ticket) DO UPDATE SET folded=excluded.folded, "
            "is_open=excluded.is_open, assignee=excluded.assignee, changed_at=excluded.changed_at, facts=excluded.facts"_s,
            shop, ticket.id, serial, ticket.number, ticket.customer, ticket.order,
            foldedText(ticket.title + u' ' + ticket.customerName), isOpen(ticket.state), ticket.assignee, ticket.changedAt,
            toFacts(ticket));
        return done ? Result<void>() : done.error();
    };
}

Result<std::optional<Ticket>> TicketTable::find(Database& database, ShopId shop, TicketId id)
{
    auto found = all(database.run(u"SELECT facts FROM ticket WHERE shop=? AND ticket=?"_s, shop, id));
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Ticket>() : std::optional(found->first());
}

Result<TicketList> TicketTable::ofCustomer(Database& database, ShopId shop, CustomerId customer, qint64 limit)
{
    auto total = number(database.run(u"SELECT COUNT(*) FROM ticket WHERE shop=? AND customer=?"_s, shop, customer));
    if (!total)
        return total.error();
    auto found = all(
        database.run(u"SELECT facts FROM ticket WHERE shop=? AND customer=? ORDER BY is_open DESC, changed_at DESC LIMIT ?"_s,
            shop, customer, limit));
    if (!found)
        return found.error();
    return TicketList {*std::move(found), *total};
}

Result<TicketList> TicketTable::search(Database& database, ShopId shop, const FindTickets& ask, std::optional<PersonId> asker)
{
    const QString wanted = ask.text.trimmed();
    const QString anywhere = likeAnywhere(foldedText(wanted));
    auto total = number(
        database.run(u"SELECT COUNT(*) FROM ticket WHERE shop=? AND (is_open=1 OR ?=0) AND (assignee=? OR ?=0) AND "
                     "(number=? OR order_number=? OR folded LIKE ? ESCAPE '\\')"_s,
            shop, ask.open, asker, ask.mine, wanted.toUpper(), wanted, anywhere));
    if (!total)
        return total.error();
    auto found = all(
        database.run(u"SELECT facts FROM ticket WHERE shop=? AND (is_open=1 OR ?=0) AND (assignee=? OR ?=0) AND "
                     "(number=? OR order_number=? OR folded LIKE ? ESCAPE '\\') ORDER BY changed_at DESC LIMIT ?"_s,
            shop, ask.open, asker, ask.mine, wanted.toUpper(), wanted, anywhere, ask.limit));
    if (!found)
        return found.error();
    return TicketList {*std::move(found), *total};
}

Result<qint64> TicketTable::lastSerial(Database& database, ShopId shop)
{
    return number(database.run(u"SELECT COALESCE(MAX(ordinal), 0) FROM ticket WHERE shop=?"_s, shop));
}

} // namespace greenroom
