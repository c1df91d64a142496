// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/audittable.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

QString hex(const std::optional<Uuid>& id)
{
    return id ? id->toString() : QString();
}

/// Over the digest before and every column, each in quotes, so that no text can pass for two.
QByteArray digestOf(const QByteArray& before, const AuditTable::Row& row)
{
    const AuditEvent& event = row.event;
    const auto shop = event.shop ? std::optional(event.shop->value) : std::nullopt;
    const QJsonArray columns {QString::number(row.number), QString::number(toMillis(row.at)), hex(shop),
        QString(enumName(event.actor)), hex(event.actorId), event.actorName, event.source, event.action, event.object,
        codeName(event.outcome)};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(before);
    hash.addData(QJsonDocument(columns).toJson(QJsonDocument::Compact));
    return hash.result();
}

/// What is not as append() writes it is kept apart from what is: the digest then does not fit.
AuditTable::Row rowFrom(const Rows& rows)
{
    AuditTable::Row row;
    QString outcome;
    QString actor;
    AuditEvent& event = row.event;
    rows.into(row.number, row.at, event.shop, actor, event.actorId, event.actorName, event.source, event.action, event.object,
        outcome, row.digest);
    bool known = false;
    for (const auto& [value, name] : EnumNames<AuditActor>::names)
        if (name == actor) {
            event.actor = value;
            known = true;
        }
    const auto code = codeFromName(outcome);
    event.outcome = code.value_or(Code::internal);
    if (!known || !code)
        row.digest.clear();
    return row;
}

Error broken(qint64 number, const QString& why)
{
    return {Code::input, u"audit entry %1"_s.arg(number), why, 0};
}

} // namespace

Result<void> AuditTable::append(Database& database, const AuditEvent& event, Instant at)
{
    auto before = head(database);
    if (!before)
        return before.error();
    Row row {before->number + 1, at, event, {}};
    row.event.actorName.truncate(80);
    row.event.source.truncate(64);
    row.event.action.truncate(40);
    row.event.object.truncate(400);
    row.digest = digestOf(before->digest, row);
    const AuditEvent& kept = row.event;
    auto done = database.run(
        u"INSERT INTO audit (number, at, shop, actor_kind, actor, actor_name, source, action, object, outcome, digest) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?)"_s,
        row.number, row.at, kept.shop, kept.actor, kept.actorId, kept.actorName, kept.source, kept.action, kept.object,
        codeName(kept.outcome), row.digest);
    return done ? Result<void>() : done.error();
}

Result<AuditHead> AuditTable::head(Database& database)
{
    auto rows = database.run(u"SELECT number, digest FROM audit ORDER BY number DESC LIMIT 1"_s);
    if (!rows)
        return rows.error();
    AuditHead head;
    if (rows->next())
        rows->into(head.number, head.digest);
    return head;
}

Result<std::vector<AuditTable::Row>> AuditTable::last(Database& database, qint64 limit)
{
    auto rows = database.run(
        u"SELECT number, at, shop, actor_kind, actor, actor_name, source, action, object, outcome, digest FROM audit "
        "ORDER BY number DESC LIMIT ?"_s,
        limit);
    if (!rows)
        return rows.error();
    std::vector<Row> found;
    while (rows->next())
        found.push_back(rowFrom(*rows));
    std::reverse(found.begin(), found.end());
    return found;
}

Result<AuditHead> AuditTable::verify(Database& database, const std::optional<AuditHead>& noted)
{
    auto rows = database.run(
        u"SELECT number, at, shop, actor_kind, actor, actor_name, source, action, object, outcome, digest FROM audit "
        "ORDER BY number"_s);
    if (!rows)
        return rows.error();
    AuditHead head;
    while (rows->next()) {
        const Row row = rowFrom(*rows);
        if (row.number != head.number + 1)
            return broken(head.number + 1, u"it is missing"_s);
        if (digestOf(head.digest, row) != row.digest)
            return broken(row.number, u"it is not as it was written, or does not follow from the one before"_s);
        head = {row.number, row.digest};
        if (noted && noted->number == head.number && *noted != head)
            return broken(head.number, u"its digest is not the one that was noted: the chain was written anew"_s);
    }
    if (noted && noted->number > head.number)
        return broken(head.number + 1, u"it is missing: the chain was longer when its head was noted"_s);
    return head;
}

} // namespace greenroom
