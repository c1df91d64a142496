// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/desk/epoch.h"

#include "server/log/migrator.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Result<Uuid> readEpoch(Database& database)
{
    auto rows = database.run(u"SELECT value FROM store WHERE name='epoch'"_s);
    if (!rows)
        return rows.error();
    if (rows->next())
        if (const auto epoch = Uuid::fromString(rows->get<QString>(0)))
            return *epoch;
    return Error {Code::storage, u"epoch"_s, u"the store has no epoch"_s, 0};
}

Result<void> tryStore(Database& database, Instant now)
{
    // Another value each time: SQLite writes nothing where nothing changes.
    auto done = database.run(
        u"INSERT INTO store (name, value) VALUES ('tried', ?) ON CONFLICT (name) DO UPDATE SET value=excluded.value"_s,
        QString::number(toMillis(now)));
    return done ? Result<void>() : done.error();
}

Result<void> prepareStore(Database& database, Instant now)
{
    if (auto done = Migrator::migrate(database); !done)
        return done;
    auto rows = database.run(u"SELECT value FROM store WHERE name='epoch'"_s);
    if (!rows)
        return rows.error();
    return rows->next() ? Result<void>() : renewEpoch(database, now);
}

Result<void> renewEpoch(Database& database, Instant now)
{
    const Uuid epoch = IdSource().next(now);
    auto done = database.run(
        u"INSERT INTO store (name, value) VALUES ('epoch', ?) ON CONFLICT (name) DO UPDATE SET value=excluded.value"_s,
        epoch.toString());
    return done ? Result<void>() : done.error();
}

} // namespace greenroom
