// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/entrytable.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <sodium.h>

#include "core/protocol/codec.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(entryLog, "greenroom.entry")

namespace {

constexpr int kSaltBytes = 16;

/// Rows of streams that are known without asking; beyond, they are asked for again.
constexpr qsizetype kMostRows = 200'000;

QString encode(const Content& content)
{
    QString text;
    codec::write(text, content, Audience::staff);
    return text;
}

Content decode(const QVariant& body)
{
    Content content = Tombstone {};
    if (body.isNull())
        return content;
    const QJsonDocument json = QJsonDocument::fromJson(body.toString().toUtf8());
    if (!codec::read(json.object(), content, Rule {}, {}))
        return UnknownContent {};
    return content;
}

QByteArray sha256(const QByteArray& bytes)
{
    QByteArray hash(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), reinterpret_cast<const unsigned char*>(bytes.constData()),
        static_cast<unsigned long long>(bytes.size()));
    return hash;
}

template <class T>
Result<T> maximum(Database& database, const QString& sql)
{
    auto rows = database.run(sql);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->template get<T>(0) : T {};
}

QString notAsStored(const LoggedEntry& logged)
{
    return u"entry %1 of %2 is not what was stored: look with greenroomd verify"_s.arg(logged.entry.number)
        .arg(logged.stream.key.toString());
}

LoggedEntry entryFrom(const Rows& rows, const StreamId& stream)
{
    LoggedEntry logged;
    logged.stream = stream;
    Entry& entry = logged.entry;
    qint64 audience = 0;
    rows.into(logged.shop, entry.number, logged.afterCustomer, entry.clientId, entry.at, entry.author.kind, entry.author.id,
        entry.author.name, audience);
    entry.audience = static_cast<Audience>(audience);
    return logged;
}

} // namespace

bool StoredAs::says(const Content& content) const
{
    return sha256(salt + sha256(encode(asKept(content)).toUtf8())) == digest;
}

void writeDown(LoggedEntry& entry)
{
    entry.body = encode(entry.entry.content);
    entry.digest = sha256(entry.body.toUtf8());
}

Result<void> EntryTable::append(Database& database, const std::vector<LoggedEntry>& entries)
{
    if (m_lastEntry < 0) {
        auto lastEntry = maximum<qint64>(database, u"SELECT COALESCE(MAX(id), 0) FROM entry"_s);
        if (!lastEntry)
            return lastEntry.error();
        auto lastStream = maximum<qint64>(database, u"SELECT COALESCE(MAX(id), 0) FROM stream"_s);
        if (!lastStream)
            return lastStream.error();
        m_lastEntry = *lastEntry;
        m_lastStream = *lastStream;
    }
    QByteArray salts(kSaltBytes * static_cast<qsizetype>(entries.size()), Qt::Uninitialized);
    randombytes_buf(salts.data(), static_cast<size_t>(salts.size()));
    qsizetype at = 0;
    for (const LoggedEntry& each : entries) {
        LoggedEntry written;
        if (each.body.isEmpty()) {
            written = each;
            writeDown(written);
        }
        const LoggedEntry& logged = each.body.isEmpty() ? written : each;
        auto stream = streamRow(database, logged);
        if (!stream)
            return stream.error();
        const Entry& entry = logged.entry;
        const QByteArray salt = salts.mid(std::exchange(at, at + kSaltBytes), kSaltBytes);
        const QByteArray digest = sha256(salt + logged.digest);
        auto done = database.run(
            u"INSERT INTO entry (id, shop, stream, number, after_customer, client_id, at, author_kind, author, author_name, "
            "audience, body, salt, digest) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s,
            ++m_lastEntry, logged.shop, *stream, entry.number, logged.afterCustomer, entry.clientId, entry.at,
            entry.author.kind, entry.author.id, entry.author.name, static_cast<qint64>(entry.audience), logged.body, salt,
            digest);
        if (!done)
            return done.error();
        StreamHeads& heads = m_moved[logged.stream];
        heads.head = entry.number;
        heads.customerHead = entry.audience == Audience::customer ? entry.number : logged.afterCustomer;
    }
    return {};
}

Result<void> EntryTable::noteHeads(Database& database)
{
    for (auto [stream, heads] : m_moved.asKeyValueRange())
        if (auto done = database.run(u"UPDATE stream SET head=?, customer_head=? WHERE id=?"_s, heads.head, heads.customerHead,
                m_rows.value(stream));
            !done)
            return done.error();
    m_moved.clear();
    if (m_rows.size() > kMostRows)
        m_rows.clear();
    return {};
}

void EntryTable::reset()
{
    m_moved.clear();
    m_rows.clear();
    m_lastEntry = -1;
    m_lastStream = -1;
}

