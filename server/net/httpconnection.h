// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>

#include <QTcpSocket>

#include "server/net/edgeinbox.h"
#include "server/net/httpparser.h"
#include "server/net/netsetup.h"
#include "server/net/tokenbucket.h"

namespace greenroom {

/// One connection as HTTP/1.1, from accept to close, or until it asks to become a WebSocket: then the socket leaves
/// with nothing of that request consumed. On its edge's thread.
class HttpConnection final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpConnection)

public:
    using Clock = std::chrono::steady_clock;

    /// Bytes of large bodies this edge holds at the moment, by route: whoever fills one hinders no other.
    using Budget = std::unordered_map<const HttpRoutes::Route*, qint64>;

    /// The connection adds its own to the budget and takes it away.
    HttpConnection(quint64 id, quint32 edge, std::unique_ptr<QTcpSocket> socket, const QHostAddress& source,
        const NetSetup& setup, NetShared& shared, std::weak_ptr<EdgeInbox> inbox, Budget& budget);
    ~HttpConnection() override;

    quint64 id() const { return m_id; }
    const QHostAddress& source() const { return m_source; }
    /// Looks at what the socket already holds.
    void start();
    void answered(quint64 request, HttpResponse response);
    /// The coordinator's answer to an API request.
    void reply(const ReplyOut& reply);
    void disconnect(const DisconnectOut& farewell);
    /// No request after the present one; nothing to wait for: closes.
    void finishSoon();
    void tick(Clock::time_point now);

Q_SIGNALS:
    /// The connection is gone; it may be deleted. Once.
    void ended();
    /// The head of a permitted WebSocket request stands in the socket; take it with takeSocket().
    void webSocketWanted(const QString& peer, const QString& origin);
    /// An API request goes to the coordinator under this session; its answer belongs here.
    void apiOpened(greenroom::SessionId session);
    void apiClosed(greenroom::SessionId session);

public:
    /// Only in answer to webSocketWanted.
    std::unique_ptr<QTcpSocket> takeSocket();

private:
    enum class State { head, asking, body, answering, closing, ended };

    void process();
    void readHead();
    void readBody();
    void onHead();
    void expectBody();
    HttpResponder responder() const;
    bool takeRoom(qint64 limit);
    void upgrade();
    void dispatch();
    void callApi();
    void closeApi();
    bool originMayCall(QString& origin) const;
    bool isAsking() const; ///< for something, and changes nothing
    void refuse(int status, const Error& error);
    void respond(HttpResponse response);
    void nextRequest();
    void closeGently();
    void finish();
    void letGo();
    void cut(const char* why);
    void giveRoom();
    void allow(Millis time) { m_deadline = Clock::now() + time; }

    const quint64 m_id;
    const quint32 m_edge;
    const NetSetup& m_setup;
    NetShared& m_shared;
    const std::weak_ptr<EdgeInbox> m_inbox;
    Budget& m_budget;
    std::unique_ptr<QTcpSocket> m_socket;
    QHostAddress m_source;
    QString m_peer;
    State m_state = State::head;
    std::unique_ptr<HttpParser> m_parser;
    const HttpRoutes::Route* m_route = nullptr;
    quint64 m_request = 0; // counts the requests of this connection
    qint64 m_held = 0; // of m_budget, for m_heldFor
    const HttpRoutes::Route* m_heldFor = nullptr;
    std::optional<SessionId> m_api;
    TokenBucket m_bucket;
    Clock::time_point m_deadline;
    Clock::time_point m_progressAt;
    qint64 m_lastUnsent = 0;
    bool m_headBegun = true; // a new connection owes its first request at once
    bool m_lastOne = false;
};

} // namespace greenroom
