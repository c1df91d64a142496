// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <unordered_map>

#include <QSocketNotifier>
#include <QTimer>
#include <QWebSocketServer>

#include "server/net/httpconnection.h"
#include "server/net/session.h"

namespace greenroom {

/// What one edge thread owns: its sockets, as HTTP connections or sessions. Made, used and deleted on that thread.
class Edge final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Edge)

public:
    Edge(quint32 index, std::shared_ptr<EdgeInbox> inbox, const NetSetup& setup, NetShared& shared);
    ~Edge() override;

Q_SIGNALS:
    /// After EdgeStopped, when all is closed or had its time.
    void stopped();

private:
    /// Between HTTP and session: Qt answers the handshake.
    struct Upgrading {
        QTcpSocket* socket = nullptr; // the edge's child; deleted after its QWebSocket
        ReadCount* read = nullptr; // the socket's
        QHostAddress source;
        quint64 connection = 0;
        QString peer;
        QString origin;
        std::chrono::steady_clock::time_point since;
    };
    using PeerKey = std::pair<QHostAddress, quint16>;

    void readInbox();
    void onMail(const SocketAccepted& accepted);
    void onMail(const Departure& departure);
    void onMail(HttpAnswered& answered);
    void onMail(const EdgeStopped& stop);
    template <class Words, class Method>
    void toSession(const Words& words, Method method);
    void upgrade(HttpConnection& connection, const QString& peer, const QString& origin);
    void onWebSocket();
    void onUpgradeFailed(const PeerKey& key);
    void dropConnection(quint64 id);
    void connectionGone(const QHostAddress& source);
    void tick();
    void stopIfEmpty();

    const quint32 m_index;
    const std::shared_ptr<EdgeInbox> m_inbox;
    const NetSetup& m_setup;
    NetShared& m_shared;
    QSocketNotifier m_notifier;
    QWebSocketServer m_handshakes;
    QTimer m_ticks;
    std::unordered_map<quint64, HttpConnection*> m_connections; // by connection id; children
    std::unordered_map<quint64, HttpConnection*> m_apiCalls; // by session serial
    std::unordered_map<quint64, std::pair<Session*, QHostAddress>> m_sessions; // by serial; children
    QHash<PeerKey, Upgrading> m_upgrading;
    HttpConnection::Budget m_bodies;
    std::vector<Session*> m_toFlush;
    bool m_stopping = false;
    std::chrono::steady_clock::time_point m_stoppingSince;
};

} // namespace greenroom
