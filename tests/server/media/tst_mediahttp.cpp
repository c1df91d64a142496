// SPDX-License-Identifier: GPL-3.0-or-later
#include <future>
#include <limits>

#include <QDirIterator>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include "server/desk/epoch.h"
#include "server/serve/server.h"
#include "server/voice/oggopus.h"
#include "tests/support/hostilemedia.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

QByteArray twoSeconds()
{
    OpusStream stream;
    for (int i = 0; i < 100; ++i)
        stream.packets.push_back(QByteArray("\xF8", 1) + QByteArray(40, static_cast<char>(i)));
    return writeOggOpus(stream);
}

/// The server itself, with one shop.
class MediaServer {
public:
    MediaServer()
    {
        m_config.dataDir = m_folder.path();
        m_config.port = 0;
        m_config.imageHelper = qEnvironmentVariable("GREENROOM_IMAGE");
        const Instant now = Clock().now();
        auto database = must(Database::open(m_config.databasePath(), Database::Mode::readWrite));
        mustDo(prepareStore(*database, now));
        mustDo(ShopTable::insert({IdSource().next<ShopId>(now), u"lumen"_s, u"Lumen"_s, {}, {}, now})(*database));
        database.reset();
        m_server = must(Server::start(m_config));
    }

    QString address(const QString& scheme, const QString& path) const
    {
        return u"%1://127.0.0.1:%2%3"_s.arg(scheme).arg(m_server->port()).arg(path);
    }
    QString blobs() const { return m_folder.filePath(u"blobs"_s); }
    QList<QByteArray> stored() const
    {
        QList<QByteArray> found;
        for (QDirIterator each(blobs(), QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
            QFile file(each.next());
            if (file.open(QIODevice::ReadOnly))
                found.append(file.readAll());
        }
        return found;
    }

private:
    template <class T>
    static T must(Result<T> result)
    {
        if (!result)
            qFatal("%s", qPrintable(sentence(result.error())));
        return *std::move(result);
    }
    static void mustDo(const Result<void>& result)
    {
        if (!result)
            qFatal("%s", qPrintable(sentence(result.error())));
    }

    QTemporaryDir m_folder;
    Config m_config;
    std::unique_ptr<Server> m_server;
};

struct Answer {
    int status = 0;
    QByteArray body;
    QHash<QByteArray, QByteArray> fields;
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A customer's page: a WebSocket, and files over HTTP without cookies or tokens.
class Page {
public:
    explicit Page(const MediaServer& server)
        : m_server(server)
    {
        QWebSocketHandshakeOptions options;
        options.setSubprotocols({QString(kSubprotocol)});
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString& frame) {
            const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
            m_replies.insert(object["id"_L1].toString(), object["body"_L1].toObject());
        });
        m_socket.open(QUrl(server.address(u"ws"_s, u"/ws"_s)), options);
        if (!QTest::qWaitFor([this] { return m_socket.isValid(); }, 30'000))
            qFatal("no connection: %s", qPrintable(m_socket.errorString()));
        if (!ask(Hello {u"widget"_s, u"1"_s, {}, {}, u"lumen"_s, {}, {}, {}}))
            qFatal("not let in");
    }

    template <Request R>
    Result<typename R::Reply> ask(const R& request)
    {
        const QString id = QString::number(++m_last);
        m_socket.sendTextMessage(writeRequest(id, request));
        if (!QTest::qWaitFor([&] { return m_replies.contains(id); }, 30'000))
            return Error {Code::timedOut, {}, {}, 0};
        return readReplyBody<typename R::Reply>(m_replies.value(id));
    }
    Answer get(const QString& path) { return wait(m_http.get(QNetworkRequest(QUrl(m_server.address(u"http"_s, path))))); }
    Answer post(const QString& path, const QByteArray& bytes)
    {
        QNetworkRequest request(QUrl(m_server.address(u"http"_s, path)));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"image/svg+xml"_s); // not looked at
        return wait(m_http.post(request, bytes));
    }
    Answer bring(const QByteArray& bytes, MediaKind media = MediaKind::image)
    {
        const auto place = ask(BeginUpload {{}, media, bytes.size()});
        return place ? post(place->path, bytes) : Answer {0, writeErrorBody(place.error()).toUtf8(), {}};
    }
    void leave()
    {
        m_socket.close();
        QTRY_VERIFY(!m_socket.isValid());
    }

private:
    static Answer wait(QNetworkReply* reply)
    {
        Answer answer;
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 60'000))
            return answer;
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = reply->readAll();
        for (const auto& [name, value] : reply->rawHeaderPairs())
            answer.fields.insert(name.toLower(), value);
        delete reply;
        return answer;
    }

    const MediaServer& m_server;
    QWebSocket m_socket;
    QNetworkAccessManager m_http;
    QHash<QString, QJsonObject> m_replies;
    int m_last = 0;
};

} // namespace

class TestMediaHttp final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPictureGoesUpIsSaidAndComesDown()
    {
        MediaServer server;
        Page page(server);
        const Answer up = page.bring(hostile::jpegWithCanaries(6));
        QCOMPARE(up.status, 200);
        const auto uploaded = readReplyBody<Uploaded>(up.json());
        QVERIFY(uploaded);
        QCOMPARE(uploaded->width, 32); // upright
        QCOMPARE(uploaded->height, 64);
        QVERIFY(page.ask(Send {IdSource().next<ClientId>(Clock().now()), {}, {}, Image {uploaded->blob, 32, 64}}));
        const auto link = page.ask(LinkBlob {uploaded->blob});
        QVERIFY(link);
        const Answer down = page.get(link->path);
        QCOMPARE(down.status, 200);
        QCOMPARE(down.fields.value("content-type"), "image/jpeg"_ba);
        QVERIFY(down.fields.value("content-disposition").startsWith("attachment"));
        QCOMPARE(down.fields.value("x-content-type-options"), "nosniff"_ba);
        QVERIFY(down.fields.value("content-security-policy").contains("sandbox"));
        QCOMPARE(down.fields.value("cross-origin-resource-policy"), "same-origin"_ba);
        QVERIFY(down.fields.value("cache-control").startsWith("private"));
        QVERIFY(!down.fields.contains("access-control-allow-origin") && !down.fields.contains("set-cookie"));
        QCOMPARE(QImage::fromData(down.body).size(), QSize(32, 64));
        QCOMPARE(server.stored(), QList<QByteArray> {down.body});
        for (const QByteArray& bytes : server.stored())
            QVERIFY(!bytes.contains("CANARY") && !bytes.contains("Exif"));
    }

