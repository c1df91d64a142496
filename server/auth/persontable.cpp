// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/persontable.h"

#include "server/auth/token.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kSetup {"setup$"};
const QString kSelect = u"SELECT person, sign_in, name, password, disabled_at, created_at FROM person"_s;

Person personFrom(const Rows& rows)
{
    Person person;
    rows.into(person.id, person.signIn, person.name, person.password, person.disabledAt, person.createdAt);
    return person;
}

Result<std::optional<Person>> first(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(personFrom(*rows)) : std::nullopt;
}

Result<void> done(const Result<Rows>& rows)
{
    return rows ? Result<void>() : rows.error();
}

} // namespace

std::optional<QString> Person::checkable() const
{
    if (disabledAt || !password.startsWith("$argon2id$"_L1))
        return std::nullopt;
    return password;
}

QString Person::setupCode(const QByteArray& codeHash, Instant until)
{
    return kSetup + QString::fromLatin1(codeHash.toHex()) + u'$' + QString::number(toMillis(until));
}

bool Person::acceptsCode(QStringView code, Instant now) const
{
    const auto hash = tokenHash(TokenKind::setup, code);
    const QStringList parts = password.split(u'$');
    if (!hash || disabledAt || !password.startsWith(kSetup) || parts.size() != 3 || fromMillis(parts[2].toLongLong()) <= now)
        return false;
    return equalSecrets(QByteArray::fromHex(parts[1].toLatin1()), *hash);
}

Result<std::optional<Person>> PersonTable::find(Database& database, const QString& signIn)
{
    static const QString sql = kSelect + u" WHERE sign_in=?"_s;
    return first(database.run(sql, folded(signIn)));
}

Result<std::optional<Person>> PersonTable::find(Database& database, PersonId id)
{
    static const QString sql = kSelect + u" WHERE person=?"_s;
    return first(database.run(sql, id));
}

Result<std::vector<Person>> PersonTable::all(Database& database)
{
    static const QString sql = kSelect + u" ORDER BY sign_in"_s;
    auto rows = database.run(sql);
    if (!rows)
        return rows.error();
    std::vector<Person> found;
    while (rows->next())
        found.push_back(personFrom(*rows));
    return found;
}

Result<QList<Me>> PersonTable::shopsOf(Database& database, PersonId id)
{
    auto rows = database.run(u"SELECT p.name, s.shop, s.name, ps.capacity, r.role FROM person p "
                             "JOIN person_shop ps ON ps.person=p.person JOIN shop s ON s.shop=ps.shop "
                             "JOIN person_role r ON r.shop=ps.shop AND r.person=ps.person "
                             "WHERE p.person=? AND p.disabled_at IS NULL ORDER BY s.created_at, s.shop, r.role"_s,
        id);
    if (!rows)
        return rows.error();
    QList<Me> shops;
    while (rows->next()) {
        Me me;
        me.person = id;
        Role role {};
        rows->into(me.name, me.shop, me.shopName, me.capacity, role);
        if (shops.isEmpty() || shops.last().shop != me.shop)
            shops.append(me);
        shops.last().roles.append(role);
    }
    return shops;
}

Result<void> PersonTable::insert(Database& database, const Person& person)
{
    return done(
        database.run(u"INSERT INTO person (person, sign_in, name, password, disabled_at, created_at) VALUES (?,?,?,?,?,?)"_s,
            person.id, folded(person.signIn), person.name, person.password, person.disabledAt, person.createdAt));
}

Result<void> PersonTable::setPassword(Database& database, PersonId id, const QString& password)
{
    return done(database.run(u"UPDATE person SET password=? WHERE person=?"_s, password, id));
}

Result<void> PersonTable::setDisabled(Database& database, PersonId id, std::optional<Instant> at)
{
    return done(database.run(u"UPDATE person SET disabled_at=? WHERE person=?"_s, at, id));
}

Result<void> PersonTable::setRoles(Database& database, ShopId shop, PersonId id, const QList<Role>& roles, qint64 capacity)
{
    if (auto removed = database.run(u"DELETE FROM person_role WHERE shop=? AND person=?"_s, shop, id); !removed)
        return removed.error();
    auto rows = database.run(u"UPDATE person_shop SET capacity=? WHERE shop=? AND person=?"_s, capacity, shop, id);
    if (!rows)
        return rows.error();
    if (rows->affected() == 0)
        if (auto added = database.run(u"INSERT INTO person_shop (shop, person, capacity) VALUES (?,?,?)"_s, shop, id, capacity);
            !added)
            return added.error();
    for (const Role role : roles)
        if (auto added = database.run(u"INSERT INTO person_role (shop, person, role) VALUES (?,?,?)"_s, shop, id, role); !added)
            return added.error();
    return {};
}

} // namespace greenroom
