// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/order.h"
#include "core/protocol/orders.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `customer_order`: the shop's orders, as imported. Every look names its shop.
class OrderTable {
public:
    /// Inserts, or replaces the order of that number; its id stays. `order.id` is for a new one.
    static Write put(ShopId shop, const Order& order);

    static Result<std::optional<Order>> find(Database& database, ShopId shop, const QString& number);
    /// By the beginning of number, tracking number or buyer, or by the phone's last four digits; newest first.
    static Result<OrderList> search(Database& database, ShopId shop, const QString& text, qint64 limit);
    /// What the customer of that account ordered, newest first.
    static Result<CustomerOrders> ofAccount(Database& database, ShopId shop, const QString& account, qint64 limit);
};

} // namespace greenroom