    void aVoiceNoteGoesUpAndComesDown()
    {
        MediaServer server;
        Page page(server);
        const Answer up = page.bring(twoSeconds(), MediaKind::voice);
        const auto uploaded = readReplyBody<Uploaded>(up.json());
        QVERIFY2(uploaded, up.body.constData());
        QCOMPARE(uploaded->durationMs, 2000);
        const Answer down = page.get(page.ask(LinkBlob {uploaded->blob})->path);
        QCOMPARE(down.fields.value("content-type"), "audio/ogg"_ba);
        QVERIFY(readOggOpus(down.body));
        QCOMPARE(page.bring(twoSeconds(), MediaKind::image).status, 422); // no picture
        QCOMPARE(page.bring(hostile::pngWithCanaries(), MediaKind::voice).status, 422); // no sound
    }

    /// The last of the disk is for what people say.
    void aDiskThatIsNearlyFullTakesNoFiles()
    {
        QTemporaryDir folder;
        for (const bool isNearlyFull : {true, false}) {
            MediaKeeper::Settings settings;
            settings.folder = folder.filePath(u"blobs"_s);
            if (isNearlyFull)
                settings.keepFree = std::numeric_limits<qint64>::max();
            const auto keeper = MediaKeeper::start(settings);
            QVERIFY(keeper);
            std::promise<Result<KeptFile>> answer;
            (*keeper)->keep(
                MediaKind::voice, twoSeconds(), false, [&](const Result<KeptFile>& kept) { answer.set_value(kept); });
            const Result<KeptFile> kept = answer.get_future().get();
            QCOMPARE(kept ? Code::ok : kept.error().code, isNearlyFull ? Code::storage : Code::ok);
            QCOMPARE(QDirIterator(settings.folder, QDir::Files, QDirIterator::Subdirectories).hasNext(), !isNearlyFull);
        }
    }

