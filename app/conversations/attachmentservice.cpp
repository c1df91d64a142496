// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/conversations/attachmentservice.h"

#include "core/protocol/media.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kKeepBytes = 32 * 1024 * 1024;

} // namespace

AttachmentService::AttachmentService(Link& link, HttpClient& http, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_http(http)
    , m_recent(kKeepBytes)
{
    connect(&m_link, &Link::stateChanged, this, [this] {
        if (m_link.state() == LinkState::signedOut)
            m_recent.clear();
    });
}

void AttachmentService::uploadImage(
    ConversationId conversation, const QByteArray& bytes, QObject* context, std::function<void(Result<Image>)> callback)
{
    const auto reply = whileAlive<Result<Image>>(context, std::move(callback));
    const qint64 limit = m_link.welcome() ? m_link.welcome()->limits.imageBytes : kMaxImageBytes;
    if (bytes.size() > limit) {
        QMetaObject::invokeMethod(
            this,
            [reply, limit] {
                reply(Error {Code::tooLarge, {}, {}, limit});
            },
            Qt::QueuedConnection);
        return;
    }
    m_link.request(BeginUpload {conversation, MediaKind::image, bytes.size()}, this,
        [this, bytes, reply](const Result<UploadPath>& place) {
            if (!place)
                return reply(place.error());
            m_http.post(m_link.server(), place->path, m_link.token(), "application/octet-stream", bytes, this,
                [reply](const Result<QByteArray>& answer) { reply(HttpClient::readAnswer<Image>(answer)); });
        });
}

void AttachmentService::download(BlobId blob, QObject* context, std::function<void(Result<QByteArray>)> callback)
{
    const auto reply = whileAlive<Result<QByteArray>>(context, std::move(callback));
    if (const QByteArray* held = m_recent.object(blob)) {
        QMetaObject::invokeMethod(
            this, [reply, bytes = *held] { reply(bytes); }, Qt::QueuedConnection);
        return;
    }
    m_link.request(LinkBlob {blob}, this, [this, blob, reply](const Result<BlobLink>& link) {
        if (!link)
            return reply(link.error());
        m_http.get(m_link.server(), link->path, m_link.token(), this, [this, blob, reply](const Result<QByteArray>& bytes) {
            if (bytes)
                m_recent.insert(blob, new QByteArray(*bytes), bytes->size());
            reply(bytes);
        });
    });
}

} // namespace greenroom
