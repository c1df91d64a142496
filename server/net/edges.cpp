// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/edges.h"

#include <QThread>

#include "server/net/edge.h"
#include "server/net/epolldispatcher.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Edges::Edges(NetSetup setup, int threads, Mailbox<Arrival>& coordinator)
    : m_setup(std::move(setup))
    , m_shared(coordinator)
{
    for (int index = 0; index < std::max(1, threads); ++index) {
        auto inbox = std::make_shared<EdgeInbox>();
        auto thread = std::make_unique<QThread>();
        thread->setObjectName(u"edge%1"_s.arg(index));
        auto* dispatcher = new EpollDispatcher;
        dispatcher->setPace(std::chrono::milliseconds(3));
        thread->setEventDispatcher(dispatcher);
        // On the thread itself, so that every socket and timer of the edge is born there.
        auto* starter = new QObject;
        starter->moveToThread(thread.get());
        QObject::connect(thread.get(), &QThread::started, starter, [this, index, inbox, starter, running = thread.get()] {
            auto* edge = new Edge(static_cast<quint32>(index), inbox, m_setup, m_shared);
            QObject::connect(edge, &Edge::stopped, edge, [running] { running->quit(); });
            QObject::connect(running, &QThread::finished, edge, &QObject::deleteLater);
            starter->deleteLater();
        });
        thread->start();
        m_inboxes.push_back(std::move(inbox));
        m_threads.push_back(std::move(thread));
    }
}

Edges::~Edges()
{
    stop();
}

void Edges::send(std::vector<Departure> departures)
{
    std::vector<std::vector<EdgeMail>> sorted(m_inboxes.size());
    for (Departure& departure : departures) {
        const quint32 edge = std::visit([](const auto& each) { return each.session.edge; }, departure);
        if (edge < sorted.size())
            sorted[edge].emplace_back(std::move(departure));
    }
    for (size_t edge = 0; edge < sorted.size(); ++edge)
        m_inboxes[edge]->post(std::move(sorted[edge]));
}

void Edges::adopt(int descriptor, const QHostAddress& source)
{
    m_inboxes[m_next]->post(SocketAccepted {descriptor, source});
    m_next = (m_next + 1) % m_inboxes.size();
}

void Edges::stop()
{
    for (const auto& inbox : m_inboxes)
        inbox->post(EdgeStopped {});
    for (const auto& thread : m_threads)
        thread->wait();
    m_threads.clear();
}

} // namespace greenroom
