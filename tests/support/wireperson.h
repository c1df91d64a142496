// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include "tests/support/wireclient.h"

namespace greenroom {

/// Waits with a turning event loop; true once `done` holds.
inline bool waitFor(const std::function<bool()>& done, int ms = 30'000)
{
    return QTest::qWaitFor(done, ms);
}

/// An HTTP answer, whole.
struct HttpAnswer {
    int status = 0; ///< 0: none came
    QByteArray body;
    QByteArray head; ///< fields as they came, for searching
};

/// Somebody at the other end of the wire, for system tests: asks one thing at a time, waits for the answer, waits as long
/// as a `rateLimited` says and asks again, and keeps every frame heard.
class WirePerson {
public:
    explicit WirePerson(const QUrl& server)
        : m_server(server)
    {
    }
    Q_DISABLE_COPY_MOVE(WirePerson)

    /// A new connection, nothing said on it yet. What was heard before is kept.
    bool connect()
    {
        m_client = std::make_unique<WireClient>();
        QObject::connect(&m_client->socket(), &QWebSocket::textMessageReceived, m_client.get(), [this](const QString& frame) {
            heard += frame.toUtf8() + '\n';
            const QJsonObject object = QJsonDocument::fromJson(frame.toUtf8()).object();
            if (!object.contains(QLatin1StringView("id")))
                return;
            ++m_replies;
            m_reply = object;
        });
        m_client->open(m_server);
        return waitFor([this] { return m_client->isOpen(); });
    }
    bool isConnected() const { return m_client && m_client->isOpen(); }
    WireClient& client() { return *m_client; }

    Result<Welcome> enter(const Hello& hello)
    {
        if (!connect())
            return Error {Code::offline, {}, {}, 0};
        auto welcome = ask(hello);
        if (welcome && welcome->visitor && welcome->visitor->token)
            token = *welcome->visitor->token;
        return welcome;
    }
    Result<Welcome> enterStaff(const QString& session)
    {
        token = session;
        m_free = 30; // of the forty that may come at once
        m_pace = 60;
        return enter(hello(session));
    }
    /// Comes as the visitor of before, if there was one.
    Result<Welcome> enterCustomer(const QString& shop, const std::optional<QString>& identity = {})
    {
        m_free = 6; // of the ten that may come at once
        m_pace = 260;
        Hello hello = this->hello(token.isEmpty() ? std::optional<QString>() : token);
        hello.shop = shop;
        hello.identity = identity;
        return enter(hello);
    }

    template <Request R>
    Result<typename R::Reply> ask(const R& request)
    {
        for (;;) {
            keepPace();
            if (!isConnected())
                return Error {Code::offline, {}, {}, 0};
            auto answer = std::make_shared<std::optional<Result<typename R::Reply>>>();
            m_client->ask(request, [answer](const Result<typename R::Reply>& came) { *answer = came; });
            if (!waitFor([&] { return answer->has_value(); }))
                return Error {Code::timedOut, {}, {}, 0};
            if (**answer || (*answer)->error().code != Code::rateLimited || (*answer)->error().limit > 5'000)
                return **answer;
            pause((*answer)->error().limit);
        }
    }
    /// Says a frame as it is; the next reply heard, or nothing when the connection ends instead.
    QJsonObject say(const QString& frame)
    {
        const int before = m_replies;
        if (!isConnected())
            return {};
        m_client->socket().sendTextMessage(frame);
        waitFor([&] { return m_replies > before || !m_client->isOpen(); });
        return m_replies > before ? m_reply : QJsonObject();
    }
    /// The reply's body as it came.
    template <Request R>
    QJsonObject askPlain(const R& request)
    {
        for (;;) {
            keepPace();
            const QJsonObject body = say(writeRequest(QStringLiteral("plain"), request))[QLatin1StringView("body")].toObject();
            if (body[QLatin1StringView("code")] != QLatin1StringView("rateLimited"))
                return body;
            pause(body[QLatin1StringView("limit")].toInt());
        }
    }

    HttpAnswer get(const QString& path, const QString& bearer = {}) { return finish(m_http.get(request(path, bearer))); }
    HttpAnswer post(
        const QString& path, const QByteArray& body, const QString& bearer = {}, const QByteArray& type = "application/json")
    {
        QNetworkRequest asked = request(path, bearer);
        asked.setRawHeader("Content-Type", type);
        m_http.clearConnectionCache(); // requests are counted by connection
        return finish(m_http.post(asked, body));
    }

    static ClientId newId()
    {
        static IdSource ids;
        return ids.next<ClientId>(std::chrono::floor<Millis>(std::chrono::system_clock::now()));
    }
    static void pause(qint64 ms)
    {
        QElapsedTimer clock;
        clock.start();
        waitFor([&] { return clock.elapsed() > ms; });
    }

    QString token; ///< session token of staff, visitor token of a customer
    QByteArray heard; ///< every frame and HTTP answer, one after the other

private:
    /// Who asks faster than the limits is refused, and cut off after twenty refusals.
    void keepPace()
    {
        if (m_free-- <= 0)
            pause(m_pace);
    }
    static Hello hello(const std::optional<QString>& token)
    {
        Hello hello;
        hello.app = QStringLiteral("test");
        hello.version = QStringLiteral("1");
        hello.token = token;
        return hello;
    }
    QNetworkRequest request(const QString& path, const QString& bearer) const
    {
        QNetworkRequest asked(m_server.resolved(QUrl(path)));
        asked.setTransferTimeout(30'000);
        if (!bearer.isEmpty())
            asked.setRawHeader("Authorization", "Bearer " + bearer.toUtf8());
        return asked;
    }
    HttpAnswer finish(QNetworkReply* reply)
    {
        waitFor([reply] { return reply->isFinished(); }, 40'000);
        HttpAnswer answer;
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = reply->readAll();
        for (const auto& [name, value] : reply->rawHeaderPairs())
            answer.head += name + ": " + value + '\n';
        heard += answer.head + answer.body + '\n';
        delete reply;
        return answer;
    }

    QUrl m_server;
    std::unique_ptr<WireClient> m_client;
    QNetworkAccessManager m_http;
    int m_free = 6; // requests before the pace must be kept
    qint64 m_pace = 260;
    int m_replies = 0;
    QJsonObject m_reply;
};

} // namespace greenroom
