// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/session.h"
#include "server/log/log.h"

namespace greenroom {

/// Somebody who may sign in.
struct Person {
    PersonId id;
    QString signIn; ///< case-folded; unique in the installation
    QString name;
    QString password; ///< an Argon2id hash, or what stands in its place: see setupCode()
    std::optional<Instant> disabledAt;
    Instant createdAt;

    /// The hash a password is checked against; nothing while there is none or the person is disabled.
    std::optional<QString> checkable() const;
    /// What stands in the place of a password until one is set: the hash of a one-time code and when it ends.
    static QString setupCode(const QByteArray& codeHash, Instant until);
    /// True if `code` is the one that waits here and its time is not over.
    bool acceptsCode(QStringView code, Instant now) const;
};

/// The tables `person`, `person_shop` and `person_role`. Writes run inside the caller's transaction.
class PersonTable {
public:
    static QString folded(const QString& signIn) { return signIn.trimmed().toCaseFolded(); }

    static Result<std::optional<Person>> find(Database& database, const QString& signIn);
    static Result<std::optional<Person>> find(Database& database, PersonId id);
    static Result<std::vector<Person>> all(Database& database);
    /// Where this person has a role, as each shop's desktop is told; the first shop first.
    static Result<QList<Me>> shopsOf(Database& database, PersonId id);

    static Result<void> insert(Database& database, const Person& person);
    static Result<void> setPassword(Database& database, PersonId id, const QString& password);
    static Result<void> setDisabled(Database& database, PersonId id, std::optional<Instant> at);
    /// The person's roles and capacity in one shop, in place of those before; no roles: not of this shop any more.
    static Result<void> setRoles(Database& database, ShopId shop, PersonId id, const QList<Role>& roles, qint64 capacity);
};

} // namespace greenroom
