// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include "fakecoordinator.h"
#include "server/net/frontdoor.h"
#include "tests/support/rawwire.h"

namespace greenroom {

/// A whole net on a free port of 127.0.0.1, with a coordinator that is none.
struct Loopback {
    explicit Loopback(NetSetup setup = {}, int threads = 2)
        : edges(std::make_unique<Edges>(std::move(setup), threads, coordinator.box))
        , door(std::make_unique<FrontDoor>(*edges))
    {
        coordinator.edges = edges.get();
        if (!door->listen(QHostAddress::LocalHost, 0))
            qFatal("no port");
    }
    ~Loopback()
    {
        door.reset();
        edges->stop();
        coordinator.read();
    }
    Q_DISABLE_COPY_MOVE(Loopback)

    FakeCoordinator coordinator;
    std::unique_ptr<Edges> edges;
    std::unique_ptr<FrontDoor> door;
};

inline Hello helloOfWidget()
{
    Hello hello;
    hello.app = QStringLiteral("widget");
    hello.version = QStringLiteral("1");
    return hello;
}

/// A client's WebSocket that keeps what it hears.
struct Client {
    explicit Client(const Loopback& net, const QString& origin = {})
        : socket(origin)
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [this](const QString& text) {
            const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
            (frame.contains(QStringLiteral("id")) ? replies : events).append(frame);
        });
        QNetworkRequest request(QUrl(QStringLiteral("ws://localhost:%1/ws").arg(net.door->port())));
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({QString(kSubprotocol)});
        socket.open(request, options);
    }
    bool connected()
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; });
    }
    void say(const QString& text) { socket.sendTextMessage(text); }
    void hello() { say(writeRequest(QStringLiteral("h"), helloOfWidget())); }
    /// Says hello and waits to be let in.
    bool admitted()
    {
        if (!connected())
            return false;
        hello();
        return QTest::qWaitFor([this] { return !replies.isEmpty(); }) && take() == QStringLiteral("ok");
    }
    /// The code of the oldest reply, which is taken away.
    QString take() { return replies.isEmpty() ? QString() : replies.takeFirst()[u"body"].toObject()[u"code"].toString(); }
    QString goodbye() const
    {
        for (const QJsonObject& event : events) {
            if (event[u"type"] == QStringLiteral("goodbye"))
                return event[u"body"].toObject()[u"reason"].toString();
        }
        return {};
    }

    QWebSocket socket;
    QList<QJsonObject> replies;
    QList<QJsonObject> events;
};

/// A client that says bytes.
struct RawClient {
    explicit RawClient(const Loopback& net)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { heard += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, net.door->port());
        socket.waitForConnected(5000); // the kernel's doing: no loop has to turn
    }
    void say(const QByteArray& bytes) { socket.write(bytes); }
    bool hears(QByteArrayView text)
    {
        return QTest::qWaitFor([&] { return heard.contains(text); });
    }
    bool isClosed()
    {
        return QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; });
    }
    int status() const { return heard.mid(9, 3).toInt(); }

    QTcpSocket socket;
    QByteArray heard;
};

} // namespace greenroom
