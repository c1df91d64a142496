// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include <QHostAddress>
#include <QSslConfiguration>

#include "core/base/instant.h"
#include "server/coordinator/mailbox.h"
#include "server/coordinator/traffic.h"
#include "server/net/connectionlimits.h"
#include "server/net/http.h"
#include "server/net/netmetrics.h"

namespace greenroom {

/// Path of the WebSocket.
inline constexpr QByteArrayView kSocketPath {"/ws"};
/// In front of the request's type: POST /api/v1/signIn.
inline constexpr QByteArrayView kApiPrefix {"/api/v1/"};

/// What every edge works by. Unchanged once they run; the functions are called on their threads, several at once.
struct NetSetup {
    ConnectionLimits limits;
    HttpRoutes routes;
    /// May pages of this origin open a WebSocket or call the API? Ours always may, and clients without an origin too.
    std::function<bool(const QString& origin)> originAllowed = [](const QString&) { return false; };
    std::function<Instant()> now = [] { return std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()); };
    std::optional<QSslConfiguration> tls; ///< without: plain
};

/// What the edges share with the rest of the process: a mailbox, counters, and who is still connected.
struct NetShared {
    explicit NetShared(Mailbox<Arrival>& coordinator)
        : arrivals(coordinator)
    {
    }

    Mailbox<Arrival>& arrivals;
    NetMetrics metrics;
    std::atomic<quint64> lastSerial {0};
    /// Addresses whose connections have ended, for the front door to count.
    Mailbox<QHostAddress> departed {[] {}};
};

} // namespace greenroom
