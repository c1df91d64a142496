// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/dump.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include "core/protocol/codec.h"

namespace greenroom::proof {

using namespace Qt::StringLiterals;

namespace {

Rows run(Database& database, const QString& sql)
{
    auto rows = database.run(sql);
    if (!rows)
        qFatal("%s: %s", qPrintable(sql), qPrintable(sentence(rows.error())));
    return *rows;
}

QList<PersonId> peopleIn(const QString& ids)
{
    QList<PersonId> people;
    for (const QString& each : ids.split(u' ', Qt::SkipEmptyParts))
        people.append(PersonId(Uuid::fromString(each).value_or(Uuid {})));
    return people;
}

StoredEntry entryFrom(const Rows& rows)
{
    StoredEntry stored;
    Entry& entry = stored.entry;
    qint64 kind = 0;
    qint64 audience = 0;
    qint64 afterCustomer = 0;
    QVariant body;
    rows.into(kind, stored.stream.key, stored.shop, entry.number, afterCustomer, entry.clientId, entry.at, entry.author.kind,
        entry.author.id, entry.author.name, audience, body);
    stored.stream.kind = static_cast<StreamKind>(kind);
    entry.audience = static_cast<Audience>(audience);
    entry.content = Tombstone {};
    if (!body.isNull() && !codec::read(QJsonDocument::fromJson(body.toString().toUtf8()).object(), entry.content, Rule {}, {}))
        entry.content = UnknownContent {};
    return stored;
}

/// What of a row the promises speak of.
Conversation conversationFrom(const Rows& rows)
{
    Conversation c;
    QString declinedBy;
    rows.into(c.id, c.shop, c.customer, c.state, c.assignee, c.assignmentVersion, c.offeredTo, c.offerUntil, declinedBy,
        c.waitingSince, c.head, c.customerHead);
    c.declinedBy = peopleIn(declinedBy);
    return c;
}

/// An id as it stands in what is digested.
QString hex(const QByteArray& id)
{
    const auto known = Uuid::fromBytes(id);
    return known ? known->toString() : QString();
}

/// Each row's digest is SHA-256 over the digest before and the row's other columns, a compact JSON array of texts; the numbers
/// have no holes.
void readAudit(Database& database, Dump& dump)
{
    Rows rows = run(database,
        u"SELECT number, at, shop, actor_kind, actor, actor_name, source, action, object, outcome, digest FROM audit "
        u"ORDER BY number"_s);
    qint64 last = 0;
    QByteArray before;
    while (rows.next()) {
        dump.audit.push_back({rows.get<Uuid>(4), rows.get<QString>(7), rows.get<QString>(8)});
        QJsonArray columns;
        for (int i = 0; i < 10; ++i)
            columns.append(i == 2 || i == 4 ? hex(rows.get<QByteArray>(i)) : rows.get<QString>(i));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(before);
        hash.addData(QJsonDocument(columns).toJson(QJsonDocument::Compact));
        before = rows.get<QByteArray>(10);
        dump.auditWhole = dump.auditWhole && rows.get<qint64>(0) == ++last && hash.result() == before;
    }
}

} // namespace

Dump dumpOf(Database& database)
{
    Dump dump;
    database.endLook();
    Rows epoch = run(database, u"SELECT value FROM store WHERE name='epoch'"_s);
    if (epoch.next())
        dump.epoch = Uuid::fromString(epoch.get<QString>(0)).value_or(Uuid {});
    Rows entries = run(database,
        u"SELECT s.kind, s.stream_key, e.shop, e.number, e.after_customer, e.client_id, e.at, e.author_kind, e.author, "
        u"e.author_name, e.audience, e.body FROM entry e JOIN stream s ON s.id=e.stream ORDER BY e.id"_s);
    while (entries.next())
        dump.entries.push_back(entryFrom(entries));
    Rows conversations = run(database,
        u"SELECT conversation, shop, customer, state, assignee, assignment_version, offered_to, offer_until, declined_by, "
        u"waiting_since, head, customer_head FROM conversation"_s);
    while (conversations.next())
        dump.conversations.push_back(conversationFrom(conversations));
    readAudit(database, dump);
    Rows whole = run(database, u"PRAGMA quick_check"_s);
    dump.whole = whole.next() && whole.get<QString>(0) == "ok"_L1;
    database.endLook();
    return dump;
}

std::vector<Waiting> waitingIn(Database& database)
{
    std::vector<Waiting> waiting;
    auto rows = database.run(
        u"SELECT conversation, queue, COALESCE(waiting_since, opened_at), last_agent, last_said_at, declined_by "
        u"FROM conversation WHERE state='waiting' AND queue IS NOT NULL"_s);
    while (rows && rows->next()) {
        Waiting& each = waiting.emplace_back();
        QString declinedBy;
        rows->into(each.id, each.queue, each.since, each.lastAgent, each.lastAgentAt, declinedBy);
        each.declinedBy = peopleIn(declinedBy);
    }
    return waiting;
}

} // namespace greenroom::proof
