// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTcpServer>
#include <QWebSocketServer>

#include "app/link/link.h"
#include "app/link/websockettransport.h"
#include "tests/support/fakeserver.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestWebSocketTransport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void carriesFramesBothWaysUnderItsSubprotocol()
    {
        QWebSocketServer server(u"t"_s, QWebSocketServer::NonSecureMode);
        server.setSupportedSubprotocols({QString(kSubprotocol)});
        QVERIFY(server.listen(QHostAddress::LocalHost));
        WebSocketTransport transport(nullptr);
        QSignalSpy opened(&transport, &Transport::opened);
        QSignalSpy received(&transport, &Transport::received);
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open(server.serverUrl());
        QTRY_COMPARE(opened.count(), 1);
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QWebSocket> socket(server.nextPendingConnection());
        QCOMPARE(socket->subprotocol(), QString(kSubprotocol));
        QSignalSpy heard(socket.get(), &QWebSocket::textMessageReceived);
        transport.send(u"你好"_s);
        QTRY_COMPARE(heard.count(), 1);
        QCOMPARE(heard[0][0].toString(), u"你好"_s);
        socket->sendTextMessage(u"back"_s);
        QTRY_COMPARE(received.count(), 1);
        socket->close();
        QTRY_COMPARE(closed.count(), 1);
    }

    void anOversizedMessageEndsTheConnection()
    {
        QWebSocketServer server(u"t"_s, QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        WebSocketTransport transport(nullptr);
        QSignalSpy received(&transport, &Transport::received);
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open(server.serverUrl());
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QWebSocket> socket(server.nextPendingConnection());
        socket->sendTextMessage(QString(WebSocketTransport::kMaxIncoming + 1000, u'x'));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(received.count(), 0);
    }

    /// A board of 200 rows is more than 64 KiB; the connection broke, and broke again after each reconnect.
    void aWholeBoardIsReceived()
    {
        QWebSocketServer server(u"t"_s, QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        WebSocketTransport transport(nullptr);
        QSignalSpy received(&transport, &Transport::received);
        transport.open(server.serverUrl());
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QWebSocket> socket(server.nextPendingConnection());
        socket->sendTextMessage(QString(3 * kMaxFrame, u'x'));
        QTRY_COMPARE(received.count(), 1);
    }

    void nobodyThereIsClosedOnce()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 port = probe.serverPort();
        probe.close();
        WebSocketTransport transport(nullptr);
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open(QUrl(u"ws://127.0.0.1:%1/ws"_s.arg(port)));
        QTRY_COMPARE(closed.count(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(closed.count(), 1);
    }

    void aDroppedConnectionSaysNothingMore()
    {
        QWebSocketServer server(u"t"_s, QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        WebSocketTransport transport(nullptr);
        QSignalSpy opened(&transport, &Transport::opened);
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open(server.serverUrl());
        QTRY_COMPARE(opened.count(), 1);
        QTRY_VERIFY(server.hasPendingConnections());
        const std::unique_ptr<QWebSocket> socket(server.nextPendingConnection());
        QSignalSpy gone(socket.get(), &QWebSocket::disconnected);
        transport.drop();
        QTRY_COMPARE(gone.count(), 1);
        QCOMPARE(closed.count(), 0);
    }

    void aLinkComesUpOverARealSocketAndBackAfterTheServerWent()
    {
        auto server = std::make_unique<QWebSocketServer>(u"t"_s, QWebSocketServer::NonSecureMode);
        server->setSupportedSubprotocols({QString(kSubprotocol)});
        QVERIFY(server->listen(QHostAddress::LocalHost));
        const quint16 port = server->serverPort();
        WebSocketTransport transport(nullptr);
        Link link(transport, {10ms, 50ms, 15s, 15s}, nullptr);
        const auto greet = [&](QWebSocket* socket) {
            connect(socket, &QWebSocket::textMessageReceived, socket, [socket](const QString& text) {
                const auto frame = std::get<Frame>(readFrame(text.toUtf8()));
                Welcome welcome;
                welcome.epoch = testId(6, 1);
                socket->sendTextMessage(writeReply(Hello::type, frame.id, writeReplyBody(welcome, Audience::staff)));
            });
        };
        const auto serve = [&] {
            connect(server.get(), &QWebSocketServer::newConnection, this, [&] {
                QWebSocket* socket = server->nextPendingConnection();
                socket->setParent(server.get());
                greet(socket);
            });
        };
        serve();
        link.start(QUrl(u"http://127.0.0.1:%1"_s.arg(port)), u"t"_s);
        QTRY_COMPARE(link.state(), LinkState::connected);
        server.reset();
        QTRY_COMPARE(link.state(), LinkState::offline);
        server = std::make_unique<QWebSocketServer>(u"t"_s, QWebSocketServer::NonSecureMode);
        QVERIFY(server->listen(QHostAddress::LocalHost, port));
        serve();
        QTRY_COMPARE(link.state(), LinkState::connected);
        link.stop();
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestWebSocketTransport)
#include "tst_websockettransport.moc"
