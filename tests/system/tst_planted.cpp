// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QTcpSocket>
#include <QTest>

#include "server/auth/passwordhasher.h"
#include "server/auth/token.h"
#include "tests/system/twoshops.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const QString kPassword = u"tiefseeratte 44 "_s + TwoShops::kPlanted;
const QString kWrongPassword = u"falsche ratte 9 "_s + TwoShops::kPlanted;

} // namespace

/// Passwords, tokens, secrets, names, phones and texts are planted wherever somebody can put them in; nothing the server
/// puts out to operators or strangers has any of them, at the most talkative log level. It has ids.
class TestPlanted final : public QObject {
    Q_OBJECT

private:
    QByteArrayList planted() const
    {
        return {TwoShops::kPlanted.toUtf8(), TwoShops::kPhone.toUtf8(), kPassword.toUtf8(), kWrongPassword.toUtf8(),
            m_world->secret, m_world->secret.toBase64(), m_world->secret.toHex(), m_world->agentToken.toUtf8(),
            m_world->customer.token.toUtf8(), m_world->leaver.token.toUtf8(), m_signedIn.toUtf8(),
            m_world->picturePath.section(u'/', -1).toUtf8(), m_world->agentPicturePath.section(u'/', -1).toUtf8()};
    }
    void hasNone(const QByteArray& where, const char* what) const
    {
        const QByteArrayList all = planted();
        for (const QByteArray& each : all) {
            QVERIFY(each.size() >= 10);
            const qsizetype at = where.indexOf(each);
            const QByteArray around = what + (": " + where.mid(std::max<qsizetype>(0, at - 200), 400));
            QVERIFY2(at < 0, around.constData());
        }
    }