    void whatIsRefusedLeavesNothing()
    {
        MediaServer server;
        Page page(server);
        for (const QByteArray& bytes : {"<svg xmlns='http://www.w3.org/2000/svg'/>"_ba, "<script>alert(1)</script>"_ba,
                 hostile::gif(10'000), hostile::png(30'000, 30'000, QByteArray(1000, 0))}) {
            const Answer refused = page.bring(bytes);
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.json()["code"_L1].toString(), u"mediaRejected"_s);
        }
        const auto place = page.ask(BeginUpload {{}, MediaKind::image, 100});
        QCOMPARE(page.post(place->path, QByteArray(99, 'x')).status, 400);
        QCOMPARE(page.post(place->path + u"A"_s, QByteArray(100, 'x')).status, 404);
        // Refused before it is all sent: the sender gets 413, or only finds the connection closed.
        const int tooLarge = page.post(place->path, QByteArray(11 << 20, 'x')).status;
        QVERIFY(tooLarge == 413 || tooLarge == 0);
        QVERIFY(server.stored().isEmpty());
    }

    void aFileIsRefusedByItsHead()
    {
        MediaServer server;
        Page page(server);
        const auto place = page.ask(BeginUpload {{}, MediaKind::image, 100'000});
        const auto answerTo = [&](const QString& path, int size) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, quint16(QUrl(server.address(u"http"_s, {})).port()));
            socket.write("POST " + path.toLatin1() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + QByteArray::number(size) + "\r\nExpect: 100-continue\r\n\r\n");
            if (!QTest::qWaitFor([&] { return socket.canReadLine(); }, 30'000))
                return QByteArray();
            return socket.readLine().mid(9, 3);
        };
        QCOMPARE(answerTo(place->path, 100'000), "100"_ba);
        QCOMPARE(answerTo(place->path, 100'001), "400"_ba);
        QCOMPARE(answerTo(place->path + u"A"_s, 100'000), "404"_ba);
        page.leave();
        QTRY_COMPARE(answerTo(place->path, 100'000), "404"_ba);
    }

    void aLinkIsWorthNothingWithoutItsSession()
    {
        MediaServer server;
        Page page(server);
        Page stranger(server);
        const auto uploaded = readReplyBody<Uploaded>(page.bring(hostile::pngWithCanaries()).json());
        QVERIFY(uploaded);
        QCOMPARE(stranger.ask(LinkBlob {uploaded->blob}).error().code, Code::notFound);
        const auto link = page.ask(LinkBlob {uploaded->blob});
        QCOMPARE(page.get(link->path).status, 200);
        QString forged = link->path;
        forged[forged.size() - 10] = forged.at(forged.size() - 10) == u'x' ? u'y' : u'x';
        QCOMPARE(page.get(forged).status, 404);
        page.leave();
        QTRY_COMPARE(stranger.get(link->path).status, 404);
    }

    void theSameBytesAreKeptOnce()
    {
        MediaServer server;
        Page one(server);
        Page two(server);
        const auto first = readReplyBody<Uploaded>(one.bring(hostile::pngWithCanaries()).json());
        const auto second = readReplyBody<Uploaded>(two.bring(hostile::pngWithCanaries()).json());
        QVERIFY(first->blob != second->blob);
        QCOMPARE(server.stored().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMediaHttp)
#include "tst_mediahttp.moc"
