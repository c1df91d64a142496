// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/protocol/envelope.h"
#include "server/coordinator/principal.h"
#include "server/coordinator/traffic.h"

namespace greenroom {

/// A request somebody is about to answer. If it is let go without an answer, the client is told `unavailable`: silence would
/// leave it to wait. On the coordinator's thread.
class Asked {
public:
    Asked(std::weak_ptr<class Coordinator*> coordinator, SessionId session, quint64 serial)
        : m_coordinator(std::move(coordinator))
        , m_session(session)
        , m_serial(serial)
    {
    }
    ~Asked();
    Q_DISABLE_COPY_MOVE(Asked)

    bool isAnswered = false;

private:
    std::weak_ptr<Coordinator*> m_coordinator;
    SessionId m_session;
    quint64 m_serial;
};

/// Where a request came from and where its one reply goes. A value: a handler that must first read something keeps it.
struct CallBase {
    class Coordinator* coordinator = nullptr;
    SessionId session;
    QString requestId;
    QLatin1StringView type;
    Principal who;
    QString peer; ///< address of the other side
    Via via = Via::webSocket;
    std::shared_ptr<Asked> asked {}; ///< gone with the last copy: nobody decides this request any more

    /// The reply is released when everything decided so far is committed.
    void fail(const Error& error) const;
    /// For a refusal that rests on nothing: leaves at once.
    void refuseNow(const Error& error) const;

protected:
    void release(Code code, const QString& body) const;
    void sendNow(Code code, const QString& body) const;
};

/// One request being answered.
template <Request R>
struct Call : CallBase {
    R body;

    void reply(const typename R::Reply& answer) const { release(Code::ok, writeReplyBody(answer, who.audience())); }
    /// For what rests on the committed state alone: leaves before anything that is committed from now on.
    void replyNow(const typename R::Reply& answer) const { sendNow(Code::ok, writeReplyBody(answer, who.audience())); }
    /// A value or a refusal.
    void answer(const Result<typename R::Reply>& result) const
    {
        if (result)
            reply(*result);
        else
            fail(result.error());
    }
};

} // namespace greenroom
