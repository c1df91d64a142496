// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>

#include <QWebSocket>

#include "server/net/netsetup.h"
#include "server/net/readcount.h"
#include "server/net/tokenbucket.h"

namespace greenroom {

struct FrameError;

/// One WebSocket: frames in become requests for the coordinator, its words become frames out. Holds its client to the
/// limits. On its edge's thread.
class Session final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    using Clock = std::chrono::steady_clock;

    /// The coordinator hears of it before this returns. `tcp`: what `socket` speaks over, and `read` what is counted
    /// of it; both outlive the session.
    Session(SessionId id, std::unique_ptr<QWebSocket> socket, const QTcpSocket& tcp, ReadCount& read, const QString& peer,
        const QString& origin, const NetSetup& setup, NetShared& shared);
    ~Session() override;

    SessionId id() const { return m_id; }
    void reply(const ReplyOut& reply);
    void event(const EventOut& event);
    void disconnect(const DisconnectOut& farewell);
    /// Writes what was said; without it, it leaves a turn of the event loop later.
    void flush();
    void admitted(const AdmittedOut& admitted);
    /// True once until flush().
    bool needsFlush() { return !std::exchange(m_toFlush, true); }
    /// Looks at every clock. `heartbeat`: the frame to send if one is due.
    void tick(Clock::time_point now, const QString& heartbeat);

Q_SIGNALS:
    /// The connection is gone and the coordinator knows; the session may be deleted. Once.
    void ended();

private:
    void onText(const QString& text);
    void onBinary();
    void onRead();
    void onFrame(qint64 payload);
    void takeFrame();
    void refuse(const FrameError& error);
    void send(const QString& frame);
    void goodbye(Code reason, qint64 spreadMs);
    void cut(const char* why);
    void finish();
    qint64 unsent() const;

    const SessionId m_id;
    const NetSetup& m_setup;
    NetShared& m_shared;
    const std::unique_ptr<QWebSocket> m_socket;
    const QTcpSocket& m_tcp;
    ReadCount& m_read;
    qint64 m_framed = 0; // bytes of the frames that were told of
    TokenBucket m_bucket;
    TokenBucket m_frames;
    Limits m_limits;
    qint64 m_unanswered = 0;
    int m_refusals = 0;
    Clock::time_point m_refusalsSince;
    bool m_admitted = false;
    bool m_closing = false;
    bool m_finished = false;
    bool m_toFlush = false; // stands in the edge's list
    bool m_heard = true; // something came since the last ping
    Clock::time_point m_opened;
    Clock::time_point m_nextPing;
    Clock::time_point m_pinged;
    Clock::time_point m_closingSince;
    std::optional<Clock::time_point> m_stuckSince;
};

} // namespace greenroom
