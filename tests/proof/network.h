// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <random>

#include <QString>

#include "tests/proof/virtualtime.h"

namespace greenroom::proof {

/// The random source of a world: everything that could have been otherwise.
class Dice {
public:
    explicit Dice(quint64 seed)
        : m_random(seed)
    {
    }
    /// 0 to `end` − 1.
    qint64 below(qint64 end) { return end <= 0 ? 0 : qint64(m_random() % quint64(end)); }
    Millis millis(qint64 from, qint64 to) { return Millis(from + below(to - from + 1)); }
    /// True with this probability.
    bool chance(double p) { return double(m_random() >> 11) * 0x1.0p-53 < p; }
    template <class List>
    auto& pick(List& list)
    {
        return list[static_cast<typename List::size_type>(below(qint64(list.size())))];
    }
    quint64 bits() { return m_random(); }

private:
    std::mt19937_64 m_random;
};

/// One side of a connection.
class Endpoint {
public:
    virtual ~Endpoint() = default;
    virtual void onOpened(quint64 connection) = 0;
    virtual void onFrame(quint64 connection, const QString& frame) = 0;
    virtual void onClosed(quint64 connection) = 0;
};

/// Connections that deliver in order, each with its own delays, and can be cut or go half-open: then neither side hears
/// anything any more, and nobody is told.
class Network {
public:
    Network(VirtualTime& time, Dice& dice)
        : m_time(time)
        , m_dice(dice)
    {
    }
    void setServer(Endpoint* server) { m_server = server; } ///< null: refuses every connection
    void setDelay(qint64 most) { m_mostDelay = most; }

    quint64 open(Endpoint& client);
    void send(quint64 connection, const QString& frame, bool toServer);
    /// One side ends it; the other is told later. What was sent before still arrives.
    void close(quint64 connection, bool byServer);
    void cut(quint64 connection);
    void halfOpen(quint64 connection);
    /// Every connection there is, oldest first.
    std::vector<quint64> connections() const;
    bool isHalfOpen(quint64 connection) const;
    /// The server is gone, with its sockets: clients are told.
    void loseServer();

private:
    struct Connection {
        Endpoint* client = nullptr;
        bool atServer = false;
        bool half = false;
        bool broken = false;
        Instant lastUp;
        Instant lastDown;
    };
    Instant next(Instant& last);
    void closeClient(quint64 connection, bool afterwards);
    void closeServer(quint64 connection, bool afterwards);
    void forget(quint64 connection);

    VirtualTime& m_time;
    Dice& m_dice;
    Endpoint* m_server = nullptr;
    std::map<quint64, Connection> m_connections;
    quint64 m_last = 0;
    qint64 m_mostDelay = 30;
};

} // namespace greenroom::proof