Result<qint64> EntryTable::streamRow(Database& database, const LoggedEntry& entry)
{
    if (const auto known = m_rows.constFind(entry.stream); known != m_rows.cend())
        return *known;
    const auto kind = static_cast<qint64>(entry.stream.kind);
    auto rows = database.run(u"SELECT id FROM stream WHERE kind=? AND stream_key=?"_s, kind, entry.stream.key);
    if (!rows)
        return rows.error();
    if (rows->next()) {
        const auto id = rows->get<qint64>(0);
        m_rows.insert(entry.stream, id);
        return id;
    }
    auto done = database.run(u"INSERT INTO stream (id, shop, kind, stream_key, head, customer_head) VALUES (?,?,?,?,0,0)"_s,
        m_lastStream + 1, entry.shop, kind, entry.stream.key);
    if (!done)
        return done.error();
    m_rows.insert(entry.stream, ++m_lastStream);
    return m_lastStream;
}

Result<StreamHeads> EntryTable::heads(Database& database, const StreamId& stream)
{
    auto rows = database.run(u"SELECT e.number, e.after_customer, e.audience FROM stream s JOIN entry e ON e.stream=s.id "
                             "WHERE s.kind=? AND s.stream_key=? ORDER BY e.number DESC LIMIT 1"_s,
        static_cast<qint64>(stream.kind), stream.key);
    if (!rows)
        return rows.error();
    StreamHeads heads;
    qint64 audience = 0;
    if (rows->next())
        rows->into(heads.head, heads.customerHead, audience);
    if (static_cast<Audience>(audience) == Audience::customer)
        heads.customerHead = heads.head;
    return heads;
}

namespace {

/// Reads what an entry says, from the columns body, salt and digest. False: it is not what was stored.
bool readContent(const Rows& rows, int column, LoggedEntry& logged)
{
    const auto body = rows.get<QVariant>(column);
    if (body.isNull()
        || sha256(rows.get<QByteArray>(column + 1) + sha256(body.toString().toUtf8())) == rows.get<QByteArray>(column + 2)) {
        logged.entry.content = decode(body);
        return true;
    }
    qCWarning(entryLog).noquote() << notAsStored(logged);
    return false;
}

/// One page of a stream in the order asked for; `bound` is the number it begins beyond.
Result<std::vector<LoggedEntry>> readPage(
    Database& database, const QString& sql, const StreamId& stream, Audience audience, qint64 bound, EntryTable::Most most)
{
    auto rows = database.run(
        sql, static_cast<qint64>(stream.kind), stream.key, bound, static_cast<qint64>(audience), most.entries);
    if (!rows)
        return rows.error();
    std::vector<LoggedEntry> found;
    for (qsizetype chars = 0; chars <= most.chars && rows->next();) {
        chars += rows->get<QString>(9).size();
        found.push_back(entryFrom(*rows, stream));
        if (readContent(*rows, 9, found.back()) || most.damagedToo)
            continue;
        const QString what = notAsStored(found.back());
        found.pop_back();
        if (found.empty())
            return Error {Code::storage, {}, what, 0};
        break;
    }
    return found;
}

/// Row of the first entry stored at `from` or later, among the newest `most`. They lie in the order of their instants, unless a
/// clock was set back.
Result<qint64> firstRow(Database& database, Instant from, qint64 most)
{
    auto last = maximum<qint64>(database, u"SELECT COALESCE(MAX(id), 0) FROM entry"_s);
    if (!last)
        return last.error();
    qint64 before = std::max<qint64>(0, *last - most);
    qint64 first = *last + 1;
    while (before + 1 < first) {
        const qint64 middle = before + (first - before) / 2;
        auto rows = database.run(u"SELECT at FROM entry WHERE id>=? ORDER BY id LIMIT 1"_s, middle);
        if (!rows)
            return rows.error();
        if (!rows->next() || rows->get<Instant>(0) >= from)
            first = middle;
        else
            before = middle;
    }
    return first;
}

/// What a stored body of this kind begins with, as a pattern.
QString beginning(QLatin1StringView kind)
{
    return u"{\"kind\":\""_s + kind + u"\"%"_s;
}

} // namespace

Result<std::vector<LoggedEntry>> EntryTable::after(
    Database& database, const StreamId& stream, Audience audience, qint64 after, Most most)
{
    return readPage(database,
        u"SELECT e.shop, e.number, e.after_customer, e.client_id, e.at, e.author_kind, e.author, e.author_name, e.audience, "
        u"e.body, e.salt, e.digest "
        "FROM stream s JOIN entry e ON e.stream=s.id WHERE s.kind=? AND s.stream_key=? AND e.number>? AND e.audience<=? "
        "ORDER BY e.number LIMIT ?"_s,
        stream, audience, after, most);
}

