// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QThread>

#include "app/cache/cachedatabase.h"

namespace greenroom {

/// The local database, from the main thread: every call returns at once, the work is done in order on one worker
/// thread, callbacks come back through the event loop and not at all once their context is gone.
/// Destruction finishes what was asked before.
class Cache final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Cache)
public:
    template <class T>
    using Callback = std::function<void(Result<T>)>;

    /// Entries older than this are forgotten.
    static constexpr std::chrono::hours kKeepFor {30 * 24};

    enum class Works {
        onItsThread,
        here, ///< on the caller's, from the event loop: a simulation has one thread. What was not done at the end is not done.
    };
    Cache(const QString& directory, QObject* parent, Works works = Works::onItsThread);
    ~Cache() override;

    /// What the lists can show before anybody is known to be signed in, for open() may still be far away: read on a
    /// connection of its own. Empty when there is no cache of this person.
    void readBoards(PersonId owner, QObject* context, Callback<QList<CachedBoard>> callback);

    /// Opens it for this person, forgets what is too old. Whatever is asked after this call finds it open; before, and
    /// when it failed, every call answers `unavailable`.
    void open(PersonId owner, Instant now, QObject* context, Callback<void> callback);

    void loadEntries(const StreamId& stream, qint64 before, qint64 limit, QObject* context, Callback<QList<Entry>> callback);
    void loadCursor(const StreamId& stream, QObject* context, Callback<Cursor> callback);
    void saveEntries(const StreamId& stream, const QList<Entry>& entries, const std::optional<Cursor>& cursor);
    void dropStream(const StreamId& stream);

    void saveBoard(BoardName board, const QList<Uuid>& keys, const QList<ConversationRow>& rows);

    void saveDrafts(const QList<Draft>& drafts);
    void loadDrafts(QObject* context, Callback<QList<Draft>> callback);

    /// The callback means: it is on the disk.
    void putOutbox(const OutboxItem& item, QObject* context, Callback<void> callback);
    void markOutbox(ClientId clientId, const Error& error);
    void removeOutbox(ClientId clientId);
    void loadOutbox(QObject* context, Callback<QList<OutboxItem>> callback);

    /// Deletes what others said from this machine. What this person wrote and could not send stays, for their next sign-in,
    /// until somebody else signs in. How many drafts and messages that is.
    void keepOwnWords(QObject* context, Callback<qint64> callback);
    /// Deletes everything of this person from this machine.
    void wipe(QObject* context, Callback<void> callback);

Q_SIGNALS:
    /// Something could not be stored. Told once until the next open().
    void failed(const greenroom::Error& error);

private:
    struct Worker;
    template <class T>
    void ask(std::function<Result<T>(CacheDatabase&)> work, QObject* context, Callback<T> callback);
    void tell(std::function<Result<void>(CacheDatabase&)> work);

    QString m_directory;
    QThread m_thread;
    std::unique_ptr<Worker> m_worker;
    bool m_failureTold = false;
};

} // namespace greenroom
