// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/shops/shoptable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Write ShopTable::insert(const Shop& shop)
{
    return [shop](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO shop (shop, public_key, name, identity_secret, sites, created_at) VALUES (?,?,?,?,?,?)"_s, shop.id,
            shop.publicKey, shop.name, shop.identitySecret, shop.sites.join(u' '), shop.createdAt);
        return done ? Result<void>() : done.error();
    };
}

Result<void> ShopTable::setSites(Database& database, ShopId shop, const QStringList& sites)
{
    auto done = database.run(u"UPDATE shop SET sites=? WHERE shop=?"_s, sites.join(u' '), shop);
    return done ? Result<void>() : done.error();
}

Result<std::vector<Shop>> ShopTable::all(Database& database)
{
    auto rows = database.run(
        u"SELECT shop, public_key, name, identity_secret, sites, created_at FROM shop ORDER BY created_at"_s);
    if (!rows)
        return rows.error();
    std::vector<Shop> found;
    while (rows->next()) {
        Shop shop;
        QString sites;
        rows->into(shop.id, shop.publicKey, shop.name, shop.identitySecret, sites, shop.createdAt);
        shop.sites = sites.split(u' ', Qt::SkipEmptyParts);
        found.push_back(std::move(shop));
    }
    return found;
}

const Shop* Shops::find(ShopId id) const
{
    const auto found = std::find_if(m_shops.begin(), m_shops.end(), [&](const Shop& each) { return each.id == id; });
    return found == m_shops.end() ? nullptr : &*found;
}

const Shop* Shops::findByKey(QStringView publicKey) const
{
    const auto found = std::find_if(
        m_shops.begin(), m_shops.end(), [&](const Shop& each) { return each.publicKey == publicKey; });
    return found == m_shops.end() ? nullptr : &*found;
}

} // namespace greenroom
