// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loopback.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QString kDone = u"{\"type\":\"signOut\",\"id\":\"s\",\"body\":{}}"_s;

QStringList s_log;
QtMessageHandler s_before = nullptr;
void keepLog(QtMsgType type, const QMessageLogContext& context, const QString& line)
{
    static QBasicMutex mutex;
    const QMutexLocker lock(&mutex);
    if (qstrcmp(context.category, "greenroom.net") == 0)
        s_log.append(line);
    else
        s_before(type, context, line);
}

} // namespace

/// WebSockets through the real front door.
class TestSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helloGoesToTheCoordinatorAndBack()
    {
        Loopback net;
        Client client(net);
        QVERIFY(client.connected());
        QCOMPARE(client.socket.subprotocol(), QString(kSubprotocol));
        client.hello();
        QTRY_COMPARE(client.replies.size(), 1);
        QCOMPARE(client.replies[0][u"type"].toString(), u"hello"_s);
        QCOMPARE(client.replies[0][u"id"].toString(), u"h"_s);
        QCOMPARE(client.take(), u"ok"_s);
        QCOMPARE(net.coordinator.opened.size(), 1u);
        QCOMPARE(net.coordinator.opened[0].peer, u"127.0.0.1"_s);
        QCOMPARE(net.coordinator.opened[0].via, Via::webSocket);
        QCOMPARE(net.edges->metrics().openSessions(), 1u);
        client.socket.close();
        QTRY_COMPARE(net.coordinator.closed.size(), 1u);
        QCOMPARE(net.coordinator.closed[0], net.coordinator.opened[0].session);
        QTRY_COMPARE(net.edges->metrics().openConnections(), 0u);
    }

    void aSharedFrameReachesEveryEdgeInOrder()
    {
        Loopback net({}, 3);
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 9; ++i) {
            clients.push_back(std::make_unique<Client>(net));
            QVERIFY(clients.back()->admitted());
        }
        std::vector<Departure> all;
        for (int n = 0; n < 100; ++n) {
            const QString shared = u"{\"type\":\"x\",\"body\":{\"n\":%1}}"_s.arg(n);
            for (const SessionOpened& session : net.coordinator.opened)
                all.emplace_back(EventOut {session.session, shared});
        }
        net.edges->send(std::move(all));
        for (const auto& client : clients) {
            QTRY_COMPARE(client->events.size(), 100);
            for (int n = 0; n < 100; ++n)
                QCOMPARE(client->events[n][u"body"].toObject()[u"n"].toInt(), n);
        }
    }

    void framesBeforeTheAnswerToTheHandshakeAreRefused()
    {
        Loopback net;
        RawClient client(net);
        client.say(handshake() + frame(1, kDone.toUtf8()));
        QVERIFY(client.isClosed());
        QCOMPARE(client.status(), 400);
        QVERIFY(net.coordinator.opened.empty());
    }

    void aWholeConversationInOneSegmentIsHeard()
    {
        Loopback net;
        RawClient client(net);
        client.say(handshake());
        QVERIFY(client.hears("101 Switching"));
        client.say(frame(1, writeRequest(u"h"_s, helloOfWidget()).toUtf8()) + frame(1, kDone.toUtf8()));
        QVERIFY(client.hears("\"type\":\"signOut\""));
        QCOMPARE(net.coordinator.types, (QStringList {u"hello"_s, u"signOut"_s}));
    }

    void aHandshakeInDropsIsPutTogether()
    {
        Loopback net;
        RawClient client(net);
        const QByteArray whole = handshake();
        for (qsizetype i = 0; i < whole.size(); i += 7) {
            client.say(whole.mid(i, 7));
            client.socket.flush();
            QCoreApplication::processEvents();
        }
        QVERIFY(client.hears("101 Switching"));
    }

    void hostileFramesGetTheirCodeAndTheConnectionSurvives_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const QJsonArray cases = hostileCases(u"frames.json"_s);
        QVERIFY(!cases.isEmpty());
        for (const auto& each : cases)
            QTest::newRow(each[u"name"].toString().toUtf8().constData())
                << each[u"frame"].toString() << each[u"code"].toString();
    }
    void hostileFramesGetTheirCodeAndTheConnectionSurvives()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        Loopback net({}, 1);
        Client client(net);
        QVERIFY(client.admitted());
        client.say(text);
        client.say(kDone);
        QTRY_COMPARE(client.replies.size(), 2);
        const QJsonObject body = client.replies[0][u"body"].toObject();
        QVERIFY2(body[u"detail"].toString().endsWith(u'.'), qPrintable(body[u"detail"].toString()));
        QCOMPARE(client.take(), code);
        QCOMPARE(client.take(), u"ok"_s);
        QCOMPARE(net.coordinator.types, (QStringList {u"hello"_s, u"signOut"_s}));
        QCOMPARE(net.edges->metrics().refusedFor(*codeFromName(code)), 1u);
    }

    void tenMegabytesEndTheConnectionWith1009()
    {
        Loopback net;
        Client client(net);
        QVERIFY(client.admitted());
        client.say(QString(10'000'000, u'a'));
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
        QTRY_COMPARE(net.coordinator.closed.size(), 1u);
    }

    void aClaimedLengthIsRefusedBeforeItComes_data()
    {
        QTest::addColumn<qint64>("claimed");
        QTest::newRow("64 KiB and one") << kMaxFrame + 1;
        QTest::newRow("1 GiB") << (1LL << 30);
        QTest::newRow("2^62") << (1LL << 62);
    }
    void aClaimedLengthIsRefusedBeforeItComes()
    {
        QFETCH(qint64, claimed);
        Loopback net;
        RawClient client(net);
        client.say(handshake());
        QVERIFY(client.hears("\r\n\r\n"));
        client.heard.clear();
        client.say(frame(1, "aaaa"_ba, claimed));
        QVERIFY(client.hears("\x03\xf1")); // 1009
        QTRY_COMPARE(net.coordinator.closed.size(), 1u);
    }

    void fragmentsTogetherAreBoundedToo()
    {
        Loopback net;
        RawClient client(net);
        client.say(handshake());
        QVERIFY(client.hears("\r\n\r\n"));
        client.heard.clear();
        QByteArray first = frame(1, QByteArray(40'000, 'a'));
        first[0] = 0x01; // not the last
        QByteArray next = frame(0, QByteArray(40'000, 'a'));
        next[0] = 0x00;
        client.say(first + next);
        QVERIFY(client.hears("\x03\xf1"));
    }

    void invalidUtf8EndsTheConnectionWith1007()
    {
        Loopback net;
        RawClient client(net);
        client.say(handshake());
        QVERIFY(client.hears("\r\n\r\n"));
        client.heard.clear();
        client.say(frame(1, "{\"type\":\"\xff\xfe\"}"_ba));
        QVERIFY(client.hears("\x03\xef")); // 1007
        QTRY_COMPARE(net.coordinator.closed.size(), 1u);
        QVERIFY(net.coordinator.types.isEmpty());
    }

    void binaryFramesAreRefused()
    {
        Loopback net;
        Client client(net);
        QVERIFY(client.admitted());
        client.socket.sendBinaryMessage("hello"_ba);
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeDatatypeNotSupported);
        QCOMPARE(client.goodbye(), u"unsupported"_s);
    }

    void whoNeverSaysHelloIsLetGo()
    {
        NetSetup setup;
        setup.limits.helloWithin = 150ms;
        setup.limits.tick = 20ms;
        Loopback net(setup);
        Client client(net);
        QVERIFY(client.connected());
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.goodbye(), u"helloFirst"_s);
        QTRY_COMPARE(net.coordinator.closed.size(), 1u);
    }

    void aFloodIsRefusedWithTheTimeToWaitAndThenEnded()
    {
        Loopback net;
        net.coordinator.limits = {.unanswered = 1000, .perSecond = 5, .burst = 10};
        Client client(net);
        QVERIFY(client.admitted());
        for (int i = 0; i < 15; ++i)
            client.say(kDone);
        QTRY_COMPARE(client.replies.size(), 15);
        int done = 0;
        for (const QJsonObject& reply : std::as_const(client.replies)) {
            const QJsonObject body = reply[u"body"].toObject();
            QCOMPARE(reply[u"id"].toString(), u"s"_s);
            done += body[u"code"] == u"ok"_s ? 1 : 0;
            if (body[u"code"] != u"ok"_s) {
                QCOMPARE(body[u"code"].toString(), u"rateLimited"_s);
                QCOMPARE_GE(body[u"limit"].toInt(), 100);
            }
        }
        QCOMPARE_GE(done, 10);
        QCOMPARE_LE(done, 12);
        QCOMPARE(client.socket.state(), QAbstractSocket::ConnectedState);
        for (int i = 0; i < 100; ++i)
            client.say(kDone);
        QTRY_COMPARE(client.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(client.goodbye(), u"rateLimited"_s);
        QCOMPARE_LE(net.coordinator.types.size(), 16);
    }

    void unansweredRequestsAreCounted()
    {
        Loopback net;
        net.coordinator.limits = {.unanswered = 3, .perSecond = 1000, .burst = 1000};
        Client client(net);
        QVERIFY(client.admitted());
        net.coordinator.answers = false;
        for (int i = 0; i < 5; ++i)
            client.say(kDone);
        QTRY_COMPARE(client.replies.size(), 2);
        QCOMPARE(client.take(), u"rateLimited"_s);
        QCOMPARE(net.coordinator.types.size(), 4);
    }

    void aPeerThatDoesNotReadIsCut()
    {
        NetSetup setup;
        setup.limits.tick = 20ms;
        Loopback net(setup);
        RawClient client(net);
        client.socket.setReadBufferSize(1024);
        client.say(handshake());
        QTRY_COMPARE(net.coordinator.opened.size(), 1u);
        client.socket.blockSignals(true);
        const QString frame(100'000, u'x');
        QElapsedTimer clock;
        clock.start();
        while (net.coordinator.closed.empty() && clock.elapsed() < 10'000) {
            net.edges->send({EventOut {net.coordinator.opened[0].session, frame}});
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        }
        QCOMPARE(net.coordinator.closed.size(), 1u);
        QCOMPARE(net.edges->metrics().slowCut.load(), 1u);
    }

    void aPeerThatDoesNotReadIsCutOverTlsToo()
    {
        QTemporaryDir folder;
        QProcess openssl;
        openssl.start(u"openssl"_s,
            {u"req"_s, u"-x509"_s, u"-nodes"_s, u"-subj"_s, u"/CN=localhost"_s, u"-newkey"_s, u"rsa:2048"_s, u"-keyout"_s,
                folder.filePath(u"key"_s), u"-out"_s, folder.filePath(u"certificate"_s)});
        QVERIFY(openssl.waitForFinished() && openssl.exitCode() == 0);
        QFile key(folder.filePath(u"key"_s));
        QVERIFY(key.open(QIODevice::ReadOnly));
        NetSetup setup;
        setup.limits.tick = 20ms;
        setup.tls.emplace();
        setup.tls->setLocalCertificateChain(QSslCertificate::fromPath(folder.filePath(u"certificate"_s)));
        setup.tls->setPrivateKey(QSslKey(&key, QSsl::Rsa));
        Loopback net(setup);
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone);
        client.setReadBufferSize(1024);
        client.connectToHostEncrypted(u"127.0.0.1"_s, net.door->port());
        QTRY_VERIFY(client.isEncrypted());
        client.write(handshake());
        QTRY_COMPARE(net.coordinator.opened.size(), 1u);
        client.blockSignals(true);
        const QString frame(100'000, u'x');
        for (int i = 0; i < 500 && net.coordinator.closed.empty(); ++i) {
            // One at a time, so that each has left the buffer that bytesToWrite() counts before the next comes.
            const quint64 out = net.edges->metrics().framesOut.load();
            net.edges->send({EventOut {net.coordinator.opened[0].session, frame}});
            QTRY_VERIFY(net.edges->metrics().framesOut.load() > out || !net.coordinator.closed.empty());
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        }
        QTRY_COMPARE(net.edges->metrics().slowCut.load(), 1u);
    }

    void pongsNobodyReadsAreCutToo()
    {
        NetSetup setup;
        setup.limits.tick = 20ms;
        setup.limits.helloWithin = 60s;
        setup.limits.unsentSoft = 64 * 1024;
        setup.limits.framesPerSecond = 100'000'000; // or the pings end it first
        setup.limits.unsentHard = 256 * 1024;
        Loopback net(setup);
        bool cut = false;
        std::thread flood([port = net.door->port(), &cut] {
            const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
            int small = 4096;
            ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
            sockaddr_in address {};
            address.sin_family = AF_INET;
            address.sin_port = htons(port);
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
                const QByteArray start = handshake();
                ::send(fd, start.constData(), static_cast<size_t>(start.size()), MSG_NOSIGNAL);
                std::array<char, 1024> answer;
                ::recv(fd, answer.data(), answer.size(), 0);
                const QByteArray pings = frame(9, QByteArray(120, 'p')).repeated(500);
                for (int i = 0; i < 5'000 && !cut; ++i)
                    cut = ::send(fd, pings.constData(), static_cast<size_t>(pings.size()), MSG_NOSIGNAL) < 0;
            }
            ::close(fd);
        });
        const bool counted = QTest::qWaitFor([&] { return net.edges->metrics().slowCut.load() == 1; }, 20'000);
        flood.join();
        QVERIFY(counted);
        QVERIFY(cut);
    }

    /// Neither is a request, so no request's limit was asked: 45 such connections made everybody else wait a third of a second.
    void partsThatNeverEndAndPongsNobodyAskedForEndTheConnection_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("again");
        QByteArray text = frame(1, "{");
        text[0] = 0x01; // more follows
        QByteArray part = frame(0, {});
        part[0] = 0x00;
        QTest::newRow("empty parts") << text << part;
        QTest::newRow("pongs") << QByteArray() << frame(10, {});
        QTest::newRow("pings") << QByteArray() << frame(9, {});
    }
    void partsThatNeverEndAndPongsNobodyAskedForEndTheConnection()
    {
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, again);
        NetSetup setup;
        setup.limits.helloWithin = 60s;
        Loopback net(setup);
        RawClient client(net);
        client.say(handshake());
        QVERIFY(client.hears("101"));
        client.say(begin + again.repeated(900)); // as many as may come at once
        QVERIFY(!QTest::qWaitFor([&] { return client.socket.state() == QAbstractSocket::UnconnectedState; }, 300));
        client.say(again.repeated(900));
        QVERIFY(client.isClosed());
    }

    /// What has come of a frame that is not whole is none of the pings nobody is told of.
    void aLongFrameInSmallPiecesIsNoFlood()
    {
        NetSetup setup;
        setup.limits.framesPerSecond = 2;
        Loopback net(setup);
        RawClient client(net);
        client.say(handshake());
        QVERIFY(client.hears("101"));
        const QByteArray text = frame(1, QByteArray(20'000, 'x') + QString(10'000, QChar(0x4F60)).toUtf8());
        for (qsizetype from = 0; from < text.size(); from += 1'000) {
            client.say(text.mid(from, 1'000));
            QCoreApplication::processEvents();
        }
        QVERIFY(client.hears("malformed") && client.socket.state() == QAbstractSocket::ConnectedState);
    }

    void aSilentPeerIsCutAndALivelyOneIsNot()
    {
        NetSetup setup;
        setup.limits.heartbeat = 100ms;
        setup.limits.pongWithin = 100ms;
        setup.limits.helloWithin = 10s;
        setup.limits.tick = 10ms;
        Loopback net(setup);
        Client lively(net);
        QVERIFY(lively.admitted());
        RawClient silent(net); // answers no ping
        silent.say(handshake());
        QVERIFY(silent.hears("101"));
        QVERIFY(silent.isClosed());
        QCOMPARE(net.edges->metrics().deadCut.load(), 1u);
        QTRY_COMPARE_GE(lively.events.size(), 3);
        QCOMPARE(lively.events[0][u"type"].toString(), u"heartbeat"_s);
        QCOMPARE(lively.socket.state(), QAbstractSocket::ConnectedState);
    }

    void originsMustMatchExactly_data()
    {
        QTest::addColumn<QString>("origin");
        QTest::addColumn<bool>("allowed");
        const QJsonArray cases = hostileCases(u"origins.json"_s);
        QVERIFY(cases.size() >= 20);
        for (const auto& each : cases)
            QTest::newRow(each[u"origin"].toString().toUtf8().constData())
                << each[u"origin"].toString() << each[u"allowed"].toBool();
    }
    void originsMustMatchExactly()
    {
        QFETCH(QString, origin);
        QFETCH(bool, allowed);
        NetSetup setup;
        setup.originAllowed = [](const QString& each) { return each == u"https://shop.example"; };
        Loopback net(setup, 1);
        RawClient client(net);
        client.say(handshake("Origin: " + origin.toLatin1() + "\r\n"));
        QVERIFY(client.hears("\r\n\r\n"));
        QCOMPARE(client.status(), allowed ? 101 : 403);
        if (allowed) {
            QTRY_COMPARE(net.coordinator.opened.size(), 1u);
            QCOMPARE(net.coordinator.opened[0].origin, origin);
        } else {
            QVERIFY(net.coordinator.opened.empty());
        }
    }

    void goodbyeIsSaidBeforeClosing()
    {
        Loopback net;
        Client sent(net);
        QVERIFY(sent.admitted());
        Client left(net);
        QVERIFY(left.admitted());
        net.edges->send({DisconnectOut {net.coordinator.opened[0].session, Code::sessionEnded, 0}});
        QTRY_COMPARE(sent.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(sent.goodbye(), u"sessionEnded"_s);
        QCOMPARE(sent.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);

        net.door->stopAccepting();
        net.edges->stop();
        QTRY_COMPARE(left.socket.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(left.goodbye(), u"ok"_s);
        QTRY_COMPARE(net.coordinator.closed.size(), 2u);
        RawClient late(net);
        QTRY_COMPARE(late.socket.error(), QAbstractSocket::ConnectionRefusedError);
    }

    void aCrowdIsTakenInAtOnce()
    {
        constexpr int kCrowd = 2'000;
        Loopback net;
        std::atomic<int> welcomed {0};
        std::atomic<bool> done {false};
        QElapsedTimer clock;
        clock.start();
        std::thread crowd([&, port = net.door->port()] {
            std::vector<int> fds;
            const QByteArray start = handshake();
            for (int i = 0; i < kCrowd; ++i) {
                const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
                sockaddr_in address {};
                address.sin_family = AF_INET;
                address.sin_port = htons(port);
                address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
                if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
                    ::send(fd, start.constData(), static_cast<size_t>(start.size()), MSG_NOSIGNAL);
                fds.push_back(fd);
            }
            for (const int fd : fds) {
                pollfd one {fd, POLLIN, 0};
                std::array<char, 12> head {};
                if (::poll(&one, 1, 10'000) == 1 && ::recv(fd, head.data(), head.size(), 0) == 12
                    && QByteArrayView(head.data(), 12).endsWith("101"))
                    ++welcomed;
            }
            while (!done)
                std::this_thread::yield();
            for (const int fd : fds)
                ::close(fd);
        });
        const bool all = QTest::qWaitFor([&] { return welcomed == kCrowd; }, 20'000);
        const qint64 took = clock.elapsed();
        const auto open = net.edges->metrics().openSessions();
        done = true;
        crowd.join();
        QVERIFY(all);
        QCOMPARE(open, quint64(kCrowd));
        qInfo("%d connections in %lld ms", kCrowd, took);
        QCOMPARE_LT(took, 10'000);
        QTRY_COMPARE(net.edges->metrics().openSessions(), 0u);
        QTRY_COMPARE(net.coordinator.closed.size(), size_t(kCrowd));
    }

    void aSourceHasOnlySoManySockets()
    {
        NetSetup setup;
        setup.limits.limitLoopback = true;
        setup.limits.socketsPerSource = 5;
        Loopback net(setup);
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<Client>(net));
            QVERIFY(clients.back()->admitted());
        }
        RawClient sixth(net);
        sixth.say(handshake());
        QVERIFY(sixth.isClosed());
        QVERIFY(sixth.heard.isEmpty());
        QCOMPARE(net.edges->metrics().connectionsRefused.load(), 1u);
        clients.pop_back();
        QTRY_COMPARE(net.edges->metrics().openConnections(), 4u);
        Client again(net);
        QVERIFY(again.admitted());
    }

    void aHouseholdIsOneSource()
    {
        const auto sourceOf = [](const QString& text) { return FrontDoor::sourceOf(QHostAddress(text)).toString(); };
        QCOMPARE(sourceOf(u"2001:db8:1:2:3:4:5:6"_s), sourceOf(u"2001:db8:1:2:ffff::1"_s));
        QVERIFY(sourceOf(u"2001:db8:1:2::1"_s) != sourceOf(u"2001:db8:1:3::1"_s));
        QCOMPARE(sourceOf(u"::ffff:203.0.113.9"_s), u"203.0.113.9"_s);
        QCOMPARE(sourceOf(u"203.0.113.9"_s), u"203.0.113.9"_s);
        QVERIFY(FrontDoor::sourceOf(QHostAddress(QHostAddress::LocalHostIPv6)).isLoopback());
    }

    void theLogHasIdsAndNeverTextsOrTokens()
    {
        s_log.clear();
        s_before = qInstallMessageHandler(keepLog);
        const auto filter = QLoggingCategory::installFilter([](QLoggingCategory* category) {
            category->setEnabled(QtInfoMsg, qstrcmp(category->categoryName(), "greenroom.net") == 0);
        });
        {
            Loopback net({}, 1);
            Client client(net, u"http://localhost:%1"_s.arg(net.door->port()));
            QVERIFY(client.connected());
            Hello hello = helloOfWidget();
            hello.token = u"PLANTED-TOKEN"_s;
            hello.identity = u"PLANTED-IDENTITY"_s;
            client.say(writeRequest(u"PLANTED-ID"_s, hello));
            client.say(u"{\"type\":\"PLANTED\\r\\ntype\",\"id\":\"1\",\"body\":{\"text\":\"PLANTED\"}}"_s);
            client.say(u"PLANTED no json \u001b[31m"_s);
            QTRY_COMPARE(client.replies.size(), 3);
            RawClient raw(net);
            raw.say("GET /PLANTED?token=PLANTED HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer PLANTED\r\n\r\n"_ba);
            QVERIFY(raw.hears("404"));
            RawClient strange(net);
            strange.say(handshake("Origin: https://e\x80vil\"example\r\n"));
            QVERIFY(strange.hears("403"));
        }
        qInstallMessageHandler(s_before);
        QLoggingCategory::installFilter(filter);
        const QString all = s_log.join(u'\n');
        QVERIFY2(!all.contains(u"PLANTED"), qPrintable(all));
        QVERIFY(all.contains(u"session-opened session"));
        QVERIFY(all.contains(u"frame-refused session"));
        QVERIFY(all.contains(u"unknownType"));
        QVERIFY(all.contains(u"origin-refused"));
        for (const QString& line : std::as_const(s_log)) {
            for (const QChar c : line)
                QVERIFY2(c >= u' ' && c <= u'~', qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