    std::unique_ptr<TwoShops> m_world;
    QString m_signedIn;

private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<TwoShops>(QStringList {u"--log-level"_s, u"debug"_s});
        m_world->live();
        QVERIFY(m_world->agent.heard.contains(TwoShops::kPlanted.toUtf8()));
    }

    void whoeverSignsInOrFailsTo()
    {
        m_world->server.terminate();
        m_world->server.prepare([](Database& database) {
            QVERIFY(database.run(u"UPDATE person SET sign_in='grete', password=? WHERE name=?"_s,
                PasswordHasher::hashNow(kPassword), TwoShops::planted("Agentin")));
        });
        QVERIFY2(m_world->server.start({u"--log-level"_s, u"debug"_s}), m_world->server.output().constData());
        const QUrl url = m_world->server.url();
        const auto signedIn = signIn(url, u"grete"_s, kPassword);
        QVERIFY(signedIn);
        m_signedIn = signedIn->token;
        QCOMPARE(signIn(url, u"grete"_s, kWrongPassword).error().code, Code::signInFailed);
        QCOMPARE(signIn(url, TwoShops::planted("niemand"), kWrongPassword).error().code, Code::signInFailed);
        // A password in the place of the name, as people do.
        QCOMPARE(signIn(url, kPassword, u"grete"_s).error().code, Code::signInFailed);
        QVERIFY(m_world->agent.enterStaff(m_signedIn));
        QVERIFY(m_world->customer.enterCustomer(u"nox"_s));
        QVERIFY(m_world->customer.ask(Send {WirePerson::newId(), {}, {}, Text {TwoShops::planted("Wieder da")}}));
    }

    void whateverIsWrongWithIt()
    {
        const QUrl url = m_world->server.url();
        const QString mark = TwoShops::kPlanted;
        WirePerson person(url);
        for (const QString& frame : {u"%1 is no JSON"_s, u"{\"type\":\"%1\",\"id\":\"1\",\"body\":{}}"_s,
                 u"{\"type\":\"hello\",\"id\":\"%1\",\"body\":{\"app\":\"\"}}"_s,
                 u"{\"type\":\"hello\",\"id\":\"1\",\"body\":{\"app\":\"x\",\"shop\":\"%1\"}}"_s,
                 u"{\"type\":\"hello\",\"id\":\"1\",\"body\":{\"app\":\"x\",\"token\":\"%1\"}}"_s,
                 u"{\"type\":\"hello\",\"id\":\"1\",\"body\":{\"app\":\"x\",\"shop\":\"nox\",\"identity\":\"%1.%1\"}}"_s,
                 u"{\"type\":\"send\",\"id\":\"1\",\"body\":{\"clientId\":\"%1\",\"%1\":{\"kind\":\"%1\"}}}"_s,
                 u"{\"type\":\"watchBoard\",\"id\":\"1\",\"body\":{\"board\":\"%1\"}}"_s}) {
            QVERIFY(person.connect());
            QVERIFY(!person.say(frame.arg(mark)).isEmpty());
        }
        QVERIFY(person.enterCustomer(u"nox"_s));
        QVERIFY(!person.ask(Send {WirePerson::newId(), {}, {}, Text {mark.repeated(900)}}));
        QVERIFY(!person.ask(Send {WirePerson::newId(), {}, {}, Image {m_world->picture, 32, 64}}));
        QVERIFY(!person.ask(SetTyping {m_world->conversation, true}));
        const QByteArray image = hostile::jpegWithCanaries(6).left(300) + mark.toUtf8();
        const auto place = person.ask(BeginUpload {{}, MediaKind::image, image.size()});
        QVERIFY(place);
        QCOMPARE(person.post(place->path, image, {}, "image/jpeg").status, 422);
        // In the wire's log words of a client's own choice: origin, subprotocol, agent, cookie, path, query, method.
        QTcpSocket raw;
        raw.connectToHost(url.host(), quint16(url.port()));
        QVERIFY(raw.waitForConnected(5000));
        raw.write("GET /ws?token=" + m_world->agentToken.toUtf8() + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: " + mark.toUtf8() + "\r\nCookie: s=" + mark.toUtf8() + "\r\n\r\n");
        QVERIFY(waitFor([&] { return raw.state() == QAbstractSocket::UnconnectedState || raw.bytesAvailable() > 0; }));
    }

    // A stranger who asks what there is, and what is wrong, learns nothing of anybody.
    void aStrangerIsToldNothing()
    {
        WirePerson stranger(m_world->server.url());
        for (const QString& path : {u"/health"_s, u"/ready"_s, u"/metrics"_s, u"/widget.html?shop=nox"_s, u"/nothing"_s,
                 u"/media/nothing"_s, u"/api/v1/findOrders"_s})
            (void)stranger.get(path);
        (void)stranger.post(u"/api/v1/findOrders"_s, "{\"text\":\"x\"}");
        (void)stranger.post(u"/api/v1/signIn"_s, "{\"name\":\"grete\",\"password\":\"x\",\"device\":\"d\"}");
        QVERIFY(stranger.heard.contains("greenroom_net_sessions_total"));
        hasNone(stranger.heard, "what a stranger was told");
        QVERIFY(!stranger.heard.toLower().contains("set-cookie")); // T-4: nothing comes along unasked
    }

    //
    void noCoreIsLeftBehind()
    {
        QFile limits(u"/proc/%1/limits"_s.arg(m_world->server.pid()));
        QVERIFY(limits.open(QIODevice::ReadOnly));
        const QByteArrayList lines = limits.readAll().split('\n');
        const auto core = std::find_if(
            lines.begin(), lines.end(), [](const QByteArray& line) { return line.startsWith("Max core file size"); });
        QVERIFY(core != lines.end());
        QCOMPARE(core->simplified().split(' ').mid(4, 2), (QByteArrayList {"0", "0"}));
    }

    void theLogHasIdsAndNothingElse()
    {
        QCOMPARE(m_world->server.terminate(), 0);
        const QByteArray log = m_world->server.output();
        hasNone(log, "the log");
        QVERIFY(log.contains("session-opened session"));
        QVERIFY(log.contains("code signInFailed"));
        QVERIFY(log.contains("code mediaRejected") || log.contains("status 422"));
        // I-14: each event is one line of JSON without a control character.
        for (const QByteArray& line : log.split('\n')) {
            if (line.isEmpty() || line.startsWith("greenroomd ready"))
                continue;
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            QVERIFY2(event.contains("event"_L1) && event.contains("level"_L1), line.constData());
            QVERIFY(std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
        }
    }

    // passwords and tokens are not in the store either, in no form that opens anything.
    void theStoreHasNoPasswordAndNoToken()
    {
        QByteArray all;
        for (QDirIterator each(m_world->server.dataDir(), QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
            QFile file(each.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            all += file.readAll();
        }
        QVERIFY(all.contains(TwoShops::kPlanted.toUtf8()));
        for (const QString& each :
            {kPassword, kWrongPassword, m_world->agentToken, m_signedIn, m_world->customer.token, m_world->leaver.token}) {
            QVERIFY(each.size() > 20);
            QVERIFY2(!all.contains(each.toUtf8()) && !all.contains(each.mid(4).toUtf8()), qPrintable(each));
        }
    }
};

QTEST_GUILESS_MAIN(TestPlanted)
#include "tst_planted.moc"
