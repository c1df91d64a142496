// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/customers/customertable.h"

#include "core/text/masking.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

CustomerTable::Row rowFrom(const Rows& rows)
{
    CustomerTable::Row row;
    Customer& c = row.customer;
    rows.into(row.shop, c.id, c.name, c.verified, c.tier, c.account, c.phone, c.language, row.firstSeenAt);
    return row;
}

Result<std::optional<CustomerTable::Row>> first(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<CustomerTable::Row>();
    return std::optional(rowFrom(*rows));
}

} // namespace

Write CustomerTable::insert(const Row& row)
{
    return [row](Database& database) -> Result<void> {
        const Customer& c = row.customer;
        auto done = database.run(
            u"INSERT INTO customer (shop, customer, name, verified, tier, account, phone, phone_tail, language, first_seen_at) "
            "VALUES (?,?,?,?,?,?,?,?,?,?)"_s,
            row.shop, c.id, c.name, c.verified, c.tier, c.account, c.phone, phoneTail(c.phone.value_or(QString())), c.language,
            row.firstSeenAt);
        return done ? Result<void>() : done.error();
    };
}

Write CustomerTable::update(ShopId shop, const Customer& customer)
{
    return [shop, c = customer](Database& database) -> Result<void> {
        auto done = database.run(
            u"UPDATE customer SET name=?, verified=?, tier=?, account=?, phone=?, phone_tail=?, language=? "
            "WHERE shop=? AND customer=?"_s,
            c.name, c.verified, c.tier, c.account, c.phone, phoneTail(c.phone.value_or(QString())), c.language, shop, c.id);
        return done ? Result<void>() : done.error();
    };
}

Write CustomerTable::addToken(ShopId shop, CustomerId customer, const QByteArray& tokenHash, Instant now)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"INSERT INTO visitor_token (token_hash, shop, customer, created_at) VALUES (?,?,?,?)"_s,
            tokenHash, shop, customer, now);
        return done ? Result<void>() : done.error();
    };
}

Write CustomerTable::removeToken(const QByteArray& tokenHash)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"DELETE FROM visitor_token WHERE token_hash=?"_s, tokenHash);
        return done ? Result<void>() : done.error();
    };
}

Result<std::optional<CustomerTable::Row>> CustomerTable::find(Database& database, ShopId shop, CustomerId customer)
{
    return first(database.run(u"SELECT shop, customer, name, verified, tier, account, phone, language, first_seen_at "
                              "FROM customer WHERE shop=? AND customer=?"_s,
        shop, customer));
}

Result<std::optional<CustomerTable::Row>> CustomerTable::findByToken(
    Database& database, ShopId shop, const QByteArray& tokenHash)
{
    return first(
        database.run(u"SELECT c.shop, c.customer, c.name, c.verified, c.tier, c.account, c.phone, c.language, c.first_seen_at "
                     "FROM visitor_token t JOIN customer c ON c.customer=t.customer WHERE t.token_hash=? AND t.shop=?"_s,
            tokenHash, shop));
}

Result<std::optional<CustomerTable::Row>> CustomerTable::findByAccount(Database& database, ShopId shop, const QString& account)
{
    return first(database.run(u"SELECT shop, customer, name, verified, tier, account, phone, language, first_seen_at "
                              "FROM customer WHERE shop=? AND account=?"_s,
        shop, account));
}

Result<std::vector<CustomerTable::Row>> CustomerTable::ofOpenConversations(Database& database)
{
    auto rows = database.run(
        u"SELECT DISTINCT c.shop, c.customer, c.name, c.verified, c.tier, c.account, c.phone, c.language, c.first_seen_at "
        "FROM conversation v JOIN customer c ON c.customer=v.customer "
        "WHERE v.state IN ('waiting', 'offered', 'assigned', 'leftMessage')"_s);
    if (!rows)
        return rows.error();
    std::vector<Row> found;
    while (rows->next())
        found.push_back(rowFrom(*rows));
    return found;
}

} // namespace greenroom
