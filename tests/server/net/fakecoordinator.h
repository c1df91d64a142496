// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/protocol/envelope.h"
#include "server/net/edges.h"

namespace greenroom {

/// Stands where the coordinator stands: keeps what arrives, lets in whoever says hello, says "done" to all else.
class FakeCoordinator final : public QObject {
public:
    FakeCoordinator()
        : box([this] { QMetaObject::invokeMethod(this, &FakeCoordinator::read, Qt::QueuedConnection); })
    {
    }

    void read()
    {
        for (Arrival& arrival : box.take())
            std::visit([this](auto& each) { on(each); }, arrival);
    }
    void on(SessionOpened& session) { opened.push_back(session); }
    void on(SessionClosed& session) { closed.push_back(session.session); }
    void on(Task&) { }
    void on(RequestArrived& arrived)
    {
        const QLatin1StringView type = typeOf(arrived.request);
        types.append(QString(type));
        if (!answers)
            return;
        std::vector<Departure> out;
        if (type == Hello::type)
            out.emplace_back(AdmittedOut {arrived.session, limits});
        out.emplace_back(ReplyOut {arrived.session, type, arrived.requestId, code,
            code == Code::ok ? QStringLiteral("{\"code\":\"ok\"}") : writeErrorBody({code, {}, {}, 0})});
        edges->send(std::move(out));
    }

    Mailbox<Arrival> box;
    Edges* edges = nullptr;
    bool answers = true;
    Code code = Code::ok;
    Limits limits {.unanswered = 1000, .perSecond = 1000, .burst = 10'000};
    std::vector<SessionOpened> opened;
    std::vector<SessionId> closed;
    QStringList types;
};

} // namespace greenroom
