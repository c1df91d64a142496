// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/httpclient.h"

#include <QJsonDocument>
#include <QNetworkReply>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxAnswer = 16 * 1024 * 1024;

QNetworkRequest requestTo(const QUrl& server, const QString& path, const QString& token)
{
    QUrl url = server.resolved(QUrl(path));
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    return request;
}

} // namespace

HttpClient::HttpClient(QObject* parent, Millis timeout)
    : QObject(parent)
{
    m_network.setTransferTimeout(static_cast<int>(timeout.count()));
}

void HttpClient::post(const QUrl& server, const QString& path, const QString& token, const QByteArray& contentType,
    const QByteArray& body, QObject* context, Callback callback)
{
    QNetworkRequest request = requestTo(server, path, token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    finish(m_network.post(request, body), context, std::move(callback));
}

void HttpClient::get(const QUrl& server, const QString& path, const QString& token, QObject* context, Callback callback)
{
    finish(m_network.get(requestTo(server, path, token)), context, std::move(callback));
}

Result<QJsonObject> HttpClient::objectOf(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return Error {Code::malformed, {}, u"the answer is no JSON object"_s, 0};
    return document.object();
}

void HttpClient::finish(QNetworkReply* reply, QObject* context, Callback callback)
{
    reply->setParent(this);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > kMaxAnswer)
            reply->abort();
    });
    connect(
        reply, &QNetworkReply::finished, this, [reply, call = whileAlive<Result<QByteArray>>(context, std::move(callback))] {
            reply->deleteLater();
            const QByteArray body = reply->readAll();
            const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            if (status == 200 && reply->error() == QNetworkReply::NoError)
                return call(body);
            if (reply->error() == QNetworkReply::OperationCanceledError)
                return call(Error {Code::timedOut, {}, reply->errorString(), 0});
            if (status == 0)
                return call(Error {Code::offline, {}, reply->errorString(), 0});
            const auto object = objectOf(body);
            if (object && object->contains("code"_L1))
                return call(readError(*object));
            call(Error {status >= 500 ? Code::unavailable : Code::internal, {}, u"HTTP status %1"_s.arg(status), 0});
        });
}

} // namespace greenroom
