// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <limits>

#include <QHash>

#include "server/log/log.h"

namespace greenroom {

/// How far a stream has got.
struct StreamHeads {
    qint64 head = 0;
    qint64 customerHead = 0; ///< number of the last entry customers may see

    qint64 of(Audience audience) const { return audience == Audience::staff ? head : customerHead; }
};

/// Where a client id was stored before.
struct StoredAs {
    ShopId shop;
    StreamId stream;
    qint64 number = 0;
    Instant at;
    Author author;
    QByteArray salt;
    QByteArray digest; ///< of salt and content

    /// Was it this? Also of what has been cleared since: a repeat is told from a different thing under the same id.
    bool says(const Content& content) const;
};

/// Fills in body and digest, so that whoever decides and whoever stores need them made once.
void writeDown(LoggedEntry& entry);

/// The tables `stream` and `entry`. Functions of the reading kind may run on any Database; append() only on the writer's.
class EntryTable {
public:
    /// Inserts the entries. Inside the caller's transaction.
    Result<void> append(Database& database, const std::vector<LoggedEntry>& entries);
    /// Notes how far the streams have got, so that verifying finds a missing end. Inside a transaction; from time to time
    /// is enough, because what counts are the entries.
    Result<void> noteHeads(Database& database);
    /// Forgets what it knows of row ids: after a rollback.
    void reset();

    static Result<StreamHeads> heads(Database& database, const StreamId& stream);
    /// How many entries to find: at most so many, and none behind the one that makes them longer than that many characters.
    struct Most {
        qint64 entries = 0;
        qsizetype chars = std::numeric_limits<qsizetype>::max();
        bool damagedToo = false; ///< as UnknownContent
    };
    /// Entries this audience may see, ascending: those after `after`. One whose content is not what was stored is not
    /// among them, nor what is behind it; if it is the first, that is a failure (Code::storage).
    static Result<std::vector<LoggedEntry>> after(
        Database& database, const StreamId& stream, Audience audience, qint64 after, Most most);
    /// The last of those below `before`, ascending.
    static Result<std::vector<LoggedEntry>> before(
        Database& database, const StreamId& stream, Audience audience, qint64 before, Most most);
    /// Names of kinds of content to look for; empty ones find nothing.
    using Kinds = std::array<QLatin1StringView, 8>;
    /// What was stored in a shop's streams of one kind from `from` on, in the order it was stored: entries of these kinds,
    /// among the newest `most` of the whole log. What is not what was stored is left out.
    static Result<std::vector<LoggedEntry>> since(
        Database& database, ShopId shop, StreamKind kind, Instant from, const Kinds& kinds, qint64 most);
    /// The last `most` entries of these kinds below `before` in one stream, ascending; what is not what was stored is left out.
    static Result<std::vector<LoggedEntry>> lastOf(
        Database& database, const StreamId& stream, const Kinds& kinds, qint64 before, qint64 most);
    /// Every client id at or above `from` and below `below`.
    static Result<std::vector<ClientId>> clientIds(Database& database, ClientId from, ClientId below);
    /// The lowest client id at or above `from`.
    static Result<std::optional<ClientId>> lowestClientId(Database& database, ClientId from);
    static Result<std::optional<StoredAs>> find(Database& database, ClientId clientId);
    /// Clears a body for good (recall, erasure); readers get a Tombstone with the same number.
    static Result<void> clear(Database& database, const StreamId& stream, qint64 number);

private:
    Result<qint64> streamRow(Database& database, const LoggedEntry& entry);

    QHash<StreamId, qint64> m_rows;
    QHash<StreamId, StreamHeads> m_moved; // not noted yet
    qint64 m_lastEntry = -1;
    qint64 m_lastStream = -1;
};

} // namespace greenroom
