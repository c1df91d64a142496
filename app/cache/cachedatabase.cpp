// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cache/cachedatabase.h"

#include <atomic>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>

#include "app/cache/cachemigrations.h"
#include "core/protocol/codec.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Error storageError(const QSqlError& error)
{
    return {Code::storage, {}, error.text(), 0};
}

/// A prepared statement whose binds and run read as one expression. Prepared once for its connection, which keeps it.
class Statement {
public:
    Statement(CacheDatabase::Statements& kept, const QSqlDatabase& db, const QString& sql)
        : m_home(kept[sql])
        , m_query(std::move(m_home))
        , m_acts(sql.startsWith(u"PRAGMA"_s))
    {
        if (m_query)
            return;
        m_query = std::make_unique<QSqlQuery>(db);
        m_query->setForwardOnly(true);
        m_ok = m_query->prepare(sql);
    }
    ~Statement()
    {
        m_query->finish();
        if (m_ok && !m_acts)
            m_home = std::move(m_query);
    }
    Q_DISABLE_COPY_MOVE(Statement)
    template <class... Values>
    Result<void> run(const Values&... values)
    {
        int index = 0;
        (m_query->bindValue(index++, values), ...);
        if (!m_ok || !m_query->exec())
            return storageError(m_query->lastError());
        return {};
    }
    bool next() { return m_query->next(); }
    QVariant value(int column) const { return m_query->value(column); }

private:
    std::unique_ptr<QSqlQuery>& m_home;
    std::unique_ptr<QSqlQuery> m_query;
    bool m_acts; // a pragma does, when it is prepared
    bool m_ok = true;
};

/// Rolls back on the way out unless committed.
class Transaction {
public:
    explicit Transaction(QSqlDatabase& db)
        : m_db(db)
        , m_open(db.transaction())
    {
    }
    ~Transaction()
    {
        if (m_open)
            m_db.rollback();
    }
    Q_DISABLE_COPY_MOVE(Transaction)
    Result<void> commit()
    {
        if (!m_open || !m_db.commit())
            return storageError(m_db.lastError());
        m_open = false;
        return {};
    }

private:
    QSqlDatabase& m_db;
    bool m_open;
};

template <class T>
QString toJson(const T& value)
{
    QString text;
    codec::write(text, value, Audience::staff);
    return text;
}

template <class T>
std::optional<T> fromJson(const QString& text)
{
    T value {};
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject() || !codec::readMembers(document.object(), value, {}))
        return {};
    return value;
}

Uuid uuidOf(const QVariant& blob)
{
    return Uuid::fromBytes(blob.toByteArray()).value_or(Uuid());
}

std::atomic<int> s_connections = 0;

} // namespace

CacheDatabase::CacheDatabase()
    : m_connection(u"cache-%1"_s.arg(++s_connections))
{
}

CacheDatabase::~CacheDatabase()
{
    close();
}

QString CacheDatabase::fileName()
{
    return u"replica.sqlite"_s;
}

void CacheDatabase::close()
{
    if (!m_db.isValid())
        return;
    m_kept.clear();
    m_db.close();
    m_db = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> CacheDatabase::open(const QString& directory, PersonId owner)
{
    close();
    m_directory = directory;
    if (!QDir().mkpath(directory))
        return Error {Code::storage, {}, u"cannot make "_s + directory, 0};
    QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString path = QDir(directory).filePath(fileName());
    // Made before SQLite does, so that there is no moment in which others could open it; -wal and -shm take its mode.
    QFile file(path);
    if (!file.open(QFile::ReadWrite, QFile::ReadOwner | QFile::WriteOwner))
        return Error {Code::storage, {}, file.errorString(), 0};
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.close();

    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_db.setDatabaseName(path);
    Result<void> done = m_db.open() ? configure() : Result<void>(storageError(m_db.lastError()));
    if (done)
        done = migrate();
    if (done)
        done = claim(owner);
    if (!done)
        close();
    return done;
}

Result<void> CacheDatabase::configure()
{
    for (const QString& pragma : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, u"PRAGMA foreign_keys=ON"_s,
             u"PRAGMA busy_timeout=5000"_s, u"PRAGMA secure_delete=FAST"_s})
        if (auto done = Statement(m_kept, m_db, pragma).run(); !done)
            return done;
    m_durable = true;
    return {};
}

