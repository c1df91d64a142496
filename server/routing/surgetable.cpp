// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/surgetable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Result<std::map<ShopId, Instant>> SurgeTable::all(Database& database)
{
    auto rows = database.run(u"SELECT shop, until FROM surge"_s);
    if (!rows)
        return rows.error();
    std::map<ShopId, Instant> surges;
    while (rows->next()) {
        ShopId shop;
        Instant until;
        rows->into(shop, until);
        surges.emplace(shop, until);
    }
    return surges;
}

Write SurgeTable::set(ShopId shop, std::optional<Instant> until)
{
    return [shop, until](Database& database) -> Result<void> {
        auto done = until ? database.run(u"INSERT INTO surge (shop, until) VALUES (?,?) "
                                         "ON CONFLICT (shop) DO UPDATE SET until=excluded.until"_s,
                        shop, *until)
                          : database.run(u"DELETE FROM surge WHERE shop=?"_s, shop);
        return done ? Result<void>() : done.error();
    };
}

} // namespace greenroom
