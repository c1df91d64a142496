// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/wireclient.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QWebSocketHandshakeOptions>
#include <QWebSocketProtocol>

namespace greenroom {

using namespace Qt::StringLiterals;

WireClient::WireClient(QObject* parent)
    : QObject(parent)
{
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        m_open = true;
        Q_EMIT opened();
    });
    // Not disconnected(): that does not come for a connection that was never made.
    connect(&m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state != QAbstractSocket::UnconnectedState)
            return;
        m_open = false;
        for (const auto& waiting : std::exchange(m_waiting, {}))
            waiting(Error {Code::offline, {}, {}, 0});
        Q_EMIT closed();
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &WireClient::receive);
}

WireClient::~WireClient()
{
    // The socket's last words come when what they would be told to is gone.
    m_socket.disconnect(this);
}

void WireClient::open(const QUrl& server)
{
    QUrl url = server;
    url.setScheme(server.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    url.setPath(u"/ws"_s);
    QNetworkRequest request(url);
    // QWebSocketHandshakeOptions came with Qt 6.4
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QString(kSubprotocol)});
    m_socket.open(request, options);
}

void WireClient::cut()
{
    m_socket.abort();
}

void WireClient::receive(const QString& frame)
{
    const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
    const QJsonObject body = object.value("body"_L1).toObject();
    if (const QString id = object.value("id"_L1).toString(); !id.isEmpty()) {
        if (const auto then = m_waiting.take(id))
            then(body);
    } else if (const auto& handler = m_handlers.value(object.value("type"_L1).toString())) {
        handler(body);
    }
}

Result<QJsonObject> postApi(const QUrl& server, const QString& type, const QByteArray& body, const QString& bearer)
{
    QNetworkAccessManager network;
    QUrl url = server;
    url.setPath(u"/api/v1/"_s + type);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(20'000);
    if (!bearer.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + bearer.toUtf8());
    QNetworkReply* reply = network.post(request, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    const QJsonDocument answer = QJsonDocument::fromJson(reply->readAll());
    if (!answer.isObject())
        return Error {Code::offline, {}, reply->errorString(), 0};
    return answer.object();
}

Result<SignedIn> signIn(const QUrl& server, const QString& name, const QString& password)
{
    QString body;
    codec::write(body, SignIn {name, password, u"test"_s}, Audience::staff);
    auto answer = postApi(server, QString(SignIn::type), body.toUtf8());
    if (!answer)
        return answer.error();
    return readReplyBody<SignedIn>(*answer);
}

} // namespace greenroom
