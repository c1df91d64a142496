// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "server/net/edgeinbox.h"
#include "server/net/netsetup.h"

class QThread;

namespace greenroom {

/// The edge threads, each with its epoll loop, from construction to stop().
class Edges final : public Departures {
public:
    /// `coordinator` gets what the sessions have to say; it must outlive the edges. At least one thread.
    Edges(NetSetup setup, int threads, Mailbox<Arrival>& coordinator);
    /// Stops if that was not done.
    ~Edges() override;
    Q_DISABLE_COPY_MOVE(Edges)

    /// Any one thread, the coordinator's as a rule. Unknown sessions are gone sessions: nothing happens.
    void send(std::vector<Departure> departures) override;

    /// Takes over a connected descriptor, which came from `source`. The front door's thread.
    void adopt(int descriptor, const QHostAddress& source);

    /// Says goodbye to every session that is still there, lets answers under way out (at most limits.lingerFor), and
    /// ends the threads. Blocks. Whatever is sent afterwards is dropped.
    void stop();

    const NetSetup& setup() const { return m_setup; }
    NetShared& shared() { return m_shared; }
    const NetMetrics& metrics() const { return m_shared.metrics; }

private:
    const NetSetup m_setup;
    NetShared m_shared;
    std::vector<std::shared_ptr<EdgeInbox>> m_inboxes;
    std::vector<std::unique_ptr<QThread>> m_threads;
    size_t m_next = 0; // round robin
};

} // namespace greenroom
