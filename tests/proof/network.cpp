// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/network.h"

namespace greenroom::proof {

namespace {

constexpr Millis kServerNoticesWithin {30'000}; // a socket that says nothing, as the edge's heartbeat finds it

} // namespace

Instant Network::next(Instant& last)
{
    const Millis delay = m_dice.chance(0.05) ? m_dice.millis(1, 20 * m_mostDelay) : m_dice.millis(1, m_mostDelay);
    last = std::max(last, m_time.now() + delay);
    return last;
}

quint64 Network::open(Endpoint& client)
{
    const quint64 id = ++m_last;
    Connection& made = m_connections[id];
    made.client = &client;
    m_time.at(next(made.lastUp), [this, id] {
        const auto found = m_connections.find(id);
        if (found == m_connections.end() || found->second.broken)
            return;
        if (!m_server) {
            closeClient(id, true);
            return;
        }
        found->second.atServer = true;
        m_server->onOpened(id);
        m_time.at(next(found->second.lastDown), [this, id] {
            const auto opened = m_connections.find(id);
            if (opened != m_connections.end() && opened->second.client && !opened->second.broken && !opened->second.half)
                opened->second.client->onOpened(id);
        });
    });
    return id;
}

void Network::send(quint64 connection, const QString& frame, bool toServer)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end() || found->second.half || found->second.broken)
        return;
    m_time.at(next(toServer ? found->second.lastUp : found->second.lastDown), [this, connection, frame, toServer] {
        const auto way = m_connections.find(connection);
        if (way == m_connections.end() || way->second.half || way->second.broken)
            return;
        if (toServer && way->second.atServer && m_server)
            m_server->onFrame(connection, frame);
        else if (!toServer && way->second.client)
            way->second.client->onFrame(connection, frame);
    });
}

void Network::close(quint64 connection, bool byServer)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end())
        return;
    if (byServer) {
        found->second.atServer = false;
        if (!found->second.half)
            closeClient(connection, true);
    } else {
        found->second.client = nullptr;
        closeServer(connection, true);
    }
    forget(connection);
}

void Network::closeClient(quint64 connection, bool afterwards)
{
    Connection& c = m_connections.at(connection);
    const Instant due = afterwards ? next(c.lastDown) : m_time.now() + m_dice.millis(1, 50);
    m_time.at(due, [this, connection] {
        const auto found = m_connections.find(connection);
        if (found == m_connections.end() || !found->second.client || found->second.half)
            return;
        Endpoint* const client = std::exchange(found->second.client, nullptr);
        forget(connection);
        client->onClosed(connection);
    });
}

void Network::closeServer(quint64 connection, bool afterwards)
{
    Connection& c = m_connections.at(connection);
    const Instant due = c.half ? m_time.now() + m_dice.millis(1, kServerNoticesWithin.count())
        : afterwards           ? next(c.lastUp)
                               : m_time.now() + m_dice.millis(1, 50);
    m_time.at(due, [this, connection] {
        const auto found = m_connections.find(connection);
        if (found == m_connections.end() || !std::exchange(found->second.atServer, false))
            return;
        forget(connection);
        if (m_server)
            m_server->onClosed(connection);
    });
}

void Network::cut(quint64 connection)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end() || found->second.broken)
        return;
    found->second.broken = true;
    closeClient(connection, false);
    closeServer(connection, false);
}

void Network::halfOpen(quint64 connection)
{
    const auto found = m_connections.find(connection);
    if (found == m_connections.end() || found->second.half || found->second.broken)
        return;
    found->second.half = true;
    closeServer(connection, false);
}

std::vector<quint64> Network::connections() const
{
    std::vector<quint64> ids;
    for (const auto& [id, connection] : m_connections)
        ids.push_back(id);
    return ids;
}

bool Network::isHalfOpen(quint64 connection) const
{
    const auto found = m_connections.find(connection);
    return found != m_connections.end() && found->second.half;
}

void Network::loseServer()
{
    m_server = nullptr;
    for (auto& [id, connection] : m_connections) {
        connection.atServer = false;
        // The kernel still delivers what was sent before, and then the end.
        if (connection.client && !connection.half)
            closeClient(id, true);
    }
    for (quint64 id : connections())
        forget(id);
}

void Network::forget(quint64 connection)
{
    const auto found = m_connections.find(connection);
    if (found != m_connections.end() && !found->second.client && !found->second.atServer)
        m_connections.erase(found);
}

} // namespace greenroom::proof
