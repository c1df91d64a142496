// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/verify.h"

#include <QCryptographicHash>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Stream {
    StreamId id;
    qint64 head = 0;
    qint64 customerHead = 0;
    qint64 seen = 0; ///< entries, all in order
    qint64 customerSeen = 0; ///< number of the last that customers may see
};

Error broken(const Stream& stream, qint64 number, const QString& why)
{
    return {Code::input, u"%1 entry %2"_s.arg(stream.id.toString()).arg(number), why, 0};
}

Result<QHash<qint64, Stream>> streams(Database& database)
{
    auto rows = database.run(u"SELECT id, kind, stream_key, head, customer_head FROM stream"_s);
    if (!rows)
        return rows.error();
    QHash<qint64, Stream> found;
    while (rows->next()) {
        Stream stream;
        qint64 row = 0;
        qint64 kind = 0;
        rows->into(row, kind, stream.id.key, stream.head, stream.customerHead);
        stream.id.kind = static_cast<StreamKind>(kind);
        found.insert(row, stream);
    }
    return found;
}

struct StoredEntry {
    qint64 number = 0;
    qint64 afterCustomer = 0;
    qint64 audience = 0;
    QVariant body;
    QByteArray salt;
    QByteArray digest;
};

/// As EntryTable makes it: over the salt and the text's own hash.
bool digestFits(const StoredEntry& entry)
{
    if (entry.body.isNull())
        return true; // recalled or erased
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(entry.salt);
    hash.addData(QCryptographicHash::hash(entry.body.toString().toUtf8(), QCryptographicHash::Sha256));
    return hash.result() == entry.digest;
}

Result<void> follow(Stream& stream, const StoredEntry& entry)
{
    if (entry.number != stream.seen + 1)
        return broken(stream, stream.seen + 1, u"it is missing"_s);
    if (entry.afterCustomer != stream.customerSeen)
        return broken(stream, entry.number, u"it does not follow from the last one customers may see"_s);
    if (!digestFits(entry))
        return broken(stream, entry.number, u"it is not as it was written"_s);
    ++stream.seen;
    if (static_cast<Audience>(entry.audience) == Audience::customer)
        stream.customerSeen = entry.number;
    return {};
}

} // namespace

Result<VerifyReport> verifyStore(Database& database, const std::optional<AuditHead>& noted, const std::atomic<bool>& cancelled)
{
    VerifyReport report;
    auto audit = AuditTable::verify(database, noted);
    if (!audit)
        return audit.error();
    report.audit = *audit;
    auto all = streams(database);
    if (!all)
        return all.error();
    report.streams = all->size();
    auto rows = database.run(
        u"SELECT stream, number, after_customer, audience, body, salt, digest FROM entry ORDER BY stream, number"_s);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        if (cancelled)
            return Error {Code::unavailable, {}, {}, 0};
        StoredEntry entry;
        qint64 row = 0;
        rows->into(row, entry.number, entry.afterCustomer, entry.audience, entry.body, entry.salt, entry.digest);
        const auto stream = all->find(row);
        if (stream == all->end())
            return Error {Code::input, u"entry %1 of stream %2"_s.arg(entry.number).arg(row), u"its stream is missing"_s, 0};
        if (auto done = follow(*stream, entry); !done)
            return done.error();
        ++report.entries;
    }
    for (const Stream& stream : std::as_const(*all)) {
        // The heads are noted from time to time: entries may go on beyond them.
        if (stream.seen < stream.head)
            return broken(stream, stream.seen + 1, u"it is missing"_s);
        if (stream.seen == stream.head && stream.customerSeen != stream.customerHead)
            return broken(stream, stream.customerHead, u"it is not the last one customers may see"_s);
    }
    return report;
}

} // namespace greenroom
