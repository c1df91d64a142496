// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>

namespace greenroom {

/// A network that misbehaves when told to: TCP connections on a port of loopback, forwarded to another one. Both sides see
/// what a real network does to them: silence, cuts in the middle of a frame, resets, delay.
class FaultProxy final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FaultProxy)

public:
    explicit FaultProxy(quint16 target);
    ~FaultProxy() override;

    quint16 port() const { return m_server.serverPort(); }

    /// Nothing passes, in the ways given, and neither side is told of what the other does, its leaving included, until both are
    /// false; then all that waited passes. New connections wait as well.
    void partition(bool fromClients, bool fromServer);
    /// Likewise for the connection whose client has this port: that client's process stands still.
    void still(quint16 clientPort, bool on);
    /// How long the server has kept the connection that has been silent longest: half-open, behind a partition, or of a client
    /// that stands still. None: 0. A server that could not look meanwhile is given its time anew by forgiveSilence().
    std::chrono::milliseconds longestSilence() const;
    void forgiveSilence();
    /// Every byte comes this much later, in order.
    void delay(std::chrono::milliseconds by) { m_delay = by; }
    /// The kernel loses this many percent of the packets that come from clients, or from the server; 100: the cable is cut.
    /// What is lost it sends again, later and later, as on any network. Connections that are made meanwhile, too.
    void lose(int fromClients, int fromServer);
    /// No connection carries more than this in either direction; 0: as much as it can.
    void slow(qint64 bytesPerSecond) { m_bytesPerSecond = bytesPerSecond; }
    /// New connections are taken and closed at once.
    void refuse(bool on) { m_refuse = on; }
    /// One in `every` of the connections there are (at random by `bits`): closed, reset, cut in the middle of what comes next
    /// from the server, left half-open (silent for ever on both sides), or never again read by the client.
    enum class Harm { close, reset, cutMidFrame, halfOpen, slowReader };
    int harm(Harm how, int every, quint64 bits);
    /// What was harmed for good is closed; nothing is wrong any more.
    void heal();

private:
    struct Link;
    void accept();
    void forward(Link& link, bool toServer);
    void end(Link& link, bool reset);
    void leave(Link& link, bool isServer);
    bool isBlocked(const Link& link, bool toServer) const;
    void blockedOrNot(Link& link);

    quint16 m_target;
    QTcpServer m_server;
    std::vector<std::unique_ptr<Link>> m_links;
    QElapsedTimer m_clock;
    qint64 m_bytesPerSecond = 0;
    int m_lostFromClients = 0;
    int m_lostFromServer = 0;
    bool m_blocked[2] = {false, false}; // to the clients, to the server
    bool m_refuse = false;
    std::chrono::milliseconds m_delay {0};
};

} // namespace greenroom
