// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "server/log/log.h"

namespace greenroom {

struct Shop {
    ShopId id;
    QString publicKey; ///< names the shop in the launcher's address; no secret
    QString name;
    QByteArray identitySecret; ///< the shop signs its customers' identities with it; empty: it does not
    QStringList sites; ///< origins whose pages may hold the widget; empty: any
    Instant createdAt;
};

/// The table `shop`.
class ShopTable {
public:
    static Write insert(const Shop& shop);
    static Result<void> setSites(Database& database, ShopId shop, const QStringList& sites);
    static Result<std::vector<Shop>> all(Database& database);
};

/// The shops of this installation, as the coordinator holds them.
class Shops {
public:
    void start(std::vector<Shop> shops) { m_shops = std::move(shops); }
    const Shop* find(ShopId id) const;
    const Shop* findByKey(QStringView publicKey) const;

private:
    std::vector<Shop> m_shops;
};

} // namespace greenroom
