// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cache/cache.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include "app/link/context.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(logCache, "greenroom.cache", QtInfoMsg)

} // namespace

/// Lives on the worker thread; `database` and `open` are touched there only.
struct Cache::Worker {
    QObject anchor;
    CacheDatabase database;
    bool open = false;
};

Cache::Cache(const QString& directory, QObject* parent, Works works)
    : QObject(parent)
    , m_directory(directory)
    , m_worker(std::make_unique<Worker>())
{
    if (works == Works::here)
        return;
    m_thread.setObjectName(u"cache"_s);
    m_worker->anchor.moveToThread(&m_thread);
    m_thread.start();
}

Cache::~Cache()
{
    if (!m_thread.isRunning())
        return;
    // Behind everything asked before; the connection must be closed where it was opened.
    QMetaObject::invokeMethod(
        &m_worker->anchor,
        [this] {
            m_worker->database.close();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

template <class T>
void Cache::ask(std::function<Result<T>(CacheDatabase&)> work, QObject* context, Callback<T> callback)
{
    auto reply = whileAlive<Result<T>>(context, std::move(callback));
    QMetaObject::invokeMethod(
        &m_worker->anchor,
        [this, work = std::move(work), reply = std::move(reply)] {
            Result<T> result = m_worker->open ? work(m_worker->database)
                                              : Result<T>(Error {Code::unavailable, {}, u"the cache is not open"_s, 0});
            QMetaObject::invokeMethod(
                this, [reply, result = std::move(result)] { reply(result); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Cache::tell(std::function<Result<void>(CacheDatabase&)> work)
{
    ask<void>(std::move(work), this, [this](const Result<void>& done) {
        if (done || m_failureTold || done.error().code == Code::unavailable)
            return;
        m_failureTold = true;
        qCWarning(logCache) << "cannot store:" << sentence(done.error());
        Q_EMIT failed(done.error());
    });
}

void Cache::readBoards(PersonId owner, QObject* context, Callback<QList<CachedBoard>> callback)
{
    auto reply = whileAlive<Result<QList<CachedBoard>>>(context, std::move(callback));
    QMetaObject::invokeMethod(
        &m_worker->anchor,
        [this, owner, reply = std::move(reply)] {
            const auto boards = CacheDatabase::readBoards(m_directory, owner);
            QMetaObject::invokeMethod(
                this, [reply, boards] { reply(boards); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Cache::open(PersonId owner, Instant now, QObject* context, Callback<void> callback)
{
    m_failureTold = false;
    auto reply = whileAlive<Result<void>>(context, std::move(callback));
    QMetaObject::invokeMethod(
        &m_worker->anchor,
        [this, owner, now, reply = std::move(reply)] {
            Result<void> done = m_worker->database.open(m_directory, owner);
            m_worker->open = bool(done);
            if (done)
                done = m_worker->database.prune(now - kKeepFor);
            QMetaObject::invokeMethod(
                this, [reply, done] { reply(done); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Cache::loadEntries(const StreamId& stream, qint64 before, qint64 limit, QObject* context, Callback<QList<Entry>> callback)
{
    ask<QList<Entry>>([=](CacheDatabase& db) { return db.entries(stream, before, limit); }, context, std::move(callback));
}

void Cache::loadCursor(const StreamId& stream, QObject* context, Callback<Cursor> callback)
{
    ask<Cursor>([=](CacheDatabase& db) { return db.cursor(stream); }, context, std::move(callback));
}

void Cache::saveEntries(const StreamId& stream, const QList<Entry>& entries, const std::optional<Cursor>& cursor)
{
    tell([=](CacheDatabase& db) { return db.saveEntries(stream, entries, cursor); });
}

void Cache::dropStream(const StreamId& stream)
{
    tell([=](CacheDatabase& db) { return db.dropStream(stream); });
}

void Cache::saveBoard(BoardName board, const QList<Uuid>& keys, const QList<ConversationRow>& rows)
{
    tell([=](CacheDatabase& db) { return db.saveBoard(board, keys, rows); });
}

void Cache::saveDrafts(const QList<Draft>& drafts)
{
    tell([=](CacheDatabase& db) { return db.saveDrafts(drafts); });
}

void Cache::loadDrafts(QObject* context, Callback<QList<Draft>> callback)
{
    ask<QList<Draft>>([](CacheDatabase& db) { return db.drafts(); }, context, std::move(callback));
}

void Cache::putOutbox(const OutboxItem& item, QObject* context, Callback<void> callback)
{
    ask<void>([=](CacheDatabase& db) { return db.putOutbox(item); }, context, std::move(callback));
}

void Cache::markOutbox(ClientId clientId, const Error& error)
{
    tell([=](CacheDatabase& db) { return db.markOutbox(clientId, error); });
}

void Cache::removeOutbox(ClientId clientId)
{
    tell([=](CacheDatabase& db) { return db.removeOutbox(clientId); });
}

void Cache::loadOutbox(QObject* context, Callback<QList<OutboxItem>> callback)
{
    ask<QList<OutboxItem>>([](CacheDatabase& db) { return db.outbox(); }, context, std::move(callback));
}

void Cache::keepOwnWords(QObject* context, Callback<qint64> callback)
{
    auto reply = whileAlive<Result<qint64>>(context, std::move(callback));
    QMetaObject::invokeMethod(
        &m_worker->anchor,
        [this, reply = std::move(reply)] {
            m_worker->open = false;
            const auto words = m_worker->database.keepOwnWords(m_directory);
            QMetaObject::invokeMethod(
                this, [reply, words] { reply(words); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void Cache::wipe(QObject* context, Callback<void> callback)
{
    auto reply = whileAlive<Result<void>>(context, std::move(callback));
    QMetaObject::invokeMethod(
        &m_worker->anchor,
        [this, reply = std::move(reply)] {
            m_worker->open = false;
            m_worker->database.wipe(m_directory);
            QMetaObject::invokeMethod(
                this, [reply] { reply({}); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace greenroom