Result<void> CacheDatabase::migrate()
{
    int have = 0;
    {
        Statement version(m_kept, m_db, u"PRAGMA user_version"_s);
        if (auto done = version.run(); !done)
            return done;
        version.next();
        have = version.value(0).toInt();
    }
    const QList<QStringList>& steps = cacheMigrations();
    if (have > steps.size())
        return Error {Code::schemaNewer, {}, QString::number(have), 0};
    for (int step = have; step < steps.size(); ++step) {
        Transaction transaction(m_db);
        for (const QString& sql : steps[step])
            if (auto done = Statement(m_kept, m_db, sql).run(); !done)
                return done;
        // A pragma takes no bound value; the number is our own.
        if (auto done = Statement(m_kept, m_db, u"PRAGMA user_version="_s + QString::number(step + 1)).run(); !done)
            return done;
        if (auto done = transaction.commit(); !done)
            return done;
    }
    // What a step took away is to be gone from the file.
    if (have > 0 && have < steps.size())
        for (const QString& sql : {u"VACUUM"_s, u"PRAGMA wal_checkpoint(TRUNCATE)"_s})
            if (auto done = Statement(m_kept, m_db, sql).run(); !done)
                return done;
    return {};
}

Result<void> CacheDatabase::claim(PersonId owner)
{
    {
        Statement query(m_kept, m_db, u"SELECT person_id FROM owner"_s);
        if (auto done = query.run(); !done)
            return done;
        const bool owned = query.next();
        if (owned && PersonId(uuidOf(query.value(0))) == owner)
            return {};
        if (!owned)
            return Statement(m_kept, m_db, u"INSERT INTO owner (id, person_id) VALUES (1, ?)"_s).run(owner.toBytes());
    }
    const QString directory = m_directory;
    wipe(directory);
    return open(directory, owner);
}

Result<void> CacheDatabase::setDurable(bool durable)
{
    if (durable == m_durable)
        return {};
    m_durable = durable;
    return Statement(m_kept, m_db, durable ? u"PRAGMA synchronous=FULL"_s : u"PRAGMA synchronous=NORMAL"_s).run();
}

Result<QList<Entry>> CacheDatabase::entries(const StreamId& stream, qint64 before, qint64 limit)
{
    Statement query(m_kept, m_db, u"SELECT body FROM entry WHERE stream_id = ? AND number < ? ORDER BY number DESC LIMIT ?"_s);
    if (auto done = query.run(stream.toString(), before > 0 ? before : std::numeric_limits<qint64>::max(), limit); !done)
        return done.error();
    QList<Entry> page;
    while (query.next()) {
        auto entry = fromJson<Entry>(query.value(0).toString());
        if (!entry)
            break;
        page.prepend(*std::move(entry));
    }
    return page;
}

Result<Cursor> CacheDatabase::cursor(const StreamId& stream)
{
    Statement query(m_kept, m_db, u"SELECT epoch, number FROM stream WHERE id = ?"_s);
    if (auto done = query.run(stream.toString()); !done)
        return done.error();
    Cursor cursor;
    if (query.next()) {
        cursor.epoch = uuidOf(query.value(0));
        cursor.number = query.value(1).toLongLong();
    }
    return cursor;
}

Result<void> CacheDatabase::saveEntries(
    const StreamId& stream, const QList<Entry>& entries, const std::optional<Cursor>& cursor)
{
    if (auto done = setDurable(false); !done)
        return done;
    Transaction transaction(m_db);
    const QString id = stream.toString();
    Statement insert(m_kept, m_db, u"INSERT OR REPLACE INTO entry (stream_id, number, at, body) VALUES (?, ?, ?, ?)"_s);
    for (const Entry& entry : entries) {
        if (auto done = insert.run(id, entry.number, toMillis(entry.at), toJson(entry)); !done)
            return done;
        const auto* recalled = std::get_if<Recalled>(&entry.content);
        if (!recalled)
            continue;
        Statement query(m_kept, m_db, u"SELECT body FROM entry WHERE stream_id = ? AND number = ?"_s);
        if (auto done = query.run(id, recalled->number); !done)
            return done;
        if (!query.next())
            continue;
        if (auto older = fromJson<Entry>(query.value(0).toString())) {
            older->content = Tombstone {};
            if (auto done = insert.run(id, older->number, toMillis(older->at), toJson(*older)); !done)
                return done;
        }
    }
    if (cursor && cursor->epoch) {
        Statement move(m_kept, m_db, u"INSERT OR REPLACE INTO stream (id, epoch, number) VALUES (?, ?, ?)"_s);
        if (auto done = move.run(id, cursor->epoch->toBytes(), cursor->number); !done)
            return done;
    }
    return transaction.commit();
}

