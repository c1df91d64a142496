// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>
#include <vector>

#include <QHostAddress>

#include "server/coordinator/mailbox.h"
#include "server/coordinator/traffic.h"
#include "server/net/http.h"

namespace greenroom {

/// A connection the front door took.
struct SocketAccepted {
    int descriptor = -1;
    QHostAddress source; ///< as the door counted it: a peer that has reset is asked for its address in vain
};
/// An HTTP handler's answer. For a connection that is gone or has gone on, nothing happens.
struct HttpAnswered {
    quint64 connection = 0;
    quint64 request = 0;
    HttpResponse response;
};
/// Close everything and end the thread.
struct EdgeStopped { };

using EdgeMail = std::variant<SocketAccepted, Departure, HttpAnswered, EdgeStopped>;

/// What waits for an edge thread. Its descriptor is readable when there is something; it outlives the edge for as long
/// as somebody may still write, so that a late answer is dropped and not a crash.
class EdgeInbox {
public:
    EdgeInbox();
    ~EdgeInbox();
    Q_DISABLE_COPY_MOVE(EdgeInbox)

    /// Any thread.
    void post(EdgeMail mail) { m_box.post(std::move(mail)); }
    void post(std::vector<EdgeMail> mail) { m_box.post(std::move(mail)); }

    /// The edge's thread.
    std::vector<EdgeMail> take();
    int descriptor() const { return m_eventFd; }

private:
    int m_eventFd = -1;
    Mailbox<EdgeMail> m_box;
};

} // namespace greenroom
