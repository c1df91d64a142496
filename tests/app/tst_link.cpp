// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "tests/support/fakeserver.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const QUrl kServer {u"http://localhost:8080"_s};
/// A coarse timer may end this much later than asked (Qt::CoarseTimer), and says so beforehand.
constexpr qint64 mostOfTimer(qint64 ms)
{
    return ms * 105 / 100;
}
const Claim kClaim {ClientId(testId(7, 1)), testConversation(1)};

} // namespace

class TestLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysHelloWithItsTokenAndIsConnectedWhenWelcomed()
    {
        FakeServer server;
        const auto link = server.makeLink();
        QSignalSpy connected(link.get(), &Link::connected);
        link->start(kServer, u"secret"_s);
        QCOMPARE(server.transport.opens, 1);
        QCOMPARE(server.transport.lastUrl.scheme(), u"ws"_s);
        QCOMPARE(link->state(), LinkState::connecting);
        Q_EMIT server.transport.opened();
        const Hello hello = server.mustReceive<Hello>();
        QCOMPARE(hello.app, u"desktop"_s);
        QCOMPARE(hello.token, u"secret"_s);
        Welcome welcome;
        welcome.epoch = server.epoch;
        server.answer<Hello>(welcome);
        QCOMPARE(connected.count(), 1);
        QCOMPARE(link->state(), LinkState::connected);
        QVERIFY(server.nothingElse());
    }

    void eachReplyReachesWhoAskedWhateverTheOrder()
    {
        FakeServer server;
        const auto link = server.makeLink();
        link->start(kServer, u"t"_s);
        server.welcome();
        QStringList heard;
        link->request(
            FindConversations {u"a"_s, 1}, this, [&](const Result<ConversationList>& r) { heard += u"a%1"_s.arg(r->total); });
        link->request(
            FindConversations {u"b"_s, 1}, this, [&](const Result<ConversationList>& r) { heard += u"b%1"_s.arg(r->total); });
        server.mustReceive<FindConversations>();
        const QString first = server.lastId;
        server.mustReceive<FindConversations>();
        server.answer<FindConversations>({{}, 2});
        server.answerTo<FindConversations>(first, {{}, 1});
        QCOMPARE(heard, (QStringList {u"b2"_s, u"a1"_s}));
        server.answerTo<FindConversations>(first, {{}, 9}); // a second reply is nobody's
        QCOMPARE(heard.size(), 2);
    }

    void refusalsArriveWithCodeAndLimit()
    {
        FakeServer server;
        const auto link = server.makeLink();
        link->start(kServer, u"t"_s);
        server.welcome();
        Error heard;
        link->request(kClaim, this, [&](const Result<Stored>& r) { heard = r.error(); });
        server.mustReceive<Claim>();
        server.refuse<Claim>(Code::rateLimited, 700);
        QCOMPARE(heard.code, Code::rateLimited);
        QCOMPARE(heard.limit, 700);
    }

    void nothingIsCalledOnceTheContextIsGone()
    {
        FakeServer server;
        const auto link = server.makeLink();
        link->start(kServer, u"t"_s);
        server.welcome();
        auto context = std::make_unique<QObject>();
        bool called = false;
        link->request(kClaim, context.get(), [&](const Result<Stored>&) { called = true; });
        server.mustReceive<Claim>();
        context.reset();
        server.answer<Claim>({testConversation(1), 1, {}});
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void withoutConnectionTheAnswerIsOfflineAndComesLater()
    {
        FakeServer server;
        const auto link = server.makeLink();
        std::optional<Code> code;
        link->request(kClaim, this, [&](const Result<Stored>& r) { code = r.error().code; });
        QVERIFY(!code);
        QTRY_COMPARE(code, Code::offline);
        QVERIFY(server.nothingElse());
    }

    void requestsUnderWayEndOfflineWhenTheConnectionIsLost()
    {
        FakeServer server;
        const auto link = server.makeLink();
        link->start(kServer, u"t"_s);
        server.welcome();
        std::optional<Code> code;
        link->request(kClaim, this, [&](const Result<Stored>& r) { code = r.error().code; });
        server.loseConnection();
        QTRY_COMPARE(code, Code::offline);
        QCOMPARE(link->state(), LinkState::offline);
    }

    void aRequestWithoutReplyTimesOut()
    {
        FakeServer server;
        const auto link = server.makeLink({500ms, 30s, 30ms, 15s});
        link->start(kServer, u"t"_s);
        server.welcome();
        std::optional<Code> code;
        link->request(kClaim, this, [&](const Result<Stored>& r) { code = r.error().code; });
        server.mustReceive<Claim>();
        const QString id = server.lastId;
        QTRY_COMPARE(code, Code::timedOut);
        server.answerTo<Claim>(id, {testConversation(1), 1, {}}); // too late: ignored
        QCOMPARE(link->state(), LinkState::connected);
    }

    void whetherTheServerCanStoreIsKnownUntilTheNextWelcome()
    {
        FakeServer server;
        const auto link = server.makeLink();
        QSignalSpy changed(link.get(), &Link::storingChanged);
        link->start(kServer, u"t"_s);
        server.welcome();
        QVERIFY(link->canStore());
        server.says(Storing {false});
        server.says(Storing {false});
        QVERIFY(!link->canStore());
        QCOMPARE(changed.count(), 1);
        server.says(Storing {true});
        QVERIFY(link->canStore());
        QCOMPARE(changed.count(), 2);
        server.says(Storing {false});
        QCOMPARE(link->state(), LinkState::connected);
        server.loseConnection();
        link->retryNow();
        server.welcome();
        QVERIFY(link->canStore());
    }

    void aServerWithoutItsStoreIsOfflineForThatReasonAndTriedAgain()
    {
        FakeServer server;
        const auto link = server.makeLink({10ms, 10ms, 15s, 15s});
        link->start(kServer, u"t"_s);
        Q_EMIT server.transport.opened();
        server.mustReceive<Hello>();
        server.refuse<Hello>(Code::unavailable);
        QCOMPARE(link->state(), LinkState::offline);
        QCOMPARE(link->reason().code, Code::unavailable);
        QCOMPARE(link->token(), u"t"_s);
        QTRY_COMPARE(server.transport.opens, 2);
        server.welcome();
        QCOMPARE(link->state(), LinkState::connected);
    }

    void silenceForTwoHeartbeatsIsALostConnection()
    {
        FakeServer server;
        const auto link = server.makeLink({1h, 1h, 15s, 15s}); // not back before it was looked at
        link->start(kServer, u"t"_s);
        server.welcome(40);
        QTRY_COMPARE(link->state(), LinkState::offline);
        QCOMPARE(link->reason().code, Code::timedOut);
        QVERIFY(!server.transport.isOpen);
    }

    void heartbeatsKeepItAndTellTheServersTime()
    {
        FakeServer server;
        const auto link = server.makeLink();
        link->start(kServer, u"t"_s);
        server.welcome(60);
        QSignalSpy told(link.get(), &Link::serverTimeTold);
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&] { server.says(Heartbeat {fromMillis(5)}); });
        beat.start(20);
        QTRY_COMPARE_WITH_TIMEOUT(told.count() >= 12, true, 3000);
        QCOMPARE(link->state(), LinkState::connected);
    }

    void aConnectionThatIsNeverWelcomedIsGivenUp()
    {
        FakeServer server;
        const auto link = server.makeLink({1h, 1h, 15s, 30ms}); // not back before it was looked at
        link->start(kServer, u"t"_s);
        Q_EMIT server.transport.opened();
        QTRY_COMPARE(link->state(), LinkState::offline);
    }

    void comesBackByItselfWithinTheJitteredWait()
    {
        FakeServer server;
        const auto link = server.makeLink({20ms, 40ms, 15s, 15s});
        link->start(kServer, u"t"_s);
        server.welcome();
        for (int time = 2; time < 6; ++time) {
            server.loseConnection();
            QCOMPARE(link->state(), LinkState::offline);
            QTRY_COMPARE(server.transport.opens, time);
            server.welcome();
            QCOMPARE(link->state(), LinkState::connected);
        }
    }

    void waitsAreSpreadFromZeroAndCapped()
    {
        qint64 longest = 0;
        qint64 shortest = std::numeric_limits<qint64>::max();
        for (int run = 0; run < 60; ++run) {
            FakeServer server;
            const auto link = server.makeLink({500ms, 4s, 15s, 15s});
            link->start(kServer, u"t"_s);
            for (int failure = 0; failure < 8; ++failure) {
                server.loseConnection();
                if (failure < 7)
                    link->retryNow();
            }
            const auto wait = *link->nextTryAt() - link->since();
            longest = std::max<qint64>(longest, wait.count());
            shortest = std::min<qint64>(shortest, wait.count());
        }
        QVERIFY2(longest <= mostOfTimer(4000) && longest > 2000, qPrintable(QString::number(longest)));
        QVERIFY2(shortest < 1500, qPrintable(QString::number(shortest)));
    }

    void goodbyeSpreadsTheReturn()
    {
        qint64 longest = 0;
        for (int run = 0; run < 40; ++run) {
            FakeServer server;
            const auto link = server.makeLink();
            link->start(kServer, u"t"_s);
            server.welcome();
            server.says(Goodbye {Code::ok, 60'000});
            server.loseConnection();
            longest = std::max<qint64>(longest, (*link->nextTryAt() - link->since()).count());
        }
        QVERIFY2(longest > 10'000, qPrintable(QString::number(longest)));
        QVERIFY2(longest <= mostOfTimer(60'000), qPrintable(QString::number(longest)));
    }

    /// A server that died without a word leaves all its clients at once: they come back as it told them beforehand.
    void silenceSpreadsTheReturnToo()
    {
        qint64 longest = 0;
        for (int run = 0; run < 20; ++run) {
            FakeServer server;
            server.spreadMs = 60'000;
            const auto link = server.makeLink();
            link->start(kServer, u"t"_s);
            server.welcome(5);
            QTRY_COMPARE(link->state(), LinkState::offline);
            QCOMPARE(link->reason().code, Code::timedOut);
            longest = std::max<qint64>(longest, (*link->nextTryAt() - link->since()).count());
        }
        QVERIFY2(longest > 10'000, qPrintable(QString::number(longest)));
    }

    void anEndedSessionIsSignedOutForGood()
    {
        FakeServer server;
        const auto link = server.makeLink();
        QSignalSpy ended(link.get(), &Link::sessionEnded);
        link->start(kServer, u"t"_s);
        Q_EMIT server.transport.opened();
        server.mustReceive<Hello>();
        server.refuse<Hello>(Code::sessionEnded);
        QCOMPARE(ended.count(), 1);
        QCOMPARE(link->state(), LinkState::signedOut);
        QCOMPARE(link->reason().code, Code::sessionEnded);
        QVERIFY(link->token().isEmpty());
        QVERIFY(!link->nextTryAt());
    }

    void goodbyeSessionEndedSignsOut()
    {
        FakeServer server;
        const auto link = server.makeLink();
        QSignalSpy ended(link.get(), &Link::sessionEnded);
        link->start(kServer, u"t"_s);
        server.welcome();
        server.says(Goodbye {Code::sessionEnded, 0});
        server.loseConnection();
        QCOMPARE(ended.count(), 1);
        QCOMPARE(link->state(), LinkState::signedOut);
    }

    void nonsenseAndUnknownEventsDoNoHarm()
    {
        FakeServer server;
        const auto link = server.makeLink();
        link->start(kServer, u"t"_s);
        server.welcome();
        for (const QString& frame :
            {u"{"_s, u"[]"_s, u"{\"type\":\"later\",\"body\":{}}"_s, u"{\"type\":\"entries\",\"body\":{}}"_s,
                u"{\"type\":\"boardChanged\",\"body\":{\"board\":7}}"_s, QString(70000, u'x')})
            Q_EMIT server.transport.received(frame);
        QCOMPARE(link->state(), LinkState::connected);
    }

    void trafficKeepsTypesAndIdsButNoTexts()
    {
        FakeServer server;
        const auto link = server.makeLink();
        link->start(kServer, u"very-secret"_s);
        server.welcome();
        Send send;
        send.content = Text {u"my phone is 13800000000"_s};
        link->request(send, this, [](const Result<Stored>&) {});
        const QString text = link->traffic().toText();
        QVERIFY(text.contains(u"> send"_s));
        QVERIFY(text.contains(u"< hello"_s));
        QVERIFY(!text.contains(u"13800000000"_s) && !text.contains(u"very-secret"_s));
        for (int i = 0; i < 1000; ++i)
            server.says(Heartbeat {});
        QCOMPARE(link->traffic().lines().size(), size_t(200));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestLink)
#include "tst_link.moc"
