// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/dump.h"

#include <QJsonDocument>

#include "core/protocol/codec.h"
#include "server/conversations/conversationtable.h"
#include "server/desk/epoch.h"
#include "server/log/audittable.h"

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

} // namespace

Dump dumpOf(Database& database)
{
    Dump dump;
    database.endLook();
    const auto epoch = readEpoch(database);
    dump.epoch = epoch ? *epoch : Uuid {};
    Rows rows = run(database,
        u"SELECT s.kind, s.stream_key, e.shop, e.number, e.after_customer, e.client_id, e.at, e.author_kind, e.author, "
        u"e.author_name, e.audience, e.body FROM entry e JOIN stream s ON s.id=e.stream ORDER BY e.id"_s);
    while (rows.next()) {
        StoredEntry stored;
        qint64 kind = 0;
        qint64 audience = 0;
        qint64 afterCustomer = 0;
        QVariant body;
        rows.into(kind, stored.stream.key, stored.shop, stored.entry.number, afterCustomer, stored.entry.clientId,
            stored.entry.at, stored.entry.author.kind, stored.entry.author.id, stored.entry.author.name, audience, body);
        stored.stream.kind = static_cast<StreamKind>(kind);
        stored.entry.audience = static_cast<Audience>(audience);
        stored.entry.content = Tombstone {};
        if (!body.isNull()
            && !codec::read(QJsonDocument::fromJson(body.toString().toUtf8()).object(), stored.entry.content, Rule {}, {}))
            stored.entry.content = UnknownContent {};
        dump.entries.push_back(std::move(stored));
    }
    std::vector<ConversationId> ids;
    Rows found = run(database, u"SELECT conversation FROM conversation"_s);
    while (found.next())
        ids.push_back(found.get<ConversationId>(0));
    for (ConversationId id : ids)
        if (auto row = ConversationTable::find(database, id); row && *row)
            dump.conversations.push_back(**row);
    Rows audit = run(database, u"SELECT actor, action, object FROM audit ORDER BY number"_s);
    while (audit.next())
        dump.audit.push_back({audit.get<Uuid>(0), audit.get<QString>(1), audit.get<QString>(2)});
    dump.auditWhole = bool(AuditTable::verify(database));
    Rows whole = run(database, u"PRAGMA quick_check"_s);
    dump.whole = whole.next() && whole.get<QString>(0) == "ok"_L1;
    database.endLook();
    return dump;
}

} // namespace greenroom::proof
