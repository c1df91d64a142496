// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sessions/sessiontable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Result<std::optional<StaffSession>> SessionTable::find(Database& database, const QByteArray& tokenHash, Instant now, Millis idle)
{
    auto rows = database.run(u"SELECT p.person, p.name FROM session s JOIN person p ON p.person=s.person WHERE s.token_hash=? "
                             "AND s.revoked_at IS NULL AND s.expires_at>? AND s.seen_at>=? AND p.disabled_at IS NULL"_s,
        tokenHash, now, now - idle);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<StaffSession>();
    StaffSession session;
    rows->into(session.person, session.name);
    auto shops = shopsOf(database, session.person, session.name);
    if (!shops)
        return shops.error();
    session.shops = *std::move(shops);
    return std::optional(std::move(session));
}

Result<QList<Me>> SessionTable::shopsOf(Database& database, PersonId person, const QString& name)
{
    auto rows = database.run(u"SELECT h.shop, h.name, s.capacity, r.role FROM person_role r "
                             "JOIN person_shop s ON s.shop=r.shop AND s.person=r.person JOIN shop h ON h.shop=r.shop "
                             "WHERE r.person=? ORDER BY h.created_at, h.shop"_s,
        person);
    if (!rows)
        return rows.error();
    QList<Me> shops;
    while (rows->next()) {
        Me me;
        me.person = person;
        me.name = name;
        Role role = Role::customer;
        rows->into(me.shop, me.shopName, me.capacity, role);
        if (role == Role::customer)
            continue; // a word in the table that this version does not know gives no right
        if (shops.isEmpty() || shops.last().shop != me.shop)
            shops.append(me);
        shops.last().roles.append(role);
    }
    return shops;
}

Write SessionTable::insert(const QByteArray& tokenHash, PersonId person, const QString& device, Instant now, Instant expiresAt)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO session (token_hash, person, device, created_at, seen_at, expires_at) VALUES (?,?,?,?,?,?)"_s, tokenHash,
            person, device, now, now, expiresAt);
        return done ? Result<void>() : done.error();
    };
}

Write SessionTable::seen(const QByteArray& tokenHash, Instant now)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"UPDATE session SET seen_at=? WHERE token_hash=?"_s, now, tokenHash);
        return done ? Result<void>() : done.error();
    };
}

Write SessionTable::revoke(const QByteArray& tokenHash, Instant now)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"UPDATE session SET revoked_at=? WHERE token_hash=? AND revoked_at IS NULL"_s, now, tokenHash);
        return done ? Result<void>() : done.error();
    };
}

} // namespace greenroom
