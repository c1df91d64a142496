// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sending/sendingtable.h"

#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Write SendingTable::put(ShopId shop, const SendingRule& rule)
{
    return [shop, rule](Database& database) -> Result<void> {
        auto others = database.run(u"SELECT COUNT(*) FROM sending_rule WHERE shop=? AND name<>?"_s, shop, rule.name);
        if (!others)
            return others.error();
        if (others->next() && others->get<qint64>(0) >= kMostSendingRules)
            return Error {Code::input, u"name"_s, u"a shop has %1 rules at most"_s.arg(kMostSendingRules), 0};
        auto done = database.run(u"INSERT INTO sending_rule (shop, name, place, facts) VALUES (?,?,"
                                 "(SELECT COALESCE(MAX(place), 0) + 1 FROM sending_rule WHERE shop=?),?) "
                                 "ON CONFLICT (shop, name) DO UPDATE SET facts=excluded.facts"_s,
            shop, rule.name, shop, toFacts(rule));
        return done ? Result<void>() : done.error();
    };
}

Result<SendingTable::Rules> SendingTable::all(Database& database)
{
    auto rows = database.run(u"SELECT shop, facts FROM sending_rule ORDER BY shop, place"_s);
    if (!rows)
        return rows.error();
    Rules found;
    while (rows->next()) {
        auto rule = fromFacts<SendingRule>(rows->get<QString>(1));
        if (!rule)
            return rule.error();
        found[rows->get<ShopId>(0)].append(*std::move(rule));
    }
    return found;
}

} // namespace greenroom
