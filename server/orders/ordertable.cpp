// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/orders/ordertable.h"

#include "core/text/masking.h"
#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<Order> orderFrom(const Rows& rows)
{
    auto order = fromFacts<Order>(rows.get<QString>(1));
    if (order)
        order->id = rows.get<OrderId>(0);
    return order;
}

Result<QList<Order>> all(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<Order> found;
    while (rows->next()) {
        auto order = orderFrom(*rows);
        if (!order)
            return order.error();
        found.append(*std::move(order));
    }
    return found;
}

Result<qint64> count(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? rows->get<qint64>(0) : 0;
}

} // namespace

Write OrderTable::put(ShopId shop, const Order& order)
{
    return [shop, order](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO customer_order (shop, order_id, number, account, buyer, phone_tail, tracking, placed_at, facts) "
            "VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (shop, number) DO UPDATE SET account=excluded.account, "
            "buyer=excluded.buyer, phone_tail=excluded.phone_tail, tracking=excluded.tracking, placed_at=excluded.placed_at, "
            "facts=excluded.facts"_s,
            shop, order.id, order.number, order.account, foldedText(order.buyer), phoneTail(order.phone.value_or(QString())),
            order.trackingNumber, order.placedAt, toFacts(order));
        return done ? Result<void>() : done.error();
    };
}

Result<std::optional<Order>> OrderTable::find(Database& database, ShopId shop, const QString& number)
{
    auto found = all(database.run(u"SELECT order_id, facts FROM customer_order WHERE shop=? AND number=?"_s, shop, number));
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Order>() : std::optional(found->first());
}

Result<OrderList> OrderTable::search(Database& database, ShopId shop, const QString& text, qint64 limit)
{
    const QString wanted = text.trimmed();
    const QString name = foldedText(wanted);
    const QString digits = phoneDigits(wanted);
    // Whole numbers are looked up by their last four digits too: what is stored is the tail.
    const QString tail = digits.size() >= 4 && digits.size() == wanted.size() ? digits.right(4) : QString();
    auto total = wanted.isEmpty()
        ? count(database.run(u"SELECT COUNT(*) FROM customer_order WHERE shop=?"_s, shop))
        : count(database.run(
            u"SELECT COUNT(*) FROM customer_order WHERE shop=? AND ((number>=? AND number<?) OR (tracking>=? AND tracking<?) "
            "OR (buyer>=? AND buyer<?) OR (phone_tail<>'' AND phone_tail=?))"_s,
            shop, wanted, afterPrefix(wanted), wanted, afterPrefix(wanted), name, afterPrefix(name), tail));
    if (!total)
        return total.error();
    auto found = wanted.isEmpty()
        ? all(database.run(
            u"SELECT order_id, facts FROM customer_order WHERE shop=? ORDER BY placed_at DESC LIMIT ?"_s, shop, limit))
        : all(database.run(u"SELECT order_id, facts FROM customer_order WHERE shop=? AND ((number>=? AND number<?) OR "
                           "(tracking>=? AND tracking<?) OR (buyer>=? AND buyer<?) OR (phone_tail<>'' AND phone_tail=?)) "
                           "ORDER BY placed_at DESC LIMIT ?"_s,
            shop, wanted, afterPrefix(wanted), wanted, afterPrefix(wanted), name, afterPrefix(name), tail, limit));
    if (!found)
        return found.error();
    OrderList list {{}, *total};
    for (const Order& order : *found)
        list.rows.append(rowOf(order));
    return list;
}

Result<CustomerOrders> OrderTable::ofAccount(Database& database, ShopId shop, const QString& account, qint64 limit)
{
    auto total = count(database.run(u"SELECT COUNT(*) FROM customer_order WHERE shop=? AND account=?"_s, shop, account));
    if (!total)
        return total.error();
    auto found = all(
        database.run(u"SELECT order_id, facts FROM customer_order WHERE shop=? AND account=? ORDER BY placed_at DESC LIMIT ?"_s,
            shop, account, limit));
    if (!found)
        return found.error();
    return CustomerOrders {*std::move(found), *total};
}

} // namespace greenroom
