// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/media/mediatable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Write MediaTable::insert(const Row& row)
{
    return [row](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO blob (blob, shop, uploader, conversation, number, media, hash, mime, bytes, received, "
            "width, height, duration, created_at, code) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
            row.blob, row.shop, row.uploader, row.conversation, row.number, row.media, row.file.hash, row.file.mime,
            row.file.bytes, row.received, row.file.width, row.file.height, row.file.durationMs, row.createdAt, row.file.code);
        return done ? Result<void>() : done.error();
    };
}

Write MediaTable::attach(BlobId blob, ConversationId conversation, qint64 number)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"UPDATE blob SET conversation=?, number=? WHERE blob=?"_s, conversation, number, blob);
        return done ? Result<void>() : done.error();
    };
}

Result<std::optional<MediaTable::Row>> MediaTable::find(Database& database, ShopId shop, BlobId blob)
{
    auto rows = database.run(
        u"SELECT b.blob, b.shop, b.uploader, b.conversation, b.number, b.media, b.hash, b.mime, b.bytes, b.received, b.width, "
        "b.height, b.duration, b.created_at, b.code, (SELECT COUNT(*) FROM entry e JOIN stream s ON s.id=e.stream WHERE "
        "s.kind=? AND "
        "s.stream_key=b.conversation AND e.number=b.number AND e.body IS NULL) FROM blob b WHERE b.blob=? AND b.shop=?"_s,
        static_cast<qint64>(StreamKind::conversation), blob, shop);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<Row>();
    Row row;
    rows->into(row.blob, row.shop, row.uploader, row.conversation, row.number, row.media, row.file.hash, row.file.mime,
        row.file.bytes, row.received, row.file.width, row.file.height, row.file.durationMs, row.createdAt, row.file.code,
        row.cleared);
    return std::optional(row);
}

Result<MediaTable::Spent> MediaTable::spentSince(Database& database, ShopId shop, const Uuid& uploader, Instant since)
{
    auto rows = database.run(
        u"SELECT COALESCE(SUM(received), 0), COUNT(*) FROM blob WHERE shop=? AND uploader=? AND created_at>=?"_s, shop,
        uploader, since);
    if (!rows)
        return rows.error();
    Spent spent;
    if (rows->next())
        rows->into(spent.bytes, spent.files);
    return spent;
}

Result<qint64> MediaTable::countOf(Database& database, ConversationId conversation)
{
    auto rows = database.run(u"SELECT COUNT(*) FROM blob WHERE conversation=?"_s, conversation);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->get<qint64>(0) : 0;
}

} // namespace greenroom
