// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWebSocket>

#include "app/link/transport.h"

namespace greenroom {

/// Transport over QWebSocket: subprotocol greenroom.v1, messages limited to kMaxIncoming, certificate errors
/// never ignored.
class WebSocketTransport final : public Transport {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebSocketTransport)
public:
    /// Bytes: a page of the longest texts fits, and a board of 200 rows.
    static constexpr qint64 kMaxIncoming = 8LL * 1024 * 1024;

    explicit WebSocketTransport(QObject* parent);
    ~WebSocketTransport() override;

    void open(const QUrl& url) override;
    void send(const QString& frame) override;
    void drop() override;

private:
    void onClosed(const QString& why);

    struct DeleteLater {
        void operator()(QWebSocket* socket) const;
    };
    std::unique_ptr<QWebSocket, DeleteLater> m_socket;
};

} // namespace greenroom
