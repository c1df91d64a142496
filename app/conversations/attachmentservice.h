// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCache>

#include "app/link/httpclient.h"
#include "app/link/link.h"

namespace greenroom {

/// Pictures and voice notes, there and back over the server's HTTP side. Main thread; callbacks as in Link.
class AttachmentService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AttachmentService)
public:
    AttachmentService(Link& link, HttpClient& http, QObject* parent);

    /// Stores a picture at the server, which decides by content what it is, and answers with what to send.
    void uploadImage(
        ConversationId conversation, const QByteArray& bytes, QObject* context, std::function<void(Result<Image>)> callback);
    /// The file's bytes; the last few are kept in memory.
    void download(BlobId blob, QObject* context, std::function<void(Result<QByteArray>)> callback);

private:
    Link& m_link;
    HttpClient& m_http;
    QCache<BlobId, QByteArray> m_recent;
};

} // namespace greenroom
