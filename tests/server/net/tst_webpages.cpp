// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>

#include <zlib.h>

#include "loopback.h"
#include "server/net/webpages.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QByteArray unzip(QByteArray zipped)
{
    QByteArray out(100'000, '\0');
    z_stream stream {};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(zipped.data());
    stream.avail_in = static_cast<uInt>(zipped.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.resize(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    return out;
}

} // namespace

class TestWebPages : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const QByteArray m_script = QByteArray("const line = 'a line of a script';\n").repeated(100);

    void put(const QString& name, const QByteArray& body)
    {
        QDir(m_folder.path()).mkpath(QFileInfo(name).path());
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(body);
    }
    WebPages pages() const
    {
        return WebPages(m_folder.path(), [](const QString& shop) {
            return shop == u"key1" ? QStringList {u"https://shop.example"_s, u"https://x; script-src *"_s} : QStringList();
        });
    }
    static QByteArray field(const HttpResponse& response, const QByteArray& name)
    {
        for (const auto& [key, value] : response.fields) {
            if (key == name)
                return value;
        }
        return {};
    }
    static HttpRequest request(const QByteArray& path, const QByteArray& query = {})
    {
        HttpRequest made;
        made.method = "GET"_ba;
        made.path = path;
        made.query = query;
        made.fields = {{"host"_ba, "chat.example"_ba}};
        return made;
    }

private Q_SLOTS:
    void initTestCase()
    {
        put(u"widget.html"_s, "<!doctype html><title>widget</title>"_ba);
        put(u"launcher.js"_s, "launch()"_ba);
        put(u"chat/link.js"_s, m_script);
        put(u"chat/index.html"_s, "<!doctype html><title>chat</title>"_ba);
        put(u"secret.key"_s, "secret"_ba);
    }

    void onlyKnownKindsAreServed()
    {
        const WebPages served = pages();
        QVERIFY(served.contains("/widget.html"_ba) && served.contains("/widget"_ba) && served.contains("/chat/"_ba));
        QCOMPARE(served.answer(request("/secret.key"_ba)).status, 404);
        QCOMPARE(served.answer(request("/../secret.key"_ba)).status, 404);
        QCOMPARE(served.answer(request("/widget.html"_ba)).contentType, "text/html; charset=utf-8"_ba);
    }

    void theWidgetIsFramedOnlyByItsShop()
    {
        const WebPages served = pages();
        const QByteArray own = field(served.answer(request("/widget.html"_ba, "shop=key1"_ba)), "Content-Security-Policy"_ba);
        QVERIFY2(own.contains("; frame-ancestors https://shop.example; base-uri 'none'"), own.constData());
        const QByteArray other = field(served.answer(request("/widget.html"_ba, "shop=key2"_ba)), "Content-Security-Policy"_ba);
        QVERIFY2(other.contains("frame-ancestors 'none'"), other.constData());
        QVERIFY(other.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
        QVERIFY(!own.contains("unsafe") && !own.contains('*'));
        QVERIFY(own.contains("connect-src 'self' ws://chat.example wss://chat.example;"));
    }

    void onlyTheLauncherIsForOtherSites()
    {
        const WebPages served = pages();
        QCOMPARE(field(served.answer(request("/launcher.js"_ba)), "Cross-Origin-Resource-Policy"_ba), "cross-origin"_ba);
        QCOMPARE(field(served.answer(request("/chat/link.js"_ba)), "Cross-Origin-Resource-Policy"_ba), "same-origin"_ba);
    }

    void unchangedPagesAreNotSentAgain()
    {
        const WebPages served = pages();
        HttpRequest again = request("/widget.html"_ba);
        again.fields.append({"if-none-match"_ba, field(served.answer(again), "ETag"_ba)});
        const HttpResponse response = served.answer(again);
        QCOMPARE(response.status, 304);
        QVERIFY(response.body.isEmpty());
    }

    void pagesComeCompressedToWhoTakesThem()
    {
        NetSetup setup;
        pages().addTo(setup.routes);
        Loopback net(setup, 1);
        RawClient plain(net);
        plain.say("GET /chat/link.js HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip;q=0\r\nConnection: close\r\n\r\n"_ba);
        QVERIFY(plain.isClosed());
        QVERIFY(plain.heard.endsWith(m_script));
        RawClient zipped(net);
        zipped.say(
            "GET /chat/link.js HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br, gzip\r\nConnection: close\r\n\r\n"_ba);
        QVERIFY(zipped.isClosed());
        QVERIFY(zipped.heard.contains("Content-Encoding: gzip\r\n"));
        QVERIFY(zipped.heard.contains("X-Content-Type-Options: nosniff\r\n"));
        QVERIFY(zipped.heard.contains("Referrer-Policy: no-referrer\r\n"));
        QCOMPARE_LT(zipped.heard.size(), m_script.size());
        QCOMPARE(unzip(zipped.heard.mid(zipped.heard.indexOf("\r\n\r\n") + 4)), m_script);
    }
};

QTEST_GUILESS_MAIN(TestWebPages)
#include "tst_webpages.moc"
