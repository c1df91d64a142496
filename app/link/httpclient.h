// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QNetworkAccessManager>

#include "app/link/context.h"
#include "core/protocol/envelope.h"

class QNetworkReply;

namespace greenroom {

/// The server's HTTP side: sign-in and attachments. No redirects, certificate errors never ignored, answers bounded.
/// Results: the body, the server's refusal, offline when it cannot be reached, timedOut.
class HttpClient final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpClient)
public:
    using Callback = std::function<void(Result<QByteArray>)>;

    explicit HttpClient(QObject* parent, Millis timeout = Millis(20'000));

    /// Server: http(s)://host[:port]. Path: absolute, with its query. Token: sent as a bearer, none when empty.
    void post(const QUrl& server, const QString& path, const QString& token, const QByteArray& contentType,
        const QByteArray& body, QObject* context, Callback callback);
    void get(const QUrl& server, const QString& path, const QString& token, QObject* context, Callback callback);

    /// A request's body to its typed reply over POST /api/v1/<type>.
    template <Request R>
    void call(const QUrl& server, const QString& token, const R& request, QObject* context,
        std::function<void(Result<typename R::Reply>)> callback)
    {
        QString body;
        codec::write(body, request, Audience::staff);
        post(server, QStringLiteral("/api/v1/") + R::type, token, "application/json", body.toUtf8(), context,
            [callback = std::move(callback)](
                const Result<QByteArray>& answer) { callback(readAnswer<typename R::Reply>(answer)); });
    }

    /// An answer's JSON as the reply's struct.
    template <class Reply>
    static Result<Reply> readAnswer(const Result<QByteArray>& answer)
    {
        if (!answer)
            return answer.error();
        auto object = objectOf(*answer);
        if (!object)
            return object.error();
        return readReplyBody<Reply>(*object);
    }

private:
    static Result<QJsonObject> objectOf(const QByteArray& json);
    void finish(QNetworkReply* reply, QObject* context, Callback callback);

    QNetworkAccessManager m_network;
};

} // namespace greenroom
