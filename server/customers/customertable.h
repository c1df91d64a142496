// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/customer.h"
#include "server/log/log.h"

namespace greenroom {

/// The tables `customer` and `visitor_token`. Reads run on any Database, Writes on the writer's.
class CustomerTable {
public:
    struct Row {
        ShopId shop;
        Customer customer;
        Instant firstSeenAt;
    };

    static Write insert(const Row& row);
    /// What the shop has signed: name, tier, phone, account, verified.
    static Write update(ShopId shop, const Customer& customer);
    static Write addToken(ShopId shop, CustomerId customer, const QByteArray& tokenHash, Instant now);
    static Write removeToken(const QByteArray& tokenHash);

    static Result<std::optional<Row>> find(Database& database, ShopId shop, CustomerId customer);
    static Result<std::optional<Row>> findByToken(Database& database, ShopId shop, const QByteArray& tokenHash);
    static Result<std::optional<Row>> findByAccount(Database& database, ShopId shop, const QString& account);
    /// The customers of all conversations that are not closed.
    static Result<std::vector<Row>> ofOpenConversations(Database& database);
};

} // namespace greenroom
