// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTest>

#include "tests/support/serverprocess.h"
#include "tests/support/wireclient.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

/// A certificate of its own for 127.0.0.1, by openssl, as an administrator makes one.
bool makeCertificate(const ServerProcess& server, const QString& name, const QStringList& kind)
{
    const QString certificate = server.file(name + u".pem"_s);
    const QString key = server.file(name + u".key"_s);
    QProcess openssl;
    openssl.start(u"openssl"_s,
        QStringList {u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=greenroom test"_s, u"-addext"_s,
            u"subjectAltName=IP:127.0.0.1"_s, u"-keyout"_s, key, u"-out"_s, certificate}
            + kind);
    if (!openssl.waitForFinished(30'000) || openssl.exitCode() != 0)
        return false;
    // Written anew, so that they belong to whom the server runs as.
    for (const QString& path : {certificate, key}) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const QByteArray bytes = file.readAll();
        file.close();
        server.write(QFileInfo(path).fileName(), bytes);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    }
    return true;
}

QStringList tls(const ServerProcess& server, const QString& name)
{
    return {u"--tls-certificate"_s, server.file(name + u".pem"_s), u"--tls-key"_s, server.file(name + u".key"_s)};
}

QNetworkReply* get(QNetworkAccessManager& network, const QUrl& server, const QString& path)
{
    QUrl url = server;
    url.setPath(path);
    QNetworkReply* reply = network.get(QNetworkRequest(url));
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return reply;
}

} // namespace

