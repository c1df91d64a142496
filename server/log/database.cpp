// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/database.h"

#include <array>
#include <atomic>

#include <QSqlError>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

// SQLite's primary result codes.
constexpr int kSqliteIoError = 10;
constexpr int kSqliteCorrupt = 11;
constexpr int kSqliteNotADatabase = 26;

struct Pragma {
    QString set;
    QString ask;
    QString expected;
};

} // namespace

Database::Database(const QString& connectionName)
    : m_name(connectionName)
    , m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, connectionName))
{
}

Database::~Database()
{
    m_prepared.clear();
    m_connection.close();
    m_connection = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode)
{
    static std::atomic<quint64> serial = 0;
    std::unique_ptr<Database> database(new Database(u"greenroom-%1"_s.arg(++serial)));
    const bool writes = mode == Mode::readWrite;
    database->m_connection.setDatabaseName(path);
    database->m_connection.setConnectOptions(
        writes ? u"QSQLITE_BUSY_TIMEOUT=2000"_s : u"QSQLITE_BUSY_TIMEOUT=2000;QSQLITE_OPEN_READONLY"_s);
    if (!database->m_connection.open())
        return database->failure(database->m_connection.lastError());

    // The readers take the journal mode the writer set.
    const std::array pragmas {
        Pragma {writes ? u"PRAGMA journal_mode=WAL"_s : QString(), u"PRAGMA journal_mode"_s, u"wal"_s},
        Pragma {u"PRAGMA synchronous=FULL"_s, u"PRAGMA synchronous"_s, u"2"_s},
        Pragma {u"PRAGMA foreign_keys=ON"_s, u"PRAGMA foreign_keys"_s, u"1"_s},
        Pragma {u"PRAGMA trusted_schema=OFF"_s, u"PRAGMA trusted_schema"_s, u"0"_s},
        Pragma {writes ? u"PRAGMA wal_autocheckpoint=4000"_s : u"PRAGMA wal_autocheckpoint=0"_s, u"PRAGMA wal_autocheckpoint"_s,
            writes ? u"4000"_s : u"0"_s},
    };
    for (const Pragma& pragma : pragmas) {
        QSqlQuery query(database->m_connection);
        if (!pragma.set.isEmpty() && !query.exec(pragma.set))
            return database->failure(query.lastError());
        if (!query.exec(pragma.ask) || !query.next())
            return database->failure(query.lastError());
        if (query.value(0).toString() != pragma.expected)
            return Error {
                Code::storage, {}, pragma.ask + u" is "_s + query.value(0).toString() + u", must be "_s + pragma.expected, 0};
    }
    return database;
}

Result<Rows> Database::execute(const QString& sql, const QVariantList& values)
{
    std::shared_ptr<QSqlQuery>& query = m_prepared[sql];
    if (!query) {
        query = std::make_shared<QSqlQuery>(m_connection);
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            const QSqlError error = query->lastError();
            m_prepared.remove(sql);
            return failure(error);
        }
    }
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, values[i]);
    if (!query->exec())
        return failure(query->lastError());
    return Rows(*query);
}

void Database::letRowsGo()
{
    for (const auto& query : std::as_const(m_prepared))
        query->finish();
}

Result<void> Database::begin()
{
    m_unknown = false;
    letRowsGo();
    auto done = run(u"BEGIN IMMEDIATE"_s);
    return done ? Result<void>() : done.error();
}

Result<void> Database::commit()
{
    letRowsGo();
    auto done = run(u"COMMIT"_s);
    return done ? Result<void>() : done.error();
}

Result<void> Database::beginLook()
{
    auto done = run(u"BEGIN"_s);
    return done ? Result<void>() : done.error();
}

Result<void> Database::settle()
{
    auto rows = run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    // The log is synced first; that there may be no room to go on then does no harm.
    if (!rows && m_unknown)
        return rows.error();
    endLook();
    return {};
}

void Database::endLook()
{
    rollback();
}

void Database::rollback()
{
    letRowsGo();
    // Fails when the engine has rolled back by itself; either way the transaction is over.
    (void)run(u"ROLLBACK"_s);
}

Error Database::failure(const QSqlError& error)
{
    const int primary = error.nativeErrorCode().toInt() & 0xff;
    m_unknown = primary == kSqliteIoError || primary == kSqliteCorrupt;
    const QString words = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    if (primary == kSqliteCorrupt || primary == kSqliteNotADatabase)
        return {Code::storage, {},
            u"%1 is damaged (%2). Keep it as it is, and make a new store of the latest backup with \"greenroomd restore FILE "
            "--data-dir DIR\", in an empty directory"_s.arg(m_connection.databaseName(), words),
            0};
    return {Code::storage, {}, words, 0};
}

} // namespace greenroom
