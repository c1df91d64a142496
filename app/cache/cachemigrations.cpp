// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cache/cachemigrations.h"

namespace greenroom {

using namespace Qt::StringLiterals;

const QList<QStringList>& cacheMigrations()
{
    static const QList<QStringList> steps {
        // 1
        {
            u"CREATE TABLE owner (id INTEGER PRIMARY KEY CHECK (id = 1), person_id BLOB NOT NULL)"_s,
            u"CREATE TABLE stream (id TEXT PRIMARY KEY, epoch BLOB NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID"_s,
            u"CREATE TABLE entry (stream_id TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,"
            " PRIMARY KEY (stream_id, number)) WITHOUT ROWID"_s,
            u"CREATE INDEX entry_by_at ON entry (at)"_s,
            u"CREATE TABLE conversation_row (id BLOB PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID"_s,
            u"CREATE TABLE board (name TEXT NOT NULL, position INTEGER NOT NULL, conversation_id BLOB NOT NULL,"
            " PRIMARY KEY (name, position)) WITHOUT ROWID"_s,
            u"CREATE TABLE draft (conversation_id BLOB PRIMARY KEY, text TEXT NOT NULL, note INTEGER NOT NULL,"
            " at INTEGER NOT NULL) WITHOUT ROWID"_s,
            u"CREATE TABLE outbox (position INTEGER PRIMARY KEY AUTOINCREMENT, client_id BLOB NOT NULL UNIQUE,"
            " conversation_id BLOB NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL,"
            " seen INTEGER NOT NULL, failed_code TEXT, failed_detail TEXT)"_s,
        },
        // 2: what was kept from before staff saw customers' numbers starred is read anew; drafts and what waits to be sent stay
        {
            u"DELETE FROM entry"_s,
            u"DELETE FROM stream"_s,
            u"DELETE FROM conversation_row"_s,
            u"DELETE FROM board"_s,
        },
    };
    return steps;
}

} // namespace greenroom