/// TLS on the one port, and what happens without it.
class TestTls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesRequestsAndSocketsGoOverTls_data()
    {
        QTest::addColumn<QStringList>("kind");
        QTest::newRow("rsa") << QStringList {u"-newkey"_s, u"rsa:2048"_s};
        QTest::newRow("ec") << QStringList {u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s};
    }
    void pagesRequestsAndSocketsGoOverTls()
    {
        QFETCH(QStringList, kind);
        ServerProcess server;
        server.prepare([](Database& database) { ServerProcess::addShop(database, u"lumen"_s); });
        QVERIFY(makeCertificate(server, u"own"_s, kind));
        QVERIFY2(server.start(tls(server, u"own"_s)), server.output().constData());
        QVERIFY(server.output().contains("greenroomd ready https://"));
        QUrl secure = server.url();
        secure.setScheme(u"https"_s);

        // Nobody who does not know the certificate is talked into it.
        QNetworkAccessManager network;
        QCOMPARE(get(network, secure, u"/health"_s)->error(), QNetworkReply::SslHandshakeFailedError);
        QVERIFY(get(network, server.url(), u"/health"_s)->error() != QNetworkReply::NoError);

        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = before;
        trusting.setCaCertificates(QSslCertificate::fromPath(server.file(u"own.pem"_s)));
        QSslConfiguration::setDefaultConfiguration(trusting);
        QNetworkAccessManager again;
        const QNetworkReply* page = get(again, secure, u"/widget"_s);
        QCOMPARE(page->error(), QNetworkReply::NoError);
        QVERIFY(page->rawHeader("Strict-Transport-Security").startsWith("max-age="));
        QCOMPARE(page->sslConfiguration().sessionProtocol() == QSsl::TlsV1_3
                || page->sslConfiguration().sessionProtocol() == QSsl::TlsV1_2,
            true);
        const auto refused = signIn(secure, u"nobody"_s, u"wrong password"_s);
        QCOMPARE(refused.error().code, Code::signInFailed);

        WireClient client;
        std::optional<Result<Stored>> stored;
        connect(&client, &WireClient::opened, this, [&] {
            Hello hello;
            hello.app = u"test"_s;
            hello.shop = u"lumen"_s;
            client.ask(hello, [&](const Result<Welcome>& welcome) {
                QVERIFY(welcome);
                const auto id = IdSource().next<ClientId>(fromMillis(1'700'000'000'000));
                client.ask(
                    Send {id, {}, {}, Text {QString(8000, u'你')}}, [&](const Result<Stored>& answer) { stored = answer; });
            });
        });
        client.open(secure);
        QTRY_VERIFY(stored.has_value());
        QVERIFY2(*stored, qPrintable(*stored ? QString() : sentence(stored->error())));
        // Who comes in is told within what time to come back after a break: handshakes take their time.
        qint64 spread = 0;
        for (int i = 0; i < 500 && spread == 0; ++i) {
            WireClient later;
            std::optional<Result<Welcome>> welcome;
            connect(&later, &WireClient::opened, this, [&] {
                Hello hello;
                hello.app = u"test"_s;
                hello.shop = u"lumen"_s;
                later.ask(hello, [&](const Result<Welcome>& answer) { welcome = answer; });
            });
            later.open(secure);
            QTRY_VERIFY(welcome.has_value() && *welcome);
            spread = (*welcome)->spreadMs;
        }
        QVERIFY(spread > 0);
        QSslConfiguration::setDefaultConfiguration(before);
        QCOMPARE(server.terminate(), 0);
        QTRY_VERIFY(!client.isOpen());
    }

    void nothingOlderThanTls12IsSpoken()
    {
        ServerProcess server;
        QVERIFY(makeCertificate(server, u"own"_s, {u"-newkey"_s, u"rsa:2048"_s}));
        QVERIFY2(server.start(tls(server, u"own"_s)), server.output().constData());
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        constexpr auto kOld = QSsl::TlsV1_1;
        constexpr auto kOldOrLater = QSsl::TlsV1_1OrLater;
        QT_WARNING_POP
        const QByteArray anything = "ALL:@SECLEVEL=0";
        // Somebody who speaks one version only. That it can is shown by a server that lets it.
        const auto offer = [&](const QByteArray& version, quint16 port) {
            QSslConfiguration only = QSslConfiguration::defaultConfiguration();
            only.setProtocol(kOldOrLater);
            only.setPeerVerifyMode(QSslSocket::VerifyNone);
            only.setBackendConfigurationOption("CipherString", anything);
            only.setBackendConfigurationOption("MinProtocol", version);
            only.setBackendConfigurationOption("MaxProtocol", version);
            QSslSocket client;
            client.setSslConfiguration(only);
            client.connectToHostEncrypted(u"127.0.0.1"_s, port);
            const bool came = QTest::qWaitFor(
                [&] { return client.isEncrypted() || client.state() == QAbstractSocket::UnconnectedState; }, 20'000);
            return came && client.isEncrypted() ? client.sessionProtocol() : QSsl::UnknownProtocol;
        };
        QFile key(server.file(u"own.key"_s));
        QVERIFY(key.open(QIODevice::ReadOnly));
        QSslConfiguration lax = QSslConfiguration::defaultConfiguration();
        lax.setLocalCertificateChain(QSslCertificate::fromPath(server.file(u"own.pem"_s)));
        lax.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        lax.setProtocol(kOldOrLater);
        lax.setBackendConfigurationOption("CipherString", anything);
        lax.setBackendConfigurationOption("MinProtocol", QByteArray("TLSv1.1"));
        QSslServer old;
        old.setSslConfiguration(lax);
        QVERIFY(old.listen(QHostAddress::LocalHost));
        QCOMPARE(offer("TLSv1.1", old.serverPort()), kOld);

        const auto port = static_cast<quint16>(server.url().port());
        QCOMPARE(offer("TLSv1.1", port), QSsl::UnknownProtocol);
        QCOMPARE(offer("TLSv1.2", port), QSsl::TlsV1_2);
        QCOMPARE(server.terminate(), 0);
    }

    void whatIsWrongWithTheFilesIsSaid()
    {
        ServerProcess server;
        QVERIFY(makeCertificate(server, u"own"_s, {u"-newkey"_s, u"rsa:2048"_s}));
        server.write(u"noise.pem"_s, "nothing\n");
        server.write(u"noise.key"_s, "nothing\n");
        QFile::setPermissions(server.file(u"noise.key"_s), QFile::ReadOwner | QFile::WriteOwner);
        const auto told = [&server](const QStringList& settings) {
            return server.command(QStringList {u"serve"_s, u"--port"_s, u"0"_s} + settings);
        };
        const QString own = server.file(u"own"_s);
        const QString noise = server.file(u"noise"_s);
        const auto expect = [&](const QStringList& settings, const QByteArray& setting, const QByteArray& words) {
            const auto said = told(settings);
            QVERIFY(said.code == 1 || said.code == 2);
            QVERIFY2(said.err.contains(QByteArray("\"" + setting + "\"")) && said.err.contains(words), said.err.constData());
        };
        expect(
            {u"--tls-certificate"_s, noise + u".pem"_s, u"--tls-key"_s, own + u".key"_s}, "tls-certificate", "no certificate");
        expect({u"--tls-certificate"_s, own + u".pem"_s, u"--tls-key"_s, noise + u".key"_s}, "tls-key", "no private key");
        expect({u"--tls-certificate"_s, own + u".pem"_s}, "tls-key", "together");
        expect({u"--tls-certificate"_s, own + u".not"_s, u"--tls-key"_s, own + u".key"_s}, "tls-certificate", "cannot be read");
        QFile::setPermissions(own + u".key"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
        expect({u"--tls-certificate"_s, own + u".pem"_s, u"--tls-key"_s, own + u".key"_s}, "tls-key", "chmod 600");
    }

    void anAddressThatIsNoneIsNotTakenForAny()
    {
        const ServerProcess server;
        for (const QString& address : {u"nonsense"_s, u"127.evil.example"_s}) {
            const auto said = server.command({u"serve"_s, u"--port"_s, u"0"_s, u"--listen"_s, address});
            QVERIFY(said.code == 1 || said.code == 2);
            QVERIFY2(said.err.contains("listen") && said.err.contains(address.toLatin1()), said.err.constData());
        }
    }

    void otherMachinesReachItOnlyOverTlsOrWhenThatIsSaid()
    {
        ServerProcess server;
        const QStringList everywhere {u"--listen"_s, u"0.0.0.0"_s};
        QVERIFY(!server.start(everywhere));
        QVERIFY2(
            server.output().contains("0.0.0.0") && server.output().contains("allow-plain-remote"), server.output().constData());
        QVERIFY2(server.start(everywhere + QStringList {u"--allow-plain-remote"_s, u"yes"_s}), server.output().constData());
        QCOMPARE(server.terminate(), 0);
        QVERIFY(makeCertificate(server, u"own"_s, {u"-newkey"_s, u"rsa:2048"_s}));
        QVERIFY2(server.start(everywhere + tls(server, u"own"_s)), server.output().constData());
        QCOMPARE(server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
