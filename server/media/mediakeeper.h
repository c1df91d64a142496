// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

#include <QThread>

#include "core/protocol/media.h"
#include "server/blob/blobstore.h"
#include "server/image/imageworker.h"
#include "server/media/mediatable.h"

namespace greenroom {

/// Makes of what came in what is kept, and hands it out again: pictures through the helper program, voice notes taken
/// apart and put together anew, both under their hash in the blob store. Has a thread of its own, for disk and helper.
class MediaKeeper {
public:
    struct Settings {
        QString folder; ///< of the blob store
        ImageWorker::Settings image;
        int atOnce = 16; ///< uploads in work or waiting; more are refused busy
        qint64 keepFree = 1LL << 30; ///< bytes the disk must have left: what is said goes on when files no longer do
    };
    /// Error storage. Without the helper program everything but pictures works; that is said in the log.
    static Result<std::unique_ptr<MediaKeeper>> start(const Settings& settings);
    /// Ends the thread; what was under way is never answered.
    ~MediaKeeper();
    Q_DISABLE_COPY_MOVE(MediaKeeper)

    // ---- any thread; answers come on the keeper's ----
    /// On disk when answered. Errors: mediaRejected, busy, storage, internal.
    void keep(MediaKind media, const QByteArray& bytes, bool findCodes, std::function<void(Result<KeptFile>)> then);
    void fetch(const QByteArray& hash, std::function<void(Result<QByteArray>)> then);

private:
    MediaKeeper(const Settings& settings, std::unique_ptr<BlobStore> store);
    Result<KeptFile> put(const QByteArray& bytes, KeptFile file);

    Settings m_settings;
    std::unique_ptr<BlobStore> m_store; // the thread's
    std::unique_ptr<ImageWorker> m_images; // the thread's
    std::atomic<int> m_inWork = 0;
    QThread m_thread;
};

} // namespace greenroom
