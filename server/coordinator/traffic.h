// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <variant>

#include "core/protocol/requests.h"

// What passes between the edge threads, which own the sockets, and the coordinator, which owns the rules.
namespace greenroom {

/// One connection, from accept to close. Never used twice in a process.
struct SessionId {
    quint32 edge = 0; ///< index of the edge thread that owns its socket
    quint64 serial = 0; ///< unique over all edges

    friend auto operator<=>(const SessionId&, const SessionId&) = default;
    friend size_t qHash(const SessionId& id, size_t seed = 0) { return qHashMulti(seed, id.edge, id.serial); }
};

enum class Via { webSocket, http };

// ---- edge → coordinator ----

struct SessionOpened {
    SessionId session;
    Via via = Via::webSocket;
    QString peer; ///< address of the other side, without port
    QString origin; ///< the Origin header; empty for native clients
    QString bearer; ///< HTTP only: the token of the Authorization header
};
struct RequestArrived {
    SessionId session;
    QString requestId;
    AnyRequest request;
};
struct SessionClosed {
    SessionId session;
};
/// Something another part of the server has to say to the coordinator, on its thread.
struct Task {
    std::function<void(class Coordinator&)> run;
};
using Arrival = std::variant<SessionOpened, RequestArrived, SessionClosed, Task>;

// ---- coordinator → edge ----

/// The answer to one request. WebSocket sessions put the envelope around `body`; HTTP sends `body` itself with the
/// status that belongs to `code`, and is then done with the session.
struct ReplyOut {
    SessionId session;
    QLatin1StringView type;
    QString requestId;
    Code code = Code::ok;
    QString body;
};
/// A whole frame, shared by all sessions that get it.
struct EventOut {
    SessionId session;
    QString frame;
};
/// Say goodbye with this reason and close.
struct DisconnectOut {
    SessionId session;
    Code reason = Code::ok;
    qint64 spreadMs = 0;
};
/// The session has said hello (or was refused): the edge stops its five-second clock and applies these limits.
struct AdmittedOut {
    SessionId session;
    Limits limits;
};
using Departure = std::variant<ReplyOut, EventOut, DisconnectOut, AdmittedOut>;

/// Where the coordinator's words go. Implemented by the edges, and by tests.
class Departures {
public:
    virtual ~Departures() = default;
    /// In order for each session. Coordinator's thread.
    virtual void send(std::vector<Departure> departures) = 0;
};

} // namespace greenroom

template <>
struct std::hash<greenroom::SessionId> {
    size_t operator()(const greenroom::SessionId& id) const noexcept { return qHash(id); }
};
