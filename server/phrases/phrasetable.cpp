// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/phrases/phrasetable.h"

#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Write PhraseTable::put(ShopId shop, const Phrase& phrase)
{
    return [shop, phrase](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO phrase (shop, phrase, code, language, heading, facts) VALUES (?,?,?,?,?,?) "
            "ON CONFLICT (shop, code, language) DO UPDATE SET heading=excluded.heading, facts=excluded.facts"_s,
            shop, phrase.id, phrase.code, phrase.language, phrase.group, toFacts(phrase));
        return done ? Result<void>() : done.error();
    };
}

Result<PhraseList> PhraseTable::page(Database& database, ShopId shop, qint64 from, qint64 limit)
{
    auto total = database.run(u"SELECT COUNT(*) FROM phrase WHERE shop=?"_s, shop);
    if (!total)
        return total.error();
    PhraseList list;
    if (total->next())
        list.total = total->get<qint64>(0);
    auto rows = database.run(
        u"SELECT phrase, facts FROM phrase WHERE shop=? ORDER BY heading, code, language LIMIT ? OFFSET ?"_s, shop, limit,
        from);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        auto phrase = fromFacts<Phrase>(rows->get<QString>(1));
        if (!phrase)
            return phrase.error();
        phrase->id = rows->get<PhraseId>(0);
        list.phrases.append(*std::move(phrase));
    }
    return list;
}

} // namespace greenroom
