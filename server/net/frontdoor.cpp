// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frontdoor.h"

#include <algorithm>
#include <iterator>

#include <sys/socket.h>
#include <unistd.h>

#include "server/net/netlog.h"

namespace greenroom {

namespace {

QHostAddress peerOf(int descriptor)
{
    sockaddr_storage address {};
    socklen_t size = sizeof address;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return {};
    const QHostAddress peer(reinterpret_cast<const sockaddr*>(&address));
    bool isV4 = false; // also as one of version 6
    const quint32 v4 = peer.toIPv4Address(&isV4);
    return isV4 ? QHostAddress(v4) : peer;
}

} // namespace

class FrontDoor::Listener final : public QTcpServer {
public:
    explicit Listener(FrontDoor& door)
        : m_door(door)
    {
    }

protected:
    void incomingConnection(qintptr descriptor) override { m_door.take(descriptor); }

private:
    FrontDoor& m_door;
};

FrontDoor::FrontDoor(Edges& edges, QObject* parent)
    : QObject(parent)
    , m_edges(edges)
    , m_limits(edges.setup().limits)
    , m_listener(std::make_unique<Listener>(*this))
{
    m_listener->setListenBacklogSize(m_limits.backlog);
    m_resume.setSingleShot(true);
    m_resume.setInterval(200ms);
    // Out of descriptors: Qt stops listening for good, we try again when some may have been closed.
    connect(m_listener.get(), &QTcpServer::acceptError, this, [this](QAbstractSocket::SocketError error) {
        qCWarning(netLog).noquote() << "accept-failed error" << int(error);
        m_resume.start();
    });
    connect(&m_resume, &QTimer::timeout, this, [this] { m_listener->resumeAccepting(); });
}

FrontDoor::~FrontDoor() = default;

Result<void> FrontDoor::listen(const QHostAddress& address, quint16 port)
{
    if (!m_listener->listen(address, port)) {
        if (m_listener->serverError() == QAbstractSocket::AddressInUseError)
            return Error {Code::config, QStringLiteral("port"),
                QStringLiteral("%1 is in use by another program; stop it, or choose another with --port").arg(port), 0};
        return Error {Code::config, QStringLiteral("listen"), m_listener->errorString(), 0};
    }
    qCInfo(netLog).noquote() << "listening address" << address.toString() << "port" << m_listener->serverPort() << "connections"
                             << m_limits.connections;
    return {};
}

quint16 FrontDoor::port() const
{
    return m_listener->serverPort();
}

void FrontDoor::stopAccepting()
{
    m_resume.stop();
    m_listener->close();
    qCInfo(netLog) << "stopped-accepting";
}

void FrontDoor::take(qintptr descriptor)
{
    const int fd = static_cast<int>(descriptor);
    countDeparted();
    const QHostAddress source = peerOf(fd);
    if (mayEnter(source)) {
        ++m_open;
        m_edges.adopt(fd, source);
        return;
    }
    m_edges.shared().metrics.connectionsRefused.fetch_add(1);
    ::close(fd);
}

QHostAddress FrontDoor::sourceOf(const QHostAddress& address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    if (isV4)
        return QHostAddress(v4);
    if (address.protocol() != QAbstractSocket::IPv6Protocol || address.isLoopback())
        return address;
    Q_IPV6ADDR bytes = address.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return QHostAddress(bytes);
}

bool FrontDoor::mayEnter(const QHostAddress& address)
{
    if (m_open >= m_limits.connections) {
        qCInfo(netLog).noquote() << "connection-refused peer" << address.toString() << "in-all" << m_open;
        return false;
    }
    const QHostAddress source = sourceOf(address);
    if (source.isLoopback() && !m_limits.limitLoopback)
        return true;
    const auto now = TokenBucket::Clock::now();
    auto found = m_sources.find(source);
    if (found == m_sources.end())
        found = m_sources.insert(source, {0, TokenBucket(m_limits.connectsPerSource, 4 * m_limits.connectsPerSource, now)});
    if (found->open >= m_limits.socketsPerSource || found->rate.take(now).count() > 0) {
        qCInfo(netLog).noquote() << "connection-refused peer" << source.toString() << "open" << found->open;
        return false;
    }
    ++found->open;
    return true;
}

void FrontDoor::countDeparted()
{
    for (const QHostAddress& address : m_edges.shared().departed.take()) {
        --m_open;
        const auto found = m_sources.find(sourceOf(address));
        if (found != m_sources.end())
            --found->open;
    }
    // Kept for their rate as long as that could matter; a crowd of former visitors is not.
    if (m_sources.size() > 4096) {
        const auto now = TokenBucket::Clock::now();
        m_sources.removeIf([now](const auto& each) { return each->open <= 0 && each->rate.isFull(now); });
    }
}

} // namespace greenroom
