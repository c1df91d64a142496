// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QTimer>

#include "server/admin/admindesk.h"
#include "server/admin/adminsocket.h"
#include "server/config/config.h"
#include "server/coordinator/coordinatorthread.h"
#include "server/desk/desk.h"
#include "server/log/sqllog.h"
#include "server/media/mediakeeper.h"
#include "server/net/frontdoor.h"
#include "server/net/reconnectspread.h"

namespace greenroom {

/// A running server: store, coordinator, edges and front door, put together. Made, used and ended on the main thread,
/// whose event loop must run meanwhile.
class Server {
public:
    /// Opens the store and the port. Errors stop the start: storage, schemaNewer, config.
    static Result<std::unique_ptr<Server>> start(const Config& config);
    /// Stops if that was not done.
    ~Server();
    Q_DISABLE_COPY_MOVE(Server)

    quint16 port() const { return m_frontDoor->port(); }
    /// No new connections or commands; commits what is decided, tells every client to go, ends the threads. At most ten
    /// seconds.
    void stop();

private:
    explicit Server(const Config& config);
    NetSetup setup(const std::optional<QSslConfiguration>& tls);
    void startGauging();
    Result<void> takeCommands();
    QString readiness() const;
    QByteArray metrics() const;

    /// The sites of each shop by its key, as the edges see them; replaced whole.
    using Sites = QHash<QString, QStringList>;

    Config m_config;
    std::atomic<std::shared_ptr<const Sites>> m_sites;
    std::unique_ptr<AdminSocket> m_adminSocket; // outlives whoever may still answer
    CoordinatorThread m_thread;
    std::unique_ptr<SqlLog> m_log;
    std::unique_ptr<MediaKeeper> m_media;
    std::unique_ptr<Edges> m_edges;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<AdminDesk> m_adminDesk;
    std::unique_ptr<FrontDoor> m_frontDoor;
    struct Gauges {
        QByteArray text;
        std::chrono::steady_clock::time_point at;
    };
    std::atomic<std::shared_ptr<const Gauges>> m_gauges;
    std::vector<Shop> m_shops; // the coordinator's thread
    QTimer m_gauging;
    ReconnectSpread m_spread;
    std::atomic<Millis> m_spreadNow {Millis(0)};
    std::atomic<bool> m_storeLost = false;
    bool m_stopped = false;
};

} // namespace greenroom
