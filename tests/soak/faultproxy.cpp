// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/faultproxy.h"

#include <linux/filter.h>
#include <sys/socket.h>

#include <QTimer>

namespace greenroom {

namespace {

/// Enough for a frame or two; beyond it the kernel's buffers fill, as they would.
constexpr qint64 kHeld = 64 * 1024;
constexpr qint64 kSlowPiece = 512;

/// What arrives for this socket is looked at before TCP is: a packet that is dropped here was never received.
void loseArriving(qintptr socket, int percent)
{
    if (socket < 0)
        return;
    const int descriptor = int(socket);
    if (percent == 0) {
        const int none = 0;
        ::setsockopt(descriptor, SOL_SOCKET, SO_DETACH_FILTER, &none, sizeof none);
        return;
    }
    const auto bound = quint32(0xffffffffULL * quint64(percent) / 100);
    sock_filter program[] = {
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, quint32(SKF_AD_OFF + SKF_AD_RANDOM)},
        {BPF_JMP | BPF_JGT | BPF_K, 0, 1, bound},
        {BPF_RET | BPF_K, 0, 0, 0xffffffff},
        {BPF_RET | BPF_K, 0, 0, 0},
    };
    const sock_fprog filter {4, program};
    if (::setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter) != 0)
        qFatal("this kernel loses no packets");
}

} // namespace

struct FaultProxy::Link {
    std::unique_ptr<QTcpSocket> client;
    std::unique_ptr<QTcpSocket> server = std::make_unique<QTcpSocket>();
    bool silent = false; // half-open
    bool cutNext = false;
    bool unread = false; // the client reads no more
    bool still = false; // the client stands still
    bool over = false;
    bool left[2] = {false, false}; // the client, the server; the other side does not know it yet
    qint64 silentSince = -1;
    qint64 due[2] = {0, 0}; // when what was delayed last arrives, to the client and to the server
    std::deque<QByteArray> late[2];
    qint64 free[2] = {0, 0}; // when a slow link can carry the next piece
    bool waits[2] = {false, false};
};

FaultProxy::FaultProxy(quint16 target)
    : m_target(target)
{
    m_server.setListenBacklogSize(1000);
    m_clock.start();
    connect(&m_server, &QTcpServer::newConnection, this, &FaultProxy::accept);
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no free port on loopback");
}

FaultProxy::~FaultProxy()
{
    for (const auto& link : m_links) {
        link->client->disconnect();
        link->server->disconnect();
    }
}

void FaultProxy::accept()
{
    std::erase_if(m_links, [](const auto& each) { return each->over; });
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        socket->setParent(nullptr);
        std::unique_ptr<QTcpSocket> client(socket);
        if (m_refuse) {
            client->abort();
            continue;
        }
        Link& link = *m_links.emplace_back(std::make_unique<Link>());
        link.client = std::move(client);
        link.client->setReadBufferSize(kHeld);
        link.server->setReadBufferSize(kHeld);
        connect(link.client.get(), &QTcpSocket::readyRead, this, [this, &link] { forward(link, true); });
        connect(link.server.get(), &QTcpSocket::readyRead, this, [this, &link] { forward(link, false); });
        connect(link.server.get(), &QTcpSocket::bytesWritten, this, [this, &link] { forward(link, true); });
        connect(link.client.get(), &QTcpSocket::bytesWritten, this, [this, &link] { forward(link, false); });
        loseArriving(link.client->socketDescriptor(), m_lostFromClients);
        connect(link.server.get(), &QTcpSocket::connected, this, [this, &link] {
            loseArriving(link.server->socketDescriptor(), m_lostFromServer);
            forward(link, true);
        });
        for (const bool isServer : {false, true}) {
            QTcpSocket* each = isServer ? link.server.get() : link.client.get();
            connect(each, &QTcpSocket::disconnected, this, [this, &link, isServer] { leave(link, isServer); });
            connect(each, &QTcpSocket::errorOccurred, this, [this, &link, isServer] { leave(link, isServer); });
        }
        blockedOrNot(link);
        link.server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }
}

void FaultProxy::forward(Link& link, bool toServer)
{
    QTcpSocket& from = toServer ? *link.client : *link.server;
    QTcpSocket& to = toServer ? *link.server : *link.client;
    if (link.over || isBlocked(link, toServer) || (link.unread && !toServer) || !from.isOpen()
        || to.state() != QAbstractSocket::ConnectedState || to.bytesToWrite() > kHeld)
        return;
    if (m_bytesPerSecond > 0) {
        const qint64 now = m_clock.elapsed();
        qint64& free = link.free[toServer];
        if (free <= now && link.late[toServer].empty()) {
            const QByteArray piece = from.read(kSlowPiece);
            to.write(piece);
            free = now + std::max<qint64>(1, piece.size() * 1000 / m_bytesPerSecond);
        }
        if (from.bytesAvailable() > 0 && !std::exchange(link.waits[toServer], true))
            QTimer::singleShot(std::chrono::milliseconds(std::max<qint64>(1, free - now)), &to, [this, &link, toServer] {
                link.waits[toServer] = false;
                forward(link, toServer);
            });
        return;
    }
    QByteArray bytes = from.readAll();
    if (bytes.isEmpty())
        return;
    if (link.cutNext && !toServer) {
        to.write(bytes.left(std::max<qsizetype>(1, bytes.size() / 2)));
        to.flush();
        end(link, false);
        return;
    }
    // Nothing overtakes what was sent before it, also when the delay becomes less.
    qint64& due = link.due[toServer];
    const qint64 now = m_clock.elapsed();
    due = std::max(due, now + m_delay.count());
    auto& late = link.late[toServer];
    if (late.empty() && due == now) {
        to.write(bytes);
        return;
    }
    late.push_back(bytes);
    QTimer::singleShot(std::chrono::milliseconds(due - now), Qt::PreciseTimer, &to, [&to, &late] {
        if (to.state() == QAbstractSocket::ConnectedState)
            to.write(late.front());
        late.pop_front();
    });
}

