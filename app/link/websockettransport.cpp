// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/websockettransport.h"

#include <QNetworkRequest>
#include <QTimer>

#include "core/protocol/limits.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kCloseWithin {3000};

} // namespace

void WebSocketTransport::DeleteLater::operator()(QWebSocket* socket) const
{
    // It may be one of its own signals that lets go of it.
    socket->disconnect();
    socket->abort();
    socket->deleteLater();
}

WebSocketTransport::WebSocketTransport(QObject* parent)
    : Transport(parent)
{
}

WebSocketTransport::~WebSocketTransport() = default;

void WebSocketTransport::open(const QUrl& url)
{
    m_socket.reset(new QWebSocket);
    QWebSocket* socket = m_socket.get();
    socket->setMaxAllowedIncomingFrameSize(kMaxIncoming);
    socket->setMaxAllowedIncomingMessageSize(kMaxIncoming);
    connect(socket, &QWebSocket::connected, this, &WebSocketTransport::opened);
    connect(socket, &QWebSocket::textMessageReceived, this, &WebSocketTransport::received);
    connect(socket, &QWebSocket::disconnected, this, [this] { onClosed(u"closed by the server"_s); });
    connect(
        socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
        [this] { onClosed(m_socket ? m_socket->errorString() : QString()); }, Qt::QueuedConnection);
    QNetworkRequest request(url);
    request.setRawHeader("Sec-WebSocket-Protocol", QByteArray(kSubprotocol.data(), kSubprotocol.size()));
    socket->open(request);
}

void WebSocketTransport::send(const QString& frame)
{
    if (m_socket)
        m_socket->sendTextMessage(frame);
}

void WebSocketTransport::drop()
{
    if (!m_socket)
        return;
    // Says goodbye to the server, but nothing more to us; and does not wait for a peer that is gone.
    QWebSocket* socket = m_socket.release();
    socket->disconnect();
    socket->setParent(this);
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(kCloseWithin, socket, &QObject::deleteLater);
    socket->close();
}

void WebSocketTransport::onClosed(const QString& why)
{
    if (!m_socket)
        return;
    m_socket.reset();
    Q_EMIT closed(why);
}

} // namespace greenroom
