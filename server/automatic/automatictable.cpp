// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/automatic/automatictable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<void> take(Database& database, ShopId shop, const AutomaticMessage& message)
{
    auto done = database.run(u"DELETE FROM automatic_message WHERE shop=? AND moment=? AND language=? AND after_ms=?"_s, shop,
        message.moment, message.language, qint64(message.after.count()));
    return done ? Result<void>() : done.error();
}

} // namespace

Write AutomaticTable::put(ShopId shop, const AutomaticMessage& message)
{
    return [shop, message](Database& database) -> Result<void> {
        if (message.text.isEmpty())
            return take(database, shop, message);
        const qint64 after = message.after.count();
        auto others = database.run(u"SELECT COUNT(*) FROM automatic_message WHERE shop=? AND NOT (moment=? AND language=? "
                                   "AND after_ms=?)"_s,
            shop, message.moment, message.language, after);
        if (!others)
            return others.error();
        if (others->next() && others->get<qint64>(0) >= kMostAutomaticMessages)
            return Error {Code::input, u"text"_s, u"a shop has %1 automatic messages at most"_s.arg(kMostAutomaticMessages),
                kMostAutomaticMessages};
        auto done = database.run(
            u"INSERT INTO automatic_message (shop, moment, language, after_ms, place, text) VALUES (?,?,?,?,"
            "(SELECT COALESCE(MAX(place), 0) + 1 FROM automatic_message WHERE shop=?),?) "
            "ON CONFLICT (shop, moment, language, after_ms) DO UPDATE SET text=excluded.text"_s,
            shop, message.moment, message.language, after, shop, message.text);
        return done ? Result<void>() : done.error();
    };
}

Result<AutomaticTable::Messages> AutomaticTable::all(Database& database)
{
    auto rows = database.run(u"SELECT shop, moment, language, after_ms, text FROM automatic_message ORDER BY shop, place"_s);
    if (!rows)
        return rows.error();
    Messages found;
    while (rows->next()) {
        ShopId shop;
        AutomaticMessage message;
        qint64 after = 0;
        rows->into(shop, message.moment, message.language, after, message.text);
        message.after = Millis(after);
        found[shop].append(message);
    }
    return found;
}

} // namespace greenroom
