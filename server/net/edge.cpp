// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/edge.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QSslSocket>

#include "core/protocol/envelope.h"
#include "server/net/netlog.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

void tune(int descriptor, const ConnectionLimits& limits)
{
    const int on = 1;
    const auto unackedMs = static_cast<int>(limits.unackedFor.count());
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &unackedMs, sizeof unackedMs);
}

} // namespace

Edge::Edge(quint32 index, std::shared_ptr<EdgeInbox> inbox, const NetSetup& setup, NetShared& shared)
    : m_index(index)
    , m_inbox(std::move(inbox))
    , m_setup(setup)
    , m_shared(shared)
    , m_notifier(m_inbox->descriptor(), QSocketNotifier::Read)
    , m_handshakes(u"Greenroom"_s, QWebSocketServer::NonSecureMode)
{
    m_handshakes.setSupportedSubprotocols({QString(kSubprotocol)});
    m_handshakes.setMaxPendingConnections(setup.limits.connections); // taken at once
    connect(&m_notifier, &QSocketNotifier::activated, this, &Edge::readInbox);
    connect(&m_handshakes, &QWebSocketServer::newConnection, this, &Edge::onWebSocket);
    connect(&m_ticks, &QTimer::timeout, this, &Edge::tick);
    m_ticks.start(setup.limits.tick);
}

Edge::~Edge()
{
    // Here and not as children, while everything they report to still stands.
    for (auto& [serial, session] : std::exchange(m_sessions, {}))
        delete session.first;
    for (auto& [id, connection] : std::exchange(m_connections, {}))
        delete connection;
}

void Edge::readInbox()
{
    for (EdgeMail& mail : m_inbox->take())
        std::visit([this](auto& each) { onMail(each); }, mail);
    // One write for all that a session was told; those that ended meanwhile are deleted later.
    for (Session* session : std::exchange(m_toFlush, {}))
        session->flush();
}

void Edge::onMail(const SocketAccepted& accepted)
{
    tune(accepted.descriptor, m_setup.limits);
    std::unique_ptr<QTcpSocket> socket;
    if (m_setup.tls) {
        auto secure = std::make_unique<QSslSocket>();
        secure->setSslConfiguration(*m_setup.tls);
        socket = std::move(secure);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    m_shared.metrics.connectionsOpened.fetch_add(1);
    if (!socket->setSocketDescriptor(accepted.descriptor)) {
        ::close(accepted.descriptor);
        connectionGone(accepted.source);
        return;
    }
    if (m_stopping) {
        connectionGone(accepted.source);
        return;
    }
    if (auto* secure = qobject_cast<QSslSocket*>(socket.get()))
        secure->startServerEncryption();

    const quint64 id = m_shared.lastSerial.fetch_add(1) + 1;
    auto* connection = new HttpConnection(
        id, m_index, std::move(socket), accepted.source, m_setup, m_shared, m_inbox, m_bodies);
    connection->setParent(this);
    m_connections.emplace(id, connection);
    connect(connection, &HttpConnection::ended, this, [this, connection] {
        connectionGone(connection->source());
        dropConnection(connection->id());
    });
    connect(connection, &HttpConnection::webSocketWanted, this,
        [this, connection](const QString& peer, const QString& origin) { upgrade(*connection, peer, origin); });
    connect(connection, &HttpConnection::apiOpened, this,
        [this, connection](SessionId session) { m_apiCalls.insert_or_assign(session.serial, connection); });
    connect(connection, &HttpConnection::apiClosed, this, [this](SessionId session) { m_apiCalls.erase(session.serial); });
    connection->start();
}

void Edge::dropConnection(quint64 id)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    found->second->deleteLater();
    m_connections.erase(found);
    stopIfEmpty();
}

void Edge::connectionGone(const QHostAddress& source)
{
    m_shared.metrics.connectionsClosed.fetch_add(1);
    m_shared.departed.post(source);
}

// ---- HTTP to WebSocket ----

void Edge::upgrade(HttpConnection& connection, const QString& peer, const QString& origin)
{
    QTcpSocket* socket = connection.takeSocket().release();
    socket->setParent(this);
    const PeerKey key {socket->peerAddress(), socket->peerPort()};
    // Whoever has reset already has no address any more: nobody is there, and two of them could not be told apart.
    if (key.first.isNull() || m_upgrading.contains(key)) {
        const QHostAddress source = connection.source();
        dropConnection(connection.id());
        socket->deleteLater();
        connectionGone(source);
        return;
    }
    auto* read = new ReadCount(*socket);
    m_upgrading.insert(key, {socket, read, connection.source(), connection.id(), peer, origin, Session::Clock::now()});
    dropConnection(connection.id());
    connect(socket, &QTcpSocket::disconnected, this, [this, key] { onUpgradeFailed(key); });
    const bool announced = socket->bytesAvailable() > 0;
    m_handshakes.handleConnection(socket);
    // What came before the hand-over is in Qt's buffer and announces itself no more.
    if (announced && m_upgrading.contains(key))
        Q_EMIT socket->readyRead();
}