void FaultProxy::end(Link& link, bool reset)
{
    if (std::exchange(link.over, true))
        return;
    for (QTcpSocket* each : {link.client.get(), link.server.get()}) {
        if (reset && each->socketDescriptor() >= 0) {
            const linger now {1, 0};
            ::setsockopt(int(each->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
        }
        // What came before the end arrives before it.
        if (!reset)
            each->flush();
        // Not by disconnectFromHost(): it would wait for what can no longer be sent.
        each->abort();
    }
}

/// One side is gone; the other learns it if it can.
void FaultProxy::leave(Link& link, bool isServer)
{
    const bool toServer = !isServer;
    const bool isLost = (toServer ? m_lostFromClients : m_lostFromServer) == 100;
    if (link.over || std::exchange(link.left[isServer], true))
        return;
    if (link.left[toServer] || !(isLost || isBlocked(link, toServer)))
        end(link, false);
}

bool FaultProxy::isBlocked(const Link& link, bool toServer) const
{
    return link.silent || link.still || m_blocked[toServer];
}

/// After that has changed.
void FaultProxy::blockedOrNot(Link& link)
{
    if (link.over)
        return;
    const bool toServer = isBlocked(link, true);
    const bool toClient = isBlocked(link, false);
    // Of a buffer that is full one does not learn that the other side is gone.
    link.server->setReadBufferSize(toClient ? 0 : kHeld);
    if (!toServer && !toClient)
        link.silentSince = -1;
    else if (link.silentSince < 0)
        link.silentSince = m_clock.elapsed();
    if ((link.left[0] && !toServer) || (link.left[1] && !toClient)) {
        end(link, false);
        return;
    }
    forward(link, true);
    forward(link, false);
}

void FaultProxy::partition(bool fromClients, bool fromServer)
{
    m_blocked[true] = fromClients;
    m_blocked[false] = fromServer;
    for (const auto& link : m_links)
        blockedOrNot(*link);
}

void FaultProxy::still(quint16 clientPort, bool on)
{
    for (const auto& link : m_links) {
        if (link->over || link->client->peerPort() != clientPort)
            continue;
        link->still = on;
        blockedOrNot(*link);
    }
}

std::chrono::milliseconds FaultProxy::longestSilence() const
{
    qint64 longest = 0;
    for (const auto& link : m_links)
        if (!link->over && !link->left[true] && link->silentSince >= 0
            && link->server->state() == QAbstractSocket::ConnectedState)
            longest = std::max(longest, m_clock.elapsed() - link->silentSince);
    return std::chrono::milliseconds(longest);
}

void FaultProxy::forgiveSilence()
{
    for (const auto& link : m_links)
        if (link->silentSince >= 0)
            link->silentSince = m_clock.elapsed();
}

void FaultProxy::lose(int fromClients, int fromServer)
{
    m_lostFromClients = fromClients;
    m_lostFromServer = fromServer;
    loseArriving(m_server.socketDescriptor(), fromClients);
    for (const auto& link : m_links)
        if (!link->over) {
            loseArriving(link->client->socketDescriptor(), fromClients);
            loseArriving(link->server->socketDescriptor(), fromServer);
            // Who left while nobody could be told of it has left now.
            if ((link->left[0] && fromClients < 100) || (link->left[1] && fromServer < 100))
                blockedOrNot(*link);
        }
}

int FaultProxy::harm(Harm how, int every, quint64 bits)
{
    int harmed = 0;
    std::vector<Link*> links;
    for (const auto& link : m_links)
        if (!link->over)
            links.push_back(link.get());
    for (Link* link : links) {
        bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
        if ((bits >> 33) % quint64(every) != 0)
            continue;
        ++harmed;
        switch (how) {
        case Harm::close: end(*link, false); break;
        case Harm::reset: end(*link, true); break;
        case Harm::cutMidFrame: link->cutNext = true; break;
        case Harm::halfOpen:
            link->silent = true;
            blockedOrNot(*link);
            break;
        case Harm::slowReader: link->unread = true; break;
        }
    }
    return harmed;
}

void FaultProxy::heal()
{
    m_delay = {};
    m_refuse = false;
    m_bytesPerSecond = 0;
    lose(0, 0);
    for (const auto& link : m_links)
        if (link->silent || link->still || link->cutNext || link->unread)
            end(*link, false);
    partition(false, false);
}

} // namespace greenroom
