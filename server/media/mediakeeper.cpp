// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/media/mediakeeper.h"

#include <QLoggingCategory>
#include <QStorageInfo>

#include "server/blob/fileblobstore.h"
#include "server/voice/voicenote.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(mediaLog, "greenroom.media")

Result<std::unique_ptr<MediaKeeper>> MediaKeeper::start(const Settings& settings)
{
    if (!ImageWorker::isRunnable(settings.image.program))
        qCWarning(mediaLog).noquote() << settings.image.program << "is not there or may not be run: pictures will be refused";
    auto store = FileBlobStore::open(settings.folder);
    if (!store)
        return store.error();
    return std::unique_ptr<MediaKeeper>(new MediaKeeper(settings, std::make_unique<FileBlobStore>(*std::move(store))));
}

MediaKeeper::MediaKeeper(const Settings& settings, std::unique_ptr<BlobStore> store)
    : m_settings(settings)
    , m_store(std::move(store))
    , m_images(std::make_unique<ImageWorker>(settings.image))
{
    m_thread.setObjectName(u"media"_s);
    m_images->moveToThread(&m_thread);
    m_thread.start();
}

MediaKeeper::~MediaKeeper()
{
    // Processes belong to the thread that started them.
    QMetaObject::invokeMethod(
        m_images.get(), [this] { m_images.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void MediaKeeper::keep(MediaKind media, const QByteArray& bytes, bool findCodes, std::function<void(Result<KeptFile>)> then)
{
    if (m_inWork.fetch_add(1) >= m_settings.atOnce) {
        --m_inWork;
        then(Error {Code::busy, {}, {}, 2000});
        return;
    }
    const auto done = [this, then = std::move(then)](const Result<KeptFile>& kept) {
        --m_inWork;
        then(kept);
    };
    QMetaObject::invokeMethod(
        m_images.get(),
        [this, media, bytes, findCodes, done] {
            const qint64 free = QStorageInfo(m_settings.folder).bytesAvailable();
            if (free < m_settings.keepFree) {
                qCWarning(mediaLog).noquote() << "file-refused free" << free << "kept-free" << m_settings.keepFree;
                done(Error {Code::storage, {}, u"only %1 bytes of the disk are free"_s.arg(free), 0});
                return;
            }
            if (media == MediaKind::voice) {
                const auto note = makeVoiceNote(bytes);
                done(note ? put(note->bytes, {{}, u"audio/ogg"_s, 0, 0, 0, note->durationMs}) : note.error());
                return;
            }
            m_images->clean(bytes, findCodes, [this, done](const Result<CleanImage>& image) {
                done(image ? put(image->bytes, {{}, image->mime, 0, image->width, image->height, 0, image->code})
                           : image.error());
            });
        },
        Qt::QueuedConnection);
}

Result<KeptFile> MediaKeeper::put(const QByteArray& bytes, KeptFile file)
{
    const auto hash = m_store->put(bytes);
    if (!hash)
        return hash.error();
    file.hash = *hash;
    file.bytes = bytes.size();
    return file;
}

void MediaKeeper::fetch(const QByteArray& hash, std::function<void(Result<QByteArray>)> then)
{
    QMetaObject::invokeMethod(
        m_images.get(), [this, hash, then = std::move(then)] { then(m_store->get(hash)); }, Qt::QueuedConnection);
}

} // namespace greenroom
