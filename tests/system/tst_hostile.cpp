// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

#include "tests/support/rawwire.h"
#include "tests/system/twoshops.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// A connection that says bytes.
class RawPerson {
public:
    explicit RawPerson(const QUrl& server)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { heard += m_socket.readAll(); });
        m_socket.connectToHost(server.host(), quint16(server.port()));
        m_socket.waitForConnected(5000);
    }
    void say(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    bool hears(QByteArrayView text)
    {
        return waitFor([&] { return heard.contains(text); });
    }
    bool hasEnded() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    bool isEnded()
    {
        return waitFor([&] { return hasEnded(); });
    }
    int status() const { return heard.mid(9, 3).toInt(); }

    QByteArray heard;

private:
    QTcpSocket m_socket;
};

} // namespace

/// Bad input and bad people against the real server: each gets its code and a sentence, the connection survives where it
/// can, the log has one line for it, nobody else's things are seen, and the server is well afterwards.
class TestHostile final : public QObject {
    Q_OBJECT

private:
    /// Events of the log since the last call that say somebody was refused, cut off or let go.
    QStringList refusals()
    {
        const QByteArray all = m_world->server.output();
        const QByteArray fresh = all.mid(m_logged);
        const qsizetype whole = fresh.lastIndexOf('\n') + 1;
        m_logged += whole;
        QStringList found;
        for (const QByteArray& line : fresh.left(whole).split('\n')) {
            const QString event = QJsonDocument::fromJson(line).object()["event"_L1].toString();
            if (event.contains("-refused "_L1) || event.startsWith("goodbye "_L1) || event.contains("-cut "_L1))
                found.append(event);
        }
        return found;
    }
    /// Exactly one line, with this in it.
    void loggedOnce(const QString& word)
    {
        QStringList found;
        QVERIFY(waitFor([&] {
            found += refusals();
            return !found.isEmpty();
        }));
        QCOMPARE(found.size(), 1);
        QVERIFY2(found.first().contains(word), qPrintable(found.first()));
    }
    template <Request R>
    void refused(WirePerson& person, const R& request, Code code, const QString& field)
    {
        (void)refusals();
        const QJsonObject body = person.askPlain(request);
        QCOMPARE(body["code"_L1].toString(), codeName(code));
        QCOMPARE(body["field"_L1].toString(), field);
        QVERIFY2(body["detail"_L1].toString().endsWith(u'.'), qPrintable(body["detail"_L1].toString()));
        loggedOnce(u"type %1 code %2"_s.arg(R::type, codeName(code)));
        QVERIFY(person.isConnected());
    }
    void isWell()
    {
        WirePerson person(m_world->server.url());
        QCOMPARE(person.get(u"/health"_s).status, 200);
        QCOMPARE(person.get(u"/ready"_s).status, 200);
        person.token = m_visitor; // always the same one, who needs one agent's attention and not a hundred's
        QVERIFY(person.enterCustomer(u"lumen"_s));
        m_visitor = person.token;
        QVERIFY(person.ask(Send {WirePerson::newId(), {}, {}, Text {u"noch da?"_s}}));
    }