void Edge::onUpgradeFailed(const PeerKey& key)
{
    const auto found = m_upgrading.constFind(key);
    if (found == m_upgrading.cend())
        return;
    qCInfo(netLog).noquote() << "handshake-refused connection" << found->connection << "peer" << found->peer;
    found->socket->deleteLater();
    const QHostAddress source = found->source;
    m_upgrading.erase(found);
    connectionGone(source);
    stopIfEmpty();
}

void Edge::onWebSocket()
{
    while (m_handshakes.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> socket(m_handshakes.nextPendingConnection());
        socket->setParent(nullptr);
        const PeerKey key {socket->peerAddress(), socket->peerPort()};
        if (!m_upgrading.contains(key))
            continue;
        const Upgrading upgrading = m_upgrading.take(key);
        upgrading.socket->disconnect(this);
        const quint64 serial = m_shared.lastSerial.fetch_add(1) + 1;
        auto* session = new Session({m_index, serial}, std::move(socket), *upgrading.socket, *upgrading.read, upgrading.peer,
            upgrading.origin, m_setup, m_shared);
        session->setParent(this);
        m_sessions.emplace(serial, std::pair(session, upgrading.source));
        connect(session, &Session::ended, this, [this, session, serial, source = upgrading.source] {
            session->deleteLater();
            m_sessions.erase(serial);
            connectionGone(source);
            stopIfEmpty();
        });
        // Qt leaves the TCP socket to whoever handed it over.
        connect(session, &QObject::destroyed, upgrading.socket, &QObject::deleteLater);
    }
}

// ---- from the coordinator ----

template <class Words, class Method>
void Edge::toSession(const Words& words, Method method)
{
    const auto found = m_sessions.find(words.session.serial);
    if (found == m_sessions.end())
        return;
    Session* session = found->second.first;
    if (session->needsFlush())
        m_toFlush.push_back(session);
    (session->*method)(words);
}

void Edge::onMail(const Departure& departure)
{
    if (const auto* event = std::get_if<EventOut>(&departure)) {
        toSession(*event, &Session::event);
    } else if (const auto* reply = std::get_if<ReplyOut>(&departure)) {
        toSession(*reply, &Session::reply);
        if (const auto found = m_apiCalls.find(reply->session.serial); found != m_apiCalls.end())
            found->second->reply(*reply);
    } else if (const auto* farewell = std::get_if<DisconnectOut>(&departure)) {
        toSession(*farewell, &Session::disconnect);
        if (const auto found = m_apiCalls.find(farewell->session.serial); found != m_apiCalls.end())
            found->second->disconnect(*farewell);
    } else {
        toSession(std::get<AdmittedOut>(departure), &Session::admitted);
    }
}

void Edge::onMail(HttpAnswered& answered)
{
    if (const auto found = m_connections.find(answered.connection); found != m_connections.end())
        found->second->answered(answered.request, std::move(answered.response));
}

// ---- time and the end ----

void Edge::tick()
{
    const auto now = Session::Clock::now();
    const QString heartbeat = writeEvent(Heartbeat {m_setup.now()}, Audience::customer);
    // Copies, because a session or connection whose time is up leaves the table.
    std::vector<Session*> sessions;
    sessions.reserve(m_sessions.size());
    for (const auto& [serial, session] : m_sessions)
        sessions.push_back(session.first);
    for (Session* session : sessions)
        session->tick(now, heartbeat);
    std::vector<HttpConnection*> connections;
    connections.reserve(m_connections.size());
    for (const auto& [id, connection] : m_connections)
        connections.push_back(connection);
    for (HttpConnection* connection : connections)
        connection->tick(now);
    const QList<PeerKey> upgrading = m_upgrading.keys();
    for (const PeerKey& key : upgrading) {
        if (now - m_upgrading.value(key).since > m_setup.limits.headWithin)
            m_upgrading.value(key).socket->abort();
    }
    if (m_stopping && now - m_stoppingSince > m_setup.limits.lingerFor)
        Q_EMIT stopped();
}

void Edge::onMail(const EdgeStopped&)
{
    m_stopping = true;
    m_stoppingSince = Session::Clock::now();
    std::vector<Session*> sessions;
    for (const auto& [serial, session] : m_sessions)
        sessions.push_back(session.first);
    for (Session* session : sessions)
        session->disconnect(DisconnectOut {session->id(), Code::ok, 0});
    std::vector<HttpConnection*> connections;
    for (const auto& [id, connection] : m_connections)
        connections.push_back(connection);
    for (HttpConnection* connection : connections)
        connection->finishSoon();
    stopIfEmpty();
}

void Edge::stopIfEmpty()
{
    if (m_stopping && m_sessions.empty() && m_connections.empty() && m_upgrading.isEmpty())
        Q_EMIT stopped();
}

} // namespace greenroom
