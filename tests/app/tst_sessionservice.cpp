// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>

#include "app/sessions/sessionservice.h"
#include "app/settings/keychainsecretstore.h"
#include "tests/support/appfixture.h"
#include "tests/support/httpstub.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct Desk {
    QTemporaryDir directory;
    FakeServer server;
    HttpStub stub;
    std::unique_ptr<Link> link = server.makeLink();
    HttpClient http {nullptr};
    Cache cache {directory.filePath(u"cache"_s), nullptr};
    Settings settings {directory.filePath(u"config"_s), nullptr};
    MemorySecretStore secrets {nullptr};
    DeskClock clock;
    SessionService session {{*link, http, cache, settings, secrets, clock}, nullptr};

    Desk()
    {
        QString body;
        codec::write(body, SignedIn {u"tok"_s, fromMillis(9), {server.me}}, Audience::staff);
        stub.answer = "{\"code\":\"ok\"," + body.mid(1).toUtf8();
    }
    std::optional<Code> signIn()
    {
        std::optional<Code> code;
        session.signIn(stub.url().toString(), u"lin"_s, u"pw"_s, &cache,
            [&](const Result<void>& done) { code = done ? Code::ok : done.error().code; });
        (void)QTest::qWaitFor([&] { return code.has_value(); }, 5000);
        return code;
    }
    bool kept()
    {
        std::optional<bool> found;
        secrets.read(u"session-token"_s, &cache, [&](const Result<QString>& token) { found = bool(token); });
        (void)QTest::qWaitFor([&] { return found.has_value(); }, 1000);
        return *found;
    }
};

} // namespace