Result<void> CacheDatabase::dropStream(const StreamId& stream)
{
    if (auto done = setDurable(false); !done)
        return done;
    Transaction transaction(m_db);
    for (const QString& sql : {u"DELETE FROM entry WHERE stream_id = ?"_s, u"DELETE FROM stream WHERE id = ?"_s})
        if (auto done = Statement(m_kept, m_db, sql).run(stream.toString()); !done)
            return done;
    return transaction.commit();
}

Result<void> CacheDatabase::saveBoard(BoardName board, const QList<Uuid>& keys, const QList<ConversationRow>& rows)
{
    if (auto done = setDurable(false); !done)
        return done;
    Transaction transaction(m_db);
    Statement put(m_kept, m_db, u"INSERT OR REPLACE INTO conversation_row (id, body) VALUES (?, ?)"_s);
    for (const ConversationRow& row : rows)
        if (auto done = put.run(row.id.toBytes(), toJson(row)); !done)
            return done;
    const QString name(enumName(board));
    if (auto done = Statement(m_kept, m_db, u"DELETE FROM board WHERE name = ?"_s).run(name); !done)
        return done;
    Statement place(m_kept, m_db, u"INSERT INTO board (name, position, conversation_id) VALUES (?, ?, ?)"_s);
    for (int i = 0; i < keys.size(); ++i)
        if (auto done = place.run(name, i, keys[i].toBytes()); !done)
            return done;
    if (auto done
        = Statement(m_kept, m_db, u"DELETE FROM conversation_row WHERE id NOT IN (SELECT conversation_id FROM board)"_s).run();
        !done)
        return done;
    return transaction.commit();
}

Result<QList<CachedBoard>> CacheDatabase::boards()
{
    // Each row is read once, though most stand on two boards: this is on the way to the first picture.
    QHash<QByteArray, ConversationRow> rows;
    Statement bodies(m_kept, m_db, u"SELECT id, body FROM conversation_row"_s);
    if (auto done = bodies.run(); !done)
        return done.error();
    while (bodies.next())
        if (auto row = fromJson<ConversationRow>(bodies.value(1).toString()))
            rows.insert(bodies.value(0).toByteArray(), *std::move(row));
    Statement places(m_kept, m_db, u"SELECT name, conversation_id FROM board ORDER BY name, position"_s);
    if (auto done = places.run(); !done)
        return done.error();
    QList<CachedBoard> boards;
    while (places.next()) {
        BoardName name {};
        const auto row = rows.constFind(places.value(1).toByteArray());
        if (row == rows.constEnd() || !codec::read(QJsonValue(places.value(0).toString()), name, Rule {}, {}))
            continue;
        if (boards.isEmpty() || boards.last().board != name)
            boards.append({name, {}});
        boards.last().rows.append(*row);
    }
    return boards;
}

QList<CachedBoard> CacheDatabase::readBoards(const QString& directory, PersonId owner)
{
    const QString path = QDir(directory).filePath(fileName());
    if (!QFile::exists(path))
        return {};
    CacheDatabase reader;
    reader.m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, reader.m_connection);
    reader.m_db.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
    reader.m_db.setDatabaseName(path);
    if (!reader.m_db.open())
        return {};
    {
        Statement query(reader.m_kept, reader.m_db, u"SELECT person_id FROM owner"_s);
        if (!query.run() || !query.next() || PersonId(uuidOf(query.value(0))) != owner)
            return {};
    }
    const auto boards = reader.boards();
    return boards ? *boards : QList<CachedBoard>();
}

Result<void> CacheDatabase::saveDrafts(const QList<Draft>& drafts)
{
    if (auto done = setDurable(true); !done)
        return done;
    Transaction transaction(m_db);
    Statement put(m_kept, m_db, u"INSERT OR REPLACE INTO draft (conversation_id, text, note, at) VALUES (?, ?, ?, ?)"_s);
    Statement drop(m_kept, m_db, u"DELETE FROM draft WHERE conversation_id = ?"_s);
    for (const Draft& draft : drafts) {
        auto done = draft.text.isEmpty() ? drop.run(draft.conversation.toBytes())
                                         : put.run(draft.conversation.toBytes(), draft.text, draft.note, toMillis(draft.at));
        if (!done)
            return done;
    }
    return transaction.commit();
}

Result<QList<Draft>> CacheDatabase::drafts()
{
    Statement query(m_kept, m_db, u"SELECT conversation_id, text, note, at FROM draft"_s);
    if (auto done = query.run(); !done)
        return done.error();
    QList<Draft> drafts;
    while (query.next())
        drafts.append({ConversationId(uuidOf(query.value(0))), query.value(1).toString(), query.value(2).toBool(),
            fromMillis(query.value(3).toLongLong())});
    return drafts;
}

