// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <semaphore>
#include <thread>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loopback.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// The routes the tests and the corpus of hostile requests speak of.
NetSetup withRoutes()
{
    NetSetup setup;
    setup.routes.add("GET"_ba, "/hello"_ba, 0,
        [](const HttpRequest&, const HttpResponder& responder) { responder.send(HttpResponse::text("hello"_ba)); });
    setup.routes.add("POST"_ba, "/echo"_ba, 100'000,
        [](const HttpRequest& request, const HttpResponder& responder) { responder.send(HttpResponse::text(request.body)); });
    return setup;
}

QByteArray get(const QByteArray& path, const QByteArray& more = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
}

QByteArray post(const QByteArray& path, const QByteArray& body, const QByteArray& more = {})
{
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + more
        + "\r\n" + body;
}

const QByteArray kJson = "Content-Type: application/json\r\n"_ba;

} // namespace

/// HTTP through the real front door.
class TestHttp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostileRequestsGetTheirStatusAndTheConnectionEnds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QJsonArray cases = hostileCases(u"http.json"_s);
        QVERIFY(!cases.isEmpty());
        for (const auto& each : cases)
            QTest::newRow(each[u"name"].toString().toUtf8().constData())
                << each[u"send"].toString().toLatin1() << each[u"status"].toInt();
    }
    void hostileRequestsGetTheirStatusAndTheConnectionEnds()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        Loopback net(withRoutes(), 1);
        RawClient client(net);
        client.say(bytes + (bytes.contains("/api/") ? "" : get("/hello"_ba)));
        QVERIFY(client.hears("\r\n\r\n"));
        QCOMPARE(client.status(), status);
        QVERIFY(client.heard.contains("\"code\":\""));
        QVERIFY2(!client.heard.contains("\r\n\r\nhello"), "the request behind it was answered");
        QVERIFY(net.coordinator.opened.empty());
        if (client.heard.contains("Connection: close"))
            QVERIFY(client.isClosed());
        else
            QVERIFY(bytes.contains("/api/")); // whole requests that were only wrong inside
    }

    void aConnectionIsKeptAndRequestsAreAnsweredInOrder()
    {
        Loopback net(withRoutes(), 1);
        RawClient client(net);
        QByteArray all;
        for (int i = 0; i < 20; ++i)
            all += post("/echo"_ba, "body " + QByteArray::number(i) + ';') + get("/hello"_ba);
        client.say(all);
        QVERIFY(client.hears("body 19;"));
        QTRY_COMPARE(client.heard.count("HTTP/1.1 200 OK"), 40);
        qsizetype at = 0;
        for (int i = 0; i < 20; ++i) {
            at = client.heard.indexOf(QByteArray("body " + QByteArray::number(i) + ';'), at);
            QVERIFY(at > 0);
        }
        client.say("GET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"_ba);
        QVERIFY(client.isClosed());
    }

    void chunksArePutTogether()
    {
        Loopback net(withRoutes(), 1);
        RawClient client(net);
        const QByteArray whole = "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "5\r\nhello\r\n7;x=y\r\n, world\r\n0\r\n\r\n"_ba;
        for (const char c : whole) {
            client.say(QByteArray(1, c));
            client.socket.flush();
            QCoreApplication::processEvents();
        }
        QVERIFY(client.hears("hello, world"));
        client.say(get("/hello"_ba));
        QTRY_COMPARE(client.heard.count("200 OK"), 2);
    }

    void headAnswersWithoutABody()
    {
        Loopback net(withRoutes(), 1);
        RawClient client(net);
        client.say("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n"_ba);
        QVERIFY(client.hears("\r\n\r\n"));
        QVERIFY(client.heard.contains("Content-Length: 5\r\n"));
        QVERIFY(client.heard.endsWith("\r\n\r\n"));
    }

    void aSlowHeadIsEnded()
    {
        NetSetup setup = withRoutes();
        setup.limits.headWithin = 200ms;
        setup.limits.tick = 20ms;
        Loopback net(setup, 1);
        RawClient silent(net);
        RawClient slow(net);
        QElapsedTimer clock;
        clock.start();
        slow.say("GET /hello HTTP/1.1\r\n"_ba);
        const auto drip = [&slow] {
            if (slow.socket.state() == QAbstractSocket::ConnectedState)
                slow.say("X: y\r\n"_ba);
        };
        QTimer timer;
        connect(&timer, &QTimer::timeout, &slow.socket, drip);
        timer.start(20ms);
        QVERIFY(slow.isClosed());
        QCOMPARE(slow.status(), 408);
        QVERIFY(silent.isClosed());
        QCOMPARE_LT(clock.elapsed(), 3000);
    }

    void aSlowBodyIsEnded()
    {
        NetSetup setup = withRoutes();
        setup.limits.bodyWithin = 100ms;
        setup.limits.tick = 20ms;
        Loopback net(setup, 1);
        RawClient client(net);
        client.say("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"_ba);
        QVERIFY(client.isClosed());
        QCOMPARE(client.status(), 408);
    }

    void anIdleConnectionIsEnded()
    {
        NetSetup setup = withRoutes();
        setup.limits.idleFor = 100ms;
        setup.limits.tick = 20ms;
        Loopback net(setup, 1);
        RawClient client(net);
        client.say(get("/hello"_ba));
        QVERIFY(client.hears("hello"));
        QVERIFY(client.isClosed());
        QCOMPARE(client.heard.count("HTTP/1.1"), 1);
        QTRY_COMPARE(net.edges->metrics().openConnections(), 0u);
    }

    void aLargeBodyIsRefusedBeforeItComesAndTheAnswerIsHeard()
    {
        Loopback net(withRoutes(), 1);
        RawClient client(net);
        client.say(post("/echo"_ba, QByteArray(5'000'000, 'a')));
        QVERIFY(client.hears("tooLarge"));
        QCOMPARE(client.status(), 413);
    }

    void whoDoesNotTakeAnswersGetsNoMore()
    {
        NetSetup setup;
        setup.limits.tick = 20ms;
        setup.limits.stuckFor = 300ms;
        std::atomic<int> asked = 0;
        setup.routes.add("GET"_ba, "/large"_ba, 0, [&asked](const HttpRequest&, const HttpResponder& responder) {
            ++asked;
            responder.send(HttpResponse::text(QByteArray(1024 * 1024, 'a')));
        });
        Loopback net(setup, 1);
        RawClient client(net);
        client.socket.blockSignals(true);
        client.socket.setReadBufferSize(1024);
        client.say(get("/large"_ba).repeated(200));
        QTRY_COMPARE_WITH_TIMEOUT(net.edges->metrics().slowCut.load(), 1u, 30'000);
        QCOMPARE_LT(asked.load(), 40); // what the kernel takes, and one more
    }

    void whoFillsTheRoomForLargeBodiesHindersNobodyElse()
    {
        NetSetup setup = withRoutes();
        setup.limits.bodiesInFlight = 200'000;
        setup.limits.apiBody = 1000;
        setup.routes.addPrefix("POST"_ba, "/large/"_ba, 200'000,
            [](const HttpRequest&, const HttpResponder& responder) { responder.send(HttpResponse::text("large"_ba)); });
        Loopback net(setup, 1);
        const QByteArray announced = "POST /large/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n"_ba;
        auto holder = std::make_unique<RawClient>(net);
        holder->say(announced + "a");
        RawClient second(net);
        second.say(announced);
        QVERIFY(second.hears("\"code\":\"busy\""));
        RawClient other(net);
        other.say(post("/echo"_ba, "short"_ba) + post("/echo"_ba, QByteArray(99'000, 'b')) + post("/large/2"_ba, "short"_ba));
        QVERIFY(other.hears("large"));
        QCOMPARE(other.heard.count("200 OK"), 3);
        holder.reset();
        QTRY_COMPARE(net.edges->metrics().openConnections(), 1u);
        RawClient after(net);
        after.say(post("/large/1"_ba, QByteArray(200'000, 'c')));
        QVERIFY(after.hears("large"));
    }

    void whatMayNotBeBroughtIsRefusedBeforeItComes()
    {
        std::unique_ptr<HttpResponder> later;
        NetSetup setup;
        setup.routes.addPrefix(
            "POST"_ba, "/in/"_ba, 200'000,
            [](const HttpRequest&, const HttpResponder& responder) { responder.send(HttpResponse::text("taken"_ba)); },
            [&](const HttpRequest& head, HttpResponder responder) {
                if (head.path == "/in/later")
                    later = std::make_unique<HttpResponder>(responder);
                else if (head.path == "/in/signed")
                    responder.send(HttpResponse::goOn());
                else
                    responder.send(HttpResponse::refusal({Code::notFound, u"path"_s, {}, 0}));
            });
        Loopback net(setup, 1);
        RawClient stranger(net);
        stranger.say("POST /in/guessed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n"_ba);
        QVERIFY(stranger.hears("\"code\":\"notFound\""));
        QCOMPARE(stranger.status(), 404);
        RawClient known(net);
        known.say(post("/in/signed"_ba, QByteArray(200'000, 'c')) + post("/in/signed"_ba, "next"_ba));
        QVERIFY(known.hears("taken"));
        QTRY_COMPARE(known.heard.count("taken"), 2);
        // Until somebody has said yes, the body stays where it comes from.
        RawClient patient(net);
        patient.say("POST /in/later HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"_ba);
        QTRY_VERIFY(later);
        QVERIFY(!patient.heard.contains("100 Continue"));
        later->send(HttpResponse::goOn());
        QVERIFY(patient.hears("100 Continue\r\n\r\n"));
        patient.say("body"_ba);
        QVERIFY(patient.hears("taken"));
    }

    void expectationsAreMet()
    {
        Loopback net(withRoutes(), 1);
        RawClient client(net);
        client.say("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n"_ba);
        QVERIFY(client.hears("100 Continue\r\n\r\n"));
        client.say("body"_ba);
        QVERIFY(client.hears("200 OK"));
    }

    void aHandlerMayAnswerLaterFromAnyThread()
    {
        NetSetup setup;
        std::vector<std::thread> threads;
        std::mutex mutex;
        setup.routes.addPrefix("GET"_ba, "/later/"_ba, 0, [&](const HttpRequest& request, HttpResponder responder) {
            const std::scoped_lock lock(mutex);
            threads.emplace_back([path = request.path, responder] {
                responder.send(HttpResponse::text("first " + path));
                responder.send(HttpResponse::text("second"_ba));
            });
        });
        Loopback net(setup, 1);
        RawClient client(net);
        client.say(get("/later/one"_ba) + get("/later/two"_ba));
        QVERIFY(client.hears("first /later/two"));
        QVERIFY(!client.heard.contains("second"));
        for (std::thread& each : threads)
            each.join();
    }

    void aHandlerThatNeverAnswersIsAnsweredFor()
    {
        NetSetup setup;
        setup.limits.answerWithin = 100ms;
        setup.limits.tick = 20ms;
        std::vector<HttpResponder> kept;
        setup.routes.add("GET"_ba, "/never"_ba, 0,
            [&kept](const HttpRequest&, const HttpResponder& responder) { kept.push_back(responder); });
        auto net = std::make_unique<Loopback>(setup, 1);
        RawClient client(*net);
        client.say(get("/never"_ba));
        QVERIFY(client.hears("unavailable"));
        QCOMPARE(client.status(), 503);
        net.reset();
        kept[0].send(HttpResponse::text("too late"_ba)); // and nobody there
    }

    void theApiAsksTheCoordinator()
    {
        Loopback net;
        RawClient client(net);
        client.say(post("/api/v1/signOut"_ba, "{}"_ba, kJson + "Authorization: Bearer abc.def\r\n"));
        QVERIFY(client.hears("{\"code\":\"ok\"}"));
        QCOMPARE(client.status(), 200);
        QCOMPARE(net.coordinator.opened.size(), 1u);
        QCOMPARE(net.coordinator.opened[0].via, Via::http);
        QCOMPARE(net.coordinator.opened[0].bearer, u"abc.def"_s);
        QCOMPARE(net.coordinator.types, (QStringList {u"signOut"_s}));
        QTRY_COMPARE(net.coordinator.closed.size(), 1u);
        net.coordinator.code = Code::forbidden;
        client.heard.clear();
        client.say(post("/api/v1/signOut"_ba, "{}"_ba, kJson));
        QVERIFY(client.hears("\"code\":\"forbidden\""));
        QCOMPARE(client.status(), 403);
        QTRY_COMPARE(net.coordinator.closed.size(), 2u);
    }

    /// `unavailable` says that nothing was stored; of a request that is with the coordinator nobody can say so.
    void whatMayBeStoredIsNotAnsweredUnavailable()
    {
        NetSetup setup;
        setup.limits.answerWithin = 100ms;
        setup.limits.tick = 20ms;
        Loopback net(setup, 1);
        net.coordinator.answers = false;
        const auto ask = [&](RawClient& client) {
            const qsizetype before = net.coordinator.types.size();
            client.say(post("/api/v1/signOut"_ba, "{}"_ba, kJson));
            return QTest::qWaitFor([&] { return net.coordinator.types.size() > before; });
        };
        RawClient inTime(net);
        QVERIFY(ask(inTime));
        QVERIFY(inTime.isClosed());
        QVERIFY2(inTime.heard.isEmpty(), inTime.heard.constData());

        RawClient unknown(net);
        QVERIFY(ask(unknown));
        net.edges->send({DisconnectOut {net.coordinator.opened.back().session, Code::unavailable, 0}});
        QVERIFY(unknown.isClosed());
        QVERIFY2(unknown.heard.isEmpty(), unknown.heard.constData());
        QTRY_COMPARE(net.coordinator.closed.size(), 2u);
    }

    void whatNobodyWillAnswerEndsAtOnce()
    {
        NetSetup setup; // which would answer for it after a minute
        const auto nobody = [](const HttpRequest&, const HttpResponder&) {};
        setup.routes.add("GET"_ba, "/nobody"_ba, 0, nobody);
        setup.routes.addPrefix("POST"_ba, "/nobody/"_ba, 100, nobody);
        setup.routes.addPrefix("POST"_ba, "/unasked/"_ba, 100, nobody, nobody);
        Loopback net(setup, 1);
        RawClient asks(net);
        asks.say(get("/nobody"_ba));
        QVERIFY(asks.hears("unavailable"));
        QCOMPARE(asks.status(), 503);
        RawClient brings(net);
        brings.say(post("/nobody/1"_ba, "what may be stored"_ba));
        QVERIFY(brings.isClosed());
        QVERIFY2(brings.heard.isEmpty(), brings.heard.constData());
        RawClient may(net);
        may.say(post("/unasked/1"_ba, "what was not taken"_ba));
        QVERIFY(may.hears("unavailable"));
        QCOMPARE(may.status(), 503);
    }

    void aServerThatLeavesStillAnswersWhatItDecided()
    {
        Loopback net;
        net.coordinator.answers = false;
        RawClient client(net);
        client.say(post("/api/v1/signOut"_ba, "{}"_ba, kJson));
        QTRY_COMPARE(net.coordinator.types.size(), 1);
        const SessionId session = net.coordinator.opened.back().session;
        net.edges->send({DisconnectOut {session, Code::ok, 0}});
        net.edges->send({ReplyOut {session, SignOut::type, u"1"_s, Code::ok, u"{\"code\":\"ok\"}"_s}});
        QVERIFY(client.hears("{\"code\":\"ok\"}"));
        QVERIFY(client.isClosed());
    }

    void aCallerThatLeavesEndsItsSession()
    {
        Loopback net;
        net.coordinator.answers = false;
        {
            RawClient client(net);
            client.say(post("/api/v1/signOut"_ba, "{}"_ba, kJson));
            QTRY_COMPARE(net.coordinator.types.size(), 1);
        }
        QTRY_COMPARE(net.coordinator.closed.size(), 1u);
        QCOMPARE(net.coordinator.closed[0], net.coordinator.opened[0].session);
    }

    void healthAndMetricsAreThere()
    {
        NetSetup setup;
        std::atomic<bool> ready {false};
        addHealthRoutes(
            setup.routes, [&] { return ready ? QString() : u"loading"_s; }, [] { return "answer 42\n"_ba; });
        Loopback net(setup);
        RawClient client(net);
        client.say(get("/health"_ba));
        QVERIFY(client.hears("200 OK"));
        client.heard.clear();
        client.say(get("/ready"_ba));
        QVERIFY(client.hears("loading"));
        QCOMPARE(client.status(), 503);
        ready = true;
        client.heard.clear();
        client.say(get("/ready"_ba) + get("/metrics"_ba));
        QVERIFY(client.hears("answer 42"));
        QCOMPARE(client.status(), 200);
        const QByteArray text = net.edges->metrics().toText();
        QVERIFY(text.contains("\ngreenroom_net_http_requests_total 4\n"));
    }

    void metricsAnswerThisMachineOnly()
    {
        HttpRoutes routes;
        addHealthRoutes(
            routes, [] { return QString(); }, [] { return "answer 42\n"_ba; });
        const auto found = routes.find("GET"_ba, "/metrics"_ba);
        QVERIFY(found.route);
        const auto statusFor = [&found](const QString& peer, const QList<HttpField>& fields = {}) {
            HttpRequest request;
            request.fields = fields;
            request.peer = peer;
            int status = 0;
            found.route->handler(request, HttpResponder([&status](const HttpResponse& response) { status = response.status; }));
            return status;
        };
        for (const QString& near : {u"127.0.0.1"_s, u"::1"_s, u"::ffff:127.0.0.1"_s})
            QCOMPARE(statusFor(near), 200);
        for (const QString& far : {u"10.0.0.7"_s, u"203.0.113.9"_s, u"fe80::1"_s, QString()})
            QCOMPARE(statusFor(far), 404);
        // A proxy of this machine speaks for others.
        for (const QByteArray& field : {"x-forwarded-for"_ba, "forwarded"_ba, "x-real-ip"_ba, "via"_ba})
            QCOMPARE(statusFor(u"127.0.0.1"_s, QList {HttpField {field, "203.0.113.9"_ba}}), 404);
    }

    void thereAreOnlySoManyConnectionsInAll()
    {
        NetSetup setup;
        setup.limits.connections = 3;
        setup.routes.add("GET"_ba, "/here"_ba, 0,
            [](const HttpRequest&, const HttpResponder& responder) { responder.send(HttpResponse::text("welcome"_ba)); });
        Loopback net(setup);
        const auto enters = [](RawClient& client) {
            client.say(get("/here"_ba));
            return client.hears("welcome");
        };
        auto first = std::make_unique<RawClient>(net);
        RawClient second(net);
        RawClient third(net);
        QVERIFY(enters(*first) && enters(second) && enters(third));
        RawClient fourth(net);
        fourth.say(get("/here"_ba));
        QVERIFY(fourth.isClosed());
        QVERIFY(fourth.heard.isEmpty());
        first.reset();
        QTRY_COMPARE(net.edges->metrics().openConnections(), 2u);
        RawClient again(net);
        QVERIFY(enters(again));
    }

    /// A peer that resets at once has no address any more when the edge asks: its place at the door was never given back.
    void whoResetsAtOnceGivesTheirPlaceBack_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("that it wants a WebSocket") << handshake();
    }
    void whoResetsAtOnceGivesTheirPlaceBack()
    {
        QFETCH(QByteArray, says);
        NetSetup setup;
        setup.limits.limitLoopback = true;
        setup.limits.socketsPerSource = 5;
        setup.limits.connectsPerSource = 1000;
        std::counting_semaphore<2> held(0);
        std::binary_semaphore isHeld(0);
        setup.routes.add("GET"_ba, "/hold"_ba, 0, [&](const HttpRequest&, const HttpResponder& responder) {
            isHeld.release();
            held.acquire();
            responder.send(HttpResponse::text("done"_ba));
        });
        Loopback net(setup, 1);
        const auto letGo = qScopeGuard([&] { held.release(); });
        RawClient busy(net);
        busy.say("GET /hold HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        busy.socket.flush();
        QVERIFY(QTest::qWaitFor([&] { return isHeld.try_acquire(); }));
        std::array<int, 4> descriptors {};
        for (int& fd : descriptors) {
            fd = ::socket(AF_INET, SOCK_STREAM, 0);
            const linger reset {1, 0};
            ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
            sockaddr_in address {};
            address.sin_family = AF_INET;
            address.sin_port = htons(net.door->port());
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            QCOMPARE(::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
            QCOMPARE(::send(fd, says.constData(), static_cast<size_t>(says.size()), MSG_NOSIGNAL), says.size());
        }
        RawClient sixth(net); // refused: the door has counted those before it, the edge has seen none of them
        QTRY_COMPARE(net.edges->metrics().connectionsRefused.load(), 1u);
        for (const int fd : descriptors)
            ::close(fd);
        held.release();
        QVERIFY(busy.isClosed());
        QTRY_COMPARE(net.edges->metrics().connectionsClosed.load(), 5u);
        std::vector<std::unique_ptr<RawClient>> all; // every place is free again
        for (int i = 0; i < 5; ++i) {
            all.push_back(std::make_unique<RawClient>(net));
            all.back()->say("GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n");
            QVERIFY(all.back()->hears("404"));
        }
        QCOMPARE(net.edges->metrics().connectionsRefused.load(), 1u);
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