class TestSessionService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsInKeepsTheTokenAndConnects()
    {
        Desk desk;
        QSignalSpy me(&desk.session, &SessionService::meChanged);
        QCOMPARE(desk.signIn(), Code::ok);
        QTRY_COMPARE(me.count(), 1);
        QCOMPARE(desk.session.me(), desk.server.me);
        QVERIFY(desk.session.roles().has(Role::agent));
        QTRY_COMPARE(desk.server.transport.opens, 1);
        desk.server.welcome();
        QCOMPARE(desk.session.connection(), Connection::connected);
        QVERIFY(desk.kept());
        QCOMPARE(desk.settings.value(setting::lastSignInName), u"lin"_s);
        QVERIFY(desk.clock.now() - fromMillis(1'700'000'000'000) < 10s);
    }

    void aWrongPasswordLeavesNothing()
    {
        Desk desk;
        desk.stub.status = "401 Unauthorized";
        desk.stub.answer = R"({"code":"signInFailed","detail":"x"})";
        QCOMPARE(desk.signIn(), Code::signInFailed);
        QVERIFY(!desk.session.me());
        QVERIFY(!desk.kept());
        QCOMPARE(desk.server.transport.opens, 0);
    }

    void theNextStartNeedsNoPasswordAndNoNetwork()
    {
        Desk desk;
        QCOMPARE(desk.signIn(), Code::ok);
        QTRY_COMPARE(desk.server.transport.opens, 1);
        FakeServer other;
        const auto link = other.makeLink();
        Cache cache(desk.directory.filePath(u"cache"_s), nullptr);
        SessionService session({*link, desk.http, cache, desk.settings, desk.secrets, desk.clock}, nullptr);
        std::optional<bool> restored;
        session.restore(this, [&](const Result<void>& done) { restored = bool(done); });
        QTRY_COMPARE(restored, true);
        QTRY_VERIFY(session.me());
        QTRY_COMPARE(link->state(), LinkState::connecting);
        other.loseConnection();
        QCOMPARE(session.connection(), Connection::offline);
        QCOMPARE(session.me(), desk.server.me);
    }

    void signingOutLeavesNothingOnThisMachine()
    {
        Desk desk;
        QCOMPARE(desk.signIn(), Code::ok);
        QTRY_COMPARE(desk.server.transport.opens, 1);
        desk.server.welcome();
        desk.cache.saveDrafts({{testConversation(1), u"x"_s, false, {}}});
        desk.session.signOut();
        desk.server.mustReceive<SignOut>();
        desk.server.answer<SignOut>({});
        QVERIFY(!desk.session.me());
        QVERIFY(!desk.kept());
        QCOMPARE(desk.session.connection(), Connection::signedOut);
        QTRY_VERIFY(QDir(desk.directory.filePath(u"cache"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty());
        std::optional<Code> code;
        desk.session.restore(this, [&](const Result<void>& done) { code = done.error().code; });
        QTRY_COMPARE(code, Code::notFound);
    }

    void aRevokedSessionWipesToo()
    {
        Desk desk;
        QCOMPARE(desk.signIn(), Code::ok);
        QTRY_COMPARE(desk.server.transport.opens, 1);
        desk.server.welcome();
        QSignalSpy revoked(&desk.session, &SessionService::revoked);
        desk.server.says(Goodbye {Code::sessionEnded, 0});
        desk.server.loseConnection();
        QCOMPARE(revoked.count(), 1);
        QCOMPARE(desk.session.connectionReason().code, Code::sessionEnded);
        QVERIFY(!desk.session.me());
        QTRY_VERIFY(QDir(desk.directory.filePath(u"cache"_s)).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }

    /// A connection that is away for longer than a session lasts took the messages along that waited for it.
    void whatWasNotSentOutlivesTheSession()
    {
        Desk desk;
        QCOMPARE(desk.signIn(), Code::ok);
        QTRY_COMPARE(desk.server.transport.opens, 1);
        desk.server.welcome();
        const StreamId stream = StreamId::of(testConversation(1));
        desk.cache.saveEntries(stream, testEntries(1, 3), Cursor {desk.server.epoch, 3});
        OutboxItem unsent;
        unsent.clientId = ClientId(Uuid {1, 7});
        unsent.conversation = testConversation(1);
        unsent.request = Send {unsent.clientId, unsent.conversation, 3, Text {u"still here"_s}};
        desk.cache.putOutbox(unsent, this, [](const Result<void>&) {});
        QSignalSpy kept(&desk.session, &SessionService::ownWordsKept);
        desk.server.says(Goodbye {Code::sessionEnded, 0});
        desk.server.loseConnection();
        QTRY_COMPARE(kept.count(), 1);
        QCOMPARE(desk.signIn(), Code::ok);
        std::optional<qsizetype> waiting;
        std::optional<qsizetype> entries;
        desk.cache.loadOutbox(this, [&](const Result<QList<OutboxItem>>& items) { waiting = items ? items->size() : -1; });
        desk.cache.loadEntries(
            stream, 0, 10, this, [&](const Result<QList<Entry>>& found) { entries = found ? found->size() : -1; });
        QTRY_COMPARE(waiting, 1);
        QTRY_COMPARE(entries, 0); // what others said is gone
    }

    void aPasswordIsSetWithACodeAndNobodyIsSignedInByIt()
    {
        Desk desk;
        const auto set = [&](const QString& address) {
            std::optional<Code> code;
            desk.session.setPassword(address, u"lin"_s, u"grc_x"_s, u"my own words"_s, &desk.cache,
                [&](const Result<void>& done) { code = done ? Code::ok : done.error().code; });
            (void)QTest::qWaitFor([&] { return code.has_value(); }, 5000);
            return code;
        };
        QCOMPARE(set(desk.stub.url().toString()), Code::ok);
        QVERIFY(desk.stub.request.contains("POST /api/v1/setPassword "));
        QVERIFY(desk.stub.request.contains(R"({"name":"lin","password":"grc_x","newPassword":"my own words"})"));
        QVERIFY(!desk.session.me());
        QVERIFY(!desk.kept());
        desk.stub.request.clear();
        QCOMPARE(set(u"http://desk.example.com"_s), Code::unsupported);
        QVERIFY(desk.stub.request.isEmpty());
        desk.stub.status = "400 Bad Request";
        desk.stub.answer = R"({"code":"invalidField","field":"newPassword","limit":8})";
        QCOMPARE(set(desk.stub.url().toString()), Code::invalidField);
    }

    void aOneTimeCodeIsKnownByItsForm()
    {
        const QString code = u"grc_"_s + QString(43, u'A');
        QVERIFY(SessionService::isOneTimeCode(code));
        QVERIFY(SessionService::isOneTimeCode(u' ' + code + u'\n'));
        QVERIFY(!SessionService::isOneTimeCode(code + u'A'));
        QVERIFY(!SessionService::isOneTimeCode(u"grs_"_s + QString(43, u'A')));
        QVERIFY(!SessionService::isOneTimeCode(u"my grc_ password"_s));
        QVERIFY(!SessionService::isOneTimeCode({}));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("used"); // empty: refused
        QTest::newRow("name") << u"desk.example.com"_s << u"https://desk.example.com"_s;
        QTest::newRow("port") << u" desk.example.com:8443 "_s << u"https://desk.example.com:8443"_s;
        QTest::newRow("local") << u"localhost:8080"_s << u"http://localhost:8080"_s;
        QTest::newRow("loopback") << u"127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
        QTest::newRow("https") << u"https://a.b/x?y#z"_s << u"https://a.b"_s;
        QTest::newRow("clear") << u"http://desk.example.com"_s << QString();
        QTest::newRow("other") << u"ftp://a"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void addresses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, used);
        const auto url = SessionService::serverUrl(typed);
        QCOMPARE(url ? url->toString() : QString(), used);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestSessionService)
#include "tst_sessionservice.moc"
