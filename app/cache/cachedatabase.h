// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>

#include <QSqlDatabase>
#include <QSqlQuery>

#include "app/cache/cacherows.h"

namespace greenroom {

/// The local database: one SQLite file of one person (directory 0700, file 0600, WAL). Blocking; used only on the
/// thread that opened it. Drafts and the outbox are on the disk when a call returns; the rest, which the server has
/// too, may lose its last moments in a power cut.
class CacheDatabase {
public:
    /// By their text. One in use is away from here.
    using Statements = std::map<QString, std::unique_ptr<QSqlQuery>>;

    CacheDatabase();
    ~CacheDatabase();
    Q_DISABLE_COPY_MOVE(CacheDatabase)

    /// Opens or makes it, up to date. What another person left is wiped first. schemaNewer: of a newer version, untouched.
    Result<void> open(const QString& directory, PersonId owner);
    void close();
    /// The file's name within the directory.
    static QString fileName();

    /// The newest `limit` entries below `before` (0: of all), ascending. An entry that cannot be read ends the page there.
    Result<QList<Entry>> entries(const StreamId& stream, qint64 before, qint64 limit);
    Result<Cursor> cursor(const StreamId& stream);
    /// Stores entries; with a cursor, moves it in the same transaction. A Recalled clears what it takes back.
    Result<void> saveEntries(const StreamId& stream, const QList<Entry>& entries, const std::optional<Cursor>& cursor);
    Result<void> dropStream(const StreamId& stream);

    /// Replaces a board's order; rows that changed are given, the others stand.
    Result<void> saveBoard(BoardName board, const QList<Uuid>& keys, const QList<ConversationRow>& rows);
    Result<QList<CachedBoard>> boards();
    /// The same from a connection of its own, read only, opened and closed here; empty when there is nothing readable of
    /// this person.
    static QList<CachedBoard> readBoards(const QString& directory, PersonId owner);

    Result<void> saveDrafts(const QList<Draft>& drafts);
    Result<QList<Draft>> drafts();

    Result<void> putOutbox(const OutboxItem& item);
    /// Only state failed and its error are kept; anything else reads back as queued.
    Result<void> markOutbox(ClientId clientId, const Error& error);
    Result<void> removeOutbox(ClientId clientId);
    /// In the order they were put.
    Result<QList<OutboxItem>> outbox();

    /// Forgets entries older than this, and the cursors of streams of which nothing is left.
    Result<void> prune(Instant olderThan);
    /// Deletes all but the drafts and the outbox, what the person wrote and nobody else has; closed afterwards. How many of
    /// these there are; with none of them the file goes too.
    Result<qint64> keepOwnWords(const QString& directory);
    /// Deletes the file in this directory and all that belongs to it; closed afterwards.
    void wipe(const QString& directory);

private:
    Result<void> configure();
    Result<void> migrate();
    Result<void> claim(PersonId owner);
    Result<void> setDurable(bool durable);

    QString m_directory;
    QString m_connection;
    QSqlDatabase m_db;
    Statements m_kept;
    bool m_durable = true;
};

} // namespace greenroom
