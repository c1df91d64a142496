// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QTimer>

#include "core/base/result.h"
#include "server/net/edges.h"
#include "server/net/tokenbucket.h"

namespace greenroom {

/// The one listening port. Takes connections and hands their descriptors to the edges in turn, unless their source has
/// too many or comes too fast. On the thread it was made in; the edges must outlive it.
class FrontDoor final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FrontDoor)

public:
    explicit FrontDoor(Edges& edges, QObject* parent = nullptr);
    ~FrontDoor() override;

    /// Port 0: a free one. Error config: it cannot be had.
    Result<void> listen(const QHostAddress& address, quint16 port);
    quint16 port() const;
    /// No new connections; those there are go on.
    void stopAccepting();

    /// Whom a connection is counted for: its address, and of IPv6 the network, all of which one household has.
    static QHostAddress sourceOf(const QHostAddress& address);

private:
    class Listener;
    struct Source {
        int open = 0;
        TokenBucket rate;
    };

    void take(qintptr descriptor);
    bool mayEnter(const QHostAddress& address);
    void countDeparted();

    Edges& m_edges;
    const ConnectionLimits& m_limits;
    std::unique_ptr<Listener> m_listener;
    QTimer m_resume; // after the process ran out of descriptors
    int m_open = 0; // let in and not departed
    QHash<QHostAddress, Source> m_sources;
};

} // namespace greenroom