    std::unique_ptr<TwoShops> m_world;
    QString m_visitor;
    qsizetype m_logged = 0;

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<TwoShops>();
        m_world->live();
    }
    void init() { (void)refusals(); }
    void cleanup()
    {
        if (m_world->server.isRunning())
            isWell();
    }

    void framesGetTheirCode_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const QJsonArray cases = hostileCases(u"frames.json"_s);
        QVERIFY(!cases.isEmpty());
        for (const auto& each : cases)
            QTest::newRow(each[u"name"].toString().toUtf8().constData())
                << each[u"frame"].toString() << each[u"code"].toString();
    }
    void framesGetTheirCode()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        WirePerson person(m_world->server.url());
        QVERIFY(person.enterStaff(m_world->staff.value(Role::agent)));
        (void)refusals();
        const QJsonObject body = person.say(text)["body"_L1].toObject();
        QCOMPARE(body["code"_L1].toString(), code);
        QVERIFY2(body["detail"_L1].toString().endsWith(u'.'), qPrintable(body["detail"_L1].toString()));
        loggedOnce(u"code "_s + code);
        QVERIFY(person.isConnected());
        QVERIFY(person.ask(FindOrders {u"x"_s, 10}));
        QVERIFY(refusals().isEmpty());
        QVERIFY(!person.heard.contains(TwoShops::kPlanted.toUtf8()));
    }

    void framesThatAreNoneEndTheConnection_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const auto spoilt = [](int first, const QByteArray& payload) {
            QByteArray bytes = frame(1, payload);
            bytes[0] = static_cast<char>(first);
            return bytes;
        };
        QTest::newRow("ten megabytes") << frame(1, QByteArray(10'000'000, 'a')) << 1009;
        QTest::newRow("a claim of 2^62") << frame(1, "aaaa"_ba, 1LL << 62) << 1009;
        QTest::newRow("no UTF-8") << frame(1, "{\"type\":\"\xff\xfe\"}"_ba) << 1007;
        QTest::newRow("an overlong slash") << frame(1, "\xc0\xaf"_ba) << 1007;
        QTest::newRow("a surrogate in UTF-8") << frame(1, "\xed\xa0\x80"_ba) << 1007;
        QTest::newRow("a reserved bit") << spoilt(0xc1, "x"_ba) << 1002;
        QTest::newRow("a reserved opcode") << spoilt(0x83, "x"_ba) << 1002;
        QTest::newRow("a ping in two parts") << spoilt(0x09, "x"_ba) << 1002;
        QTest::newRow("a long ping") << frame(9, QByteArray(200, 'x')) << 1002;
        QTest::newRow("a continuation of nothing") << frame(0, "x"_ba) << 1002;
    }
    void framesThatAreNoneEndTheConnection()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        RawPerson person(m_world->server.url());
        person.say(handshake());
        QVERIFY(person.hears("\r\n\r\n"));
        const qsizetype before = m_world->server.output().size();
        person.say(bytes);
        const char close[] {static_cast<char>(code >> 8), static_cast<char>(code & 0xff), 0};
        // What is still on its way when the server closes can take its last words back; the log says them.
        QVERIFY(waitFor([&] { return person.heard.contains(close) || person.hasEnded(); }));
        const QByteArray line = "session-closed session";
        QVERIFY(waitFor([&] { return m_world->server.output().mid(before).contains(line); }));
        const QByteArray log = m_world->server.output().mid(before);
        QCOMPARE(log.count(line), 1);
        QVERIFY2(log.contains(QByteArray("code " + QByteArray::number(code))), log.constData());
        QVERIFY(refusals().isEmpty());
    }

    void binaryFramesAreSentAway()
    {
        WirePerson person(m_world->server.url());
        QVERIFY(person.enterCustomer(u"lumen"_s));
        person.client().socket().sendBinaryMessage("\0\1\2"_ba);
        QVERIFY(waitFor([&] { return !person.isConnected(); }));
        QVERIFY(person.heard.contains("\"reason\":\"unsupported\""));
        loggedOnce(u"reason unsupported"_s);
    }

    void httpGetsItsStatus_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const QJsonArray cases = hostileCases(u"http.json"_s);
        QVERIFY(!cases.isEmpty());
        for (const auto& each : cases) {
            // The request behind a bad one is never answered as one of its own.
            QByteArray bytes = each[u"send"].toString().toLatin1();
            if (!bytes.contains("/api/"))
                bytes += "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
            // The corpus is written for routes of its own.
            bytes.replace("/echo HTTP", "/api/v1/signIn HTTP").replace("/hello", "/health");
            QTest::newRow(each[u"name"].toString().toUtf8().constData()) << bytes << each[u"status"].toInt();
        }
    }
    void httpGetsItsStatus()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        RawPerson person(m_world->server.url());
        person.say(bytes);
        QVERIFY(person.hears("\r\n\r\n"));
        QCOMPARE(person.status(), status);
        QVERIFY(waitFor([&] { return person.heard.contains("\"code\":\""); }));
        const QJsonObject body = QJsonDocument::fromJson(person.heard.mid(person.heard.indexOf("\r\n\r\n") + 4)).object();
        QVERIFY2(body["detail"_L1].toString().endsWith(u'.'), person.heard.constData());
        QVERIFY(person.heard.contains("X-Content-Type-Options: nosniff"));
        loggedOnce(u"refused"_s);
    }

    void slowHeadsAreSentAwayAndHinderNobody()
    {
        std::vector<std::unique_ptr<RawPerson>> slow;
        for (int i = 0; i < 30; ++i) {
            slow.push_back(std::make_unique<RawPerson>(m_world->server.url()));
            slow.back()->say("GET /health HTTP/1.1\r\nHost: lo");
        }
        isWell();
        for (const auto& each : slow) {
            QVERIFY(each->isEnded());
            QCOMPARE(each->status(), 408);
        }
        QStringList lines;
        QVERIFY(waitFor([&] {
            lines += refusals();
            return lines.size() >= 30;
        }));
        QCOMPARE(lines.size(), 30);
    }

    // reference/security.md A-1: two hashes at a time and a short queue, so guessing at passwords cannot eat the machine.
    void aFloodOfSignInsDoesNotHoldUpTheTalk()
    {
        WirePerson person(m_world->server.url());
        QVERIFY(person.enterCustomer(u"lumen"_s));
        const auto talk = [&] {
            QList<qint64> took;
            for (int said = 0; said < 12; ++said) {
                WirePerson::pause(300); // slower than a customer may write
                QElapsedTimer clock;
                clock.start();
                bool stored = false;
                person.client().ask(Send {WirePerson::newId(), {}, {}, Text {u"%1"_s.arg(said)}},
                    [&](const Result<Stored>& answer) { stored = bool(answer); });
                if (!waitFor([&] { return stored; }))
                    return took;
                took.append(clock.elapsed());
            }
            std::sort(took.begin(), took.end());
            return took;
        };
        const QList<qint64> before = talk();
        std::vector<std::unique_ptr<RawPerson>> flood;
        for (int i = 0; i < 200; ++i) {
            const QByteArray name = "nobody" + QByteArray::number(i);
            const QByteArray body = "{\"name\":\"" + name + "\",\"password\":\"let me in, please\",\"device\":\"x\"}";
            flood.push_back(std::make_unique<RawPerson>(m_world->server.url()));
            flood.back()->say(
                "POST /api/v1/signIn HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        }
        const QList<qint64> during = talk();
        QCOMPARE(before.size(), 12);
        QCOMPARE(during.size(), 12);
        qInfo("median of 12 messages: %lld ms, during 200 sign-ins %lld ms", before[6], during[6]);
        QMap<int, int> statuses;
        for (const auto& each : flood) {
            QVERIFY(each->hears("\"code\":\"") || each->hasEnded());
            ++statuses[each->status()];
        }
        QVERIFY2(!statuses.contains(200) && !statuses.contains(500), QByteArray::number(statuses.size()).constData());
        (void)refusals();
    }

    void strangePagesAreNotLetIn()
    {
        RawPerson person(m_world->server.url());
        person.say(handshake("Origin: https://evil.example\r\n"));
        QVERIFY(person.hears("403"));
        QVERIFY(waitFor([&] { return m_world->server.output().contains("origin-refused"); }));
    }

    void aCustomerWhoNamesSomebodyElsesConversation()
    {
        WirePerson thief(m_world->server.url());
        QVERIFY(thief.enterCustomer(u"nox"_s));
        thief.heard.clear();
        const ConversationId other = m_world->conversation;
        const StreamId stream = StreamId::of(other);
        const QString c = u"conversation"_s;
        refused(thief, Send {WirePerson::newId(), other, {}, Text {u"x"_s}}, Code::notFound, c);
        refused(thief, WatchStream {stream, {}}, Code::notFound, u"stream"_s);
        refused(thief, ReadStream {stream, 0, {}, 100}, Code::notFound, u"stream"_s);
        refused(thief, Recall {WirePerson::newId(), other, 2}, Code::notFound, c);
        refused(thief, Rate {WirePerson::newId(), other, 5, {}}, Code::notFound, c);
        refused(thief, SetTyping {other, true}, Code::notFound, c);
        refused(thief, MarkRead {other, 3}, Code::notFound, c);
        refused(thief, WatchBoard {BoardName::typing, other, 0, 10}, Code::notFound, c);
        refused(thief, WatchBoard {BoardName::all, {}, 0, 10}, Code::forbidden, u"board"_s);
        refused(thief, BeginUpload {other, MediaKind::image, 100}, Code::notFound, c);
        refused(thief, LinkBlob {m_world->picture}, Code::notFound, u"blob"_s);
        refused(thief, Send {WirePerson::newId(), {}, {}, Image {m_world->picture, 32, 64}}, Code::notFound, u"content"_s);
        refused(thief, Send {m_world->said, {}, {}, Text {u"x"_s}}, Code::conflict, u"clientId"_s);
        refused(thief, ReadStream {StreamId::of(m_world->ticket), 0, {}, 100}, Code::notFound, u"stream"_s);
        refused(thief, Claim {WirePerson::newId(), other}, Code::forbidden, {});
        refused(thief, FindConversations {u"5678"_s, 100}, Code::forbidden, {});
        refused(thief, ReadCustomer {other}, Code::forbidden, {});
        QVERIFY(!thief.heard.contains(TwoShops::kPlanted.toUtf8()));
        QVERIFY(!thief.heard.contains(TwoShops::kPhone.toUtf8()));
    }

    void tokensThatAreNotOnesOwn()
    {
        const auto hello = [](std::optional<QString> token, std::optional<QString> shop, std::optional<QString> identity = {}) {
            return Hello {u"test"_s, u"1"_s, {}, std::move(token), std::move(shop), std::move(identity), {}, {}};
        };
        WirePerson person(m_world->server.url());
        QVERIFY(person.connect());
        refused(person, hello(m_world->customer.token, {}), Code::sessionEnded, u"token"_s);
        refused(person, hello(u"grs_"_s + QString(43, u'A'), {}), Code::sessionEnded, u"token"_s);
        refused(person, hello({}, u"nowhere"_s), Code::notFound, u"shop"_s);
        refused(person, hello({}, u"nox"_s, u"a.b"_s), Code::identityInvalid, u"identity"_s);
        QVERIFY(person.connect());
        refused(person, hello({}, u"nox"_s, m_world->identity().chopped(4) + u"AAAA"_s), Code::identityInvalid, u"identity"_s);
        refused(person, hello({}, u"lumen"_s, m_world->identity()), Code::identityInvalid, u"identity"_s);
        const QString once = m_world->identity(u"somebody else"_s);
        QVERIFY(person.enterCustomer(u"nox"_s, once));
        refused(person, hello({}, u"nox"_s), Code::alreadyHello, {});
        QVERIFY(person.connect());
        refused(person, hello({}, u"nox"_s, once), Code::identityInvalid, u"identity"_s);
        // A guessed token of a visitor is nobody's: whoever says it is somebody new.
        WirePerson guesser(m_world->server.url());
        guesser.token = u"grv_"_s + QString(43, u'A');
        const auto welcome = guesser.enterCustomer(u"nox"_s);
        QVERIFY(welcome);
        QVERIFY(welcome->visitor->token && !welcome->visitor->conversation);
    }

    void staffWithoutTheRight()
    {
        WirePerson editor(m_world->server.url());
        QVERIFY(editor.enterStaff(m_world->staff.value(Role::editor)));
        WirePerson owner(m_world->server.url());
        QVERIFY(owner.enterStaff(m_world->staff.value(Role::agent)));
        QVERIFY(owner.ask(SetPresence {Presence::online, BreakReason::none}));
        WirePerson visitor(m_world->server.url());
        QVERIFY(visitor.enterCustomer(u"lumen"_s));
        const auto stored = visitor.ask(Send {WirePerson::newId(), {}, {}, Text {u"hilfe"_s}});
        QVERIFY(stored);
        const ConversationId c = stored->conversation;
        qint64 version = 0;
        QVERIFY(waitFor([&] {
            const auto found = owner.ask(FindConversations {{}, 100});
            if (!found)
                return false;
            for (const ConversationRow& row : found->rows)
                version = row.id == c && row.assignee ? row.assignmentVersion : version;
            return version > 0;
        }));
        WirePerson other(m_world->server.url());
        // An agent who is not the one it is assigned to.
        QVERIFY(other.enterStaff(m_world->staff.value(Role::supervisor)));
        refused(editor, AddNote {WirePerson::newId(), c, u"x"_s}, Code::forbidden, {});
        refused(editor, Claim {WirePerson::newId(), c}, Code::forbidden, {});
        refused(editor, ReadStream {StreamId::of(c), 0, {}, 10}, Code::notFound, u"stream"_s);
        refused(other, Send {WirePerson::newId(), c, version, Text {u"x"_s}}, Code::reassigned, u"assignmentVersion"_s);
        refused(other, Claim {WirePerson::newId(), c}, Code::reassigned, u"conversation"_s);
        refused(other, SetFollowUp {WirePerson::newId(), c, {}}, Code::reassigned, u"assignmentVersion"_s);
        refused(other, AcceptOffer {WirePerson::newId(), c}, Code::offerEnded, u"conversation"_s);
        refused(owner, Send {WirePerson::newId(), c, version + 1, Text {u"x"_s}}, Code::reassigned, u"assignmentVersion"_s);
        refused(owner, Send {WirePerson::newId(), c, {}, Text {u"x"_s}}, Code::missingField, u"assignmentVersion"_s);
        refused(owner, Send {WirePerson::newId(), {}, version, Text {u"x"_s}}, Code::missingField, u"conversation"_s);
        refused(owner, Recall {WirePerson::newId(), c, stored->number}, Code::notFound, u"number"_s);
        refused(owner, SetPresence {Presence::disconnected, BreakReason::none}, Code::invalidField, u"presence"_s);
        refused(owner,
            Send {stored->conversation.isNull() ? ClientId {} : WirePerson::newId(), m_world->conversation, 1, Text {u"x"_s}},
            Code::notFound, u"conversation"_s);
    }

    // What strange characters a text may have is said as it came, to the one it is for; nothing else comes of them.
    void strangeTextsStayTexts()
    {
        WirePerson person(m_world->server.url());
        QVERIFY(person.enterCustomer(u"lumen"_s));
        const QStringList texts {u"\u202egnp.exe\u202c"_s, QString(u"a\0b"_s), u"\u001b[31mrot\u0007"_s,
            u"'; DROP TABLE entry; --"_s, u"<script>alert(1)</script>"_s, QString(300, QChar(0x0301)), u"\u2028\u2029\ufeff"_s,
            u'x' + QString(7999, u'\n')};
        for (const QString& text : texts) {
            const auto stored = person.ask(Send {WirePerson::newId(), {}, {}, Text {text}});
            const QString why = stored ? QString() : sentence(stored.error());
            QVERIFY2(stored, qPrintable(text.left(20) + why));
            const auto page = person.ask(ReadStream {StreamId::of(stored->conversation), stored->number - 1, {}, 1});
            QVERIFY(page);
            QCOMPARE(page->entries.size(), 1);
            const auto* said = std::get_if<Text>(&page->entries.first().content);
            QVERIFY2(said, QByteArray::number(page->entries.first().content.index()).constData());
            QCOMPARE(said->text, text);
        }
    }

    // Of what is decided for everybody at once, one who says the same twice must not make the store refuse the whole.
    void oneIdSaidTwiceAtOnceHurtsNobody()
    {
        const auto saysTwice = [this](WirePerson& person, ClientId id) {
            QList<Result<Stored>> answers;
            for (int i = 0; i < 3; ++i)
                person.client().ask(
                    Send {id, {}, {}, Text {u"again"_s}}, [&answers](const Result<Stored>& answer) { answers.append(answer); });
            QVERIFY(waitFor([&] { return answers.size() == 3; }));
            for (const auto& answer : answers) {
                QVERIFY2(answer, qPrintable(answer ? QString() : sentence(answer.error())));
                QCOMPARE(*answer, *answers.first());
            }
        };
        WirePerson agent(m_world->server.url());
        QVERIFY(agent.enterStaff(m_world->agentToken));
        QVERIFY(agent.ask(SetPresence {Presence::online, BreakReason::none}));
        for (int round = 0; round < 8; ++round) {
            WirePerson person(m_world->server.url());
            QVERIFY(person.enterCustomer(u"nox"_s));
            // of another time
            const auto began = TwoShops::now() + std::chrono::hours(round % 2 ? 24 * 365 : -24 * 365);
            const auto first = IdSource(quint64(round) + 100).next<ClientId>(began);
            saysTwice(person, first);
            // in a conversation that is not in memory
            const auto stored = person.ask(Send {first, {}, {}, Text {u"again"_s}});
            QVERIFY(stored);
            qint64 version = 0;
            QVERIFY(waitFor([&] {
                const auto found = agent.ask(FindConversations {{}, 100});
                for (const ConversationRow& row : found->rows)
                    version = row.id == stored->conversation && row.assignee ? row.assignmentVersion : version;
                return version > 0;
            }));
            const auto closed = agent.ask(
                CloseConversation {WirePerson::newId(), stored->conversation, version, u"done"_s, {}});
            QVERIFY2(closed, qPrintable(closed ? QString() : sentence(closed.error())));
            saysTwice(person, WirePerson::newId());
        }
        QVERIFY2(!m_world->server.output().contains("not stored"), m_world->server.output().right(2000).constData());
        (void)refusals();
    }

    void afterAllThatTheServerEndsInOrder()
    {
        const HttpAnswer metrics = WirePerson(m_world->server.url()).get(u"/metrics"_s);
        QVERIFY(metrics.body.contains("greenroom_net_refused_total{code=\"malformed\"}"));
        QCOMPARE(m_world->server.terminate(), 0);
        const QByteArray log = m_world->server.output();
        QVERIFY2(!log.contains("\"level\":\"error\""), log.constData());
    }
};

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