Result<void> CacheDatabase::putOutbox(const OutboxItem& item)
{
    if (auto done = setDurable(true); !done)
        return done;
    Statement put(
        m_kept, m_db, u"INSERT INTO outbox (client_id, conversation_id, type, body, at, seen) VALUES (?, ?, ?, ?, ?, ?)"_s);
    return std::visit(
        [&]<class R>(const R& request) {
            return put.run(item.clientId.toBytes(), item.conversation.toBytes(), QString(R::type), toJson(request),
                toMillis(item.at), item.seen);
        },
        item.request);
}

Result<void> CacheDatabase::markOutbox(ClientId clientId, const Error& error)
{
    if (auto done = setDurable(true); !done)
        return done;
    const QVariant code = error.code == Code::ok ? QVariant() : QVariant(codeName(error.code));
    return Statement(m_kept, m_db, u"UPDATE outbox SET failed_code = ?, failed_detail = ? WHERE client_id = ?"_s)
        .run(code, error.detail, clientId.toBytes());
}

Result<void> CacheDatabase::removeOutbox(ClientId clientId)
{
    // If a power cut brings the row back, it is sent again under the same id and stored once.
    if (auto done = setDurable(false); !done)
        return done;
    return Statement(m_kept, m_db, u"DELETE FROM outbox WHERE client_id = ?"_s).run(clientId.toBytes());
}

Result<QList<OutboxItem>> CacheDatabase::outbox()
{
    Statement query(m_kept, m_db,
        u"SELECT client_id, conversation_id, type, body, at, seen, failed_code, failed_detail FROM outbox ORDER BY position"_s);
    if (auto done = query.run(); !done)
        return done.error();
    QList<OutboxItem> items;
    while (query.next()) {
        OutboxItem item;
        item.clientId = ClientId(uuidOf(query.value(0)));
        item.conversation = ConversationId(uuidOf(query.value(1)));
        item.at = fromMillis(query.value(4).toLongLong());
        item.seen = query.value(5).toLongLong();
        if (const auto code = codeFromName(query.value(6).toString())) {
            item.state = OutboxItem::State::failed;
            item.error = {*code, {}, query.value(7).toString(), 0};
        }
        const QString body = query.value(3).toString();
        if (query.value(2).toString() == AddNote::type) {
            if (auto note = fromJson<AddNote>(body))
                item.request = *std::move(note);
        } else if (auto send = fromJson<Send>(body)) {
            item.request = *std::move(send);
        }
        items.append(std::move(item));
    }
    return items;
}

Result<void> CacheDatabase::prune(Instant olderThan)
{
    if (auto done = setDurable(false); !done)
        return done;
    Transaction transaction(m_db);
    if (auto done = Statement(m_kept, m_db, u"DELETE FROM entry WHERE at < ?"_s).run(toMillis(olderThan)); !done)
        return done;
    if (auto done = Statement(m_kept, m_db, u"DELETE FROM stream WHERE id NOT IN (SELECT stream_id FROM entry)"_s).run(); !done)
        return done;
    return transaction.commit();
}

Result<qint64> CacheDatabase::keepOwnWords(const QString& directory)
{
    qint64 words = 0;
    Result<void> done;
    {
        Statement count(m_kept, m_db, u"SELECT (SELECT COUNT(*) FROM draft) + (SELECT COUNT(*) FROM outbox)"_s);
        done = count.run();
        words = done && count.next() ? count.value(0).toLongLong() : 0;
    }
    const auto clear = {"DELETE FROM entry"_L1, "DELETE FROM stream"_L1, "DELETE FROM board"_L1,
        "DELETE FROM conversation_row"_L1, "VACUUM"_L1, "PRAGMA wal_checkpoint(TRUNCATE)"_L1};
    for (const auto& sql : clear)
        if (done && words > 0)
            done = Statement(m_kept, m_db, QString(sql)).run();
    // What others said must not stay because something could not be deleted row by row.
    if (!done || words == 0) {
        wipe(directory);
        return done ? Result<qint64>(0) : done.error();
    }
    close();
    return words;
}

void CacheDatabase::wipe(const QString& directory)
{
    close();
    const QString path = QDir(directory).filePath(fileName());
    for (const auto& suffix : {""_L1, "-wal"_L1, "-shm"_L1, "-journal"_L1})
        QFile::remove(path + suffix);
}

} // namespace greenroom