Result<std::vector<LoggedEntry>> EntryTable::before(
    Database& database, const StreamId& stream, Audience audience, qint64 before, Most most)
{
    auto found = readPage(database,
        u"SELECT e.shop, e.number, e.after_customer, e.client_id, e.at, e.author_kind, e.author, e.author_name, e.audience, "
        u"e.body, e.salt, e.digest "
        "FROM stream s JOIN entry e ON e.stream=s.id WHERE s.kind=? AND s.stream_key=? AND e.number<? AND e.audience<=? "
        "ORDER BY e.number DESC LIMIT ?"_s,
        stream, audience, before, most);
    if (found)
        std::reverse(found->begin(), found->end());
    return found;
}

Result<std::vector<LoggedEntry>> EntryTable::since(
    Database& database, ShopId shop, StreamKind kind, Instant from, const Kinds& kinds, qint64 most)
{
    auto first = firstRow(database, from, most);
    if (!first)
        return first.error();
    auto rows = database.run(
        u"SELECT e.shop, e.number, e.after_customer, e.client_id, e.at, e.author_kind, e.author, e.author_name, e.audience, "
        u"e.body, e.salt, e.digest, s.stream_key "
        "FROM entry e JOIN stream s ON s.id=e.stream WHERE e.id>=? AND e.shop=? AND e.at>=? AND s.kind=? AND "
        "(e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ? OR "
        "e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ?) ORDER BY e.id"_s,
        *first, shop, from, static_cast<qint64>(kind), beginning(kinds[0]), beginning(kinds[1]), beginning(kinds[2]),
        beginning(kinds[3]), beginning(kinds[4]), beginning(kinds[5]), beginning(kinds[6]), beginning(kinds[7]));
    if (!rows)
        return rows.error();
    std::vector<LoggedEntry> found;
    while (rows->next()) {
        found.push_back(entryFrom(*rows, {kind, rows->get<Uuid>(12)}));
        if (!readContent(*rows, 9, found.back()))
            found.pop_back();
    }
    return found;
}

Result<std::vector<LoggedEntry>> EntryTable::lastOf(
    Database& database, const StreamId& stream, const Kinds& kinds, qint64 before, qint64 most)
{
    auto rows = database.run(
        u"SELECT e.shop, e.number, e.after_customer, e.client_id, e.at, e.author_kind, e.author, e.author_name, e.audience, "
        u"e.body, e.salt, e.digest "
        "FROM stream s JOIN entry e ON e.stream=s.id WHERE s.kind=? AND s.stream_key=? AND e.number<? AND "
        "(e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ? OR "
        "e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ? OR e.body LIKE ?) ORDER BY e.number DESC LIMIT ?"_s,
        static_cast<qint64>(stream.kind), stream.key, before, beginning(kinds[0]), beginning(kinds[1]), beginning(kinds[2]),
        beginning(kinds[3]), beginning(kinds[4]), beginning(kinds[5]), beginning(kinds[6]), beginning(kinds[7]), most);
    if (!rows)
        return rows.error();
    std::vector<LoggedEntry> found;
    while (rows->next()) {
        found.push_back(entryFrom(*rows, stream));
        if (!readContent(*rows, 9, found.back()))
            found.pop_back();
    }
    std::reverse(found.begin(), found.end());
    return found;
}

Result<std::vector<ClientId>> EntryTable::clientIds(Database& database, ClientId from, ClientId below)
{
    auto rows = database.run(u"SELECT client_id FROM entry WHERE client_id >= ? AND client_id < ?"_s, from, below);
    if (!rows)
        return rows.error();
    std::vector<ClientId> found;
    while (rows->next())
        found.push_back(rows->get<ClientId>(0));
    return found;
}

Result<std::optional<ClientId>> EntryTable::lowestClientId(Database& database, ClientId from)
{
    auto rows = database.run(u"SELECT client_id FROM entry WHERE client_id >= ? ORDER BY client_id LIMIT 1"_s, from);
    if (!rows)
        return rows.error();
    return rows->next() ? std::optional(rows->get<ClientId>(0)) : std::nullopt;
}

Result<std::optional<StoredAs>> EntryTable::find(Database& database, ClientId clientId)
{
    auto rows = database.run(u"SELECT e.shop, s.kind, s.stream_key, e.number, e.at, e.author_kind, e.author, e.author_name, "
                             "e.salt, e.digest FROM entry e JOIN stream s ON s.id=e.stream WHERE e.client_id = ?"_s,
        clientId);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<StoredAs>();
    StoredAs stored;
    qint64 kind = 0;
    rows->into(stored.shop, kind, stored.stream.key, stored.number, stored.at, stored.author.kind, stored.author.id,
        stored.author.name, stored.salt, stored.digest);
    stored.stream.kind = static_cast<StreamKind>(kind);
    return std::optional(stored);
}

Result<void> EntryTable::clear(Database& database, const StreamId& stream, qint64 number)
{
    auto done = database.run(
        u"UPDATE entry SET body=NULL WHERE number=? AND stream=(SELECT id FROM stream WHERE kind=? AND stream_key=?)"_s, number,
        static_cast<qint64>(stream.kind), stream.key);
    return done ? Result<void>() : done.error();
}

} // namespace greenroom
