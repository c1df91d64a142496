// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <memory>

#include <QByteArray>

#include "core/base/error.h"

namespace greenroom {

/// What the net has done since the start. Written by the edges, read by anyone.
struct NetMetrics {
    using Count = std::atomic<quint64>;

    Count connectionsOpened {0};
    Count connectionsClosed {0};
    Count connectionsRefused {0}; ///< at the door, for their number
    Count sessionsOpened {0};
    Count sessionsClosed {0};
    Count framesIn {0};
    Count framesOut {0};
    Count bytesIn {0}; ///< of frames and bodies
    Count bytesOut {0};
    Count httpRequests {0};
    Count httpRefused {0}; ///< not well-formed, too large or too slow
    Count slowCut {0}; ///< peers that did not read
    Count deadCut {0}; ///< peers that did not answer
    std::array<Count, static_cast<size_t>(Code::ruleBroken) + 1> refused {}; ///< by code: answered by the net itself

    NetMetrics();
    /// A request of this type was answered with this code.
    void addAnswered(QLatin1StringView type, Code code);
    quint64 answered(QLatin1StringView type, Code code) const;

    void addRefused(Code code) { refused[static_cast<size_t>(code)].fetch_add(1, std::memory_order_relaxed); }
    quint64 refusedFor(Code code) const { return refused[static_cast<size_t>(code)].load(std::memory_order_relaxed); }
    quint64 openSessions() const { return sessionsOpened.load() - sessionsClosed.load(); }
    quint64 openConnections() const { return connectionsOpened.load() - connectionsClosed.load(); }

    /// Prometheus text: greenroom_requests_total by type and code, and one greenroom_net_… line a counter.
    QByteArray toText() const;

private:
    std::unique_ptr<Count[]> m_answered; ///< a row for each type of request, a column for each code
};

} // namespace greenroom
