// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QHash>
#include <QUrl>
#include <QWebSocket>

#include "core/protocol/envelope.h"

namespace greenroom {

/// A plain client of the wire, for tests and tools: one WebSocket, requests with callbacks, events by type.
/// It knows no resuming and no repeating; those are its user's.
class WireClient final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WireClient)

public:
    explicit WireClient(QObject* parent = nullptr);
    ~WireClient() override;

    /// `server`: http://host:port
    void open(const QUrl& server);
    /// Cuts the connection without a word.
    void cut();
    bool isOpen() const { return m_open; }

    template <Request R>
    void ask(const R& request, std::function<void(Result<typename R::Reply>)> then)
    {
        const QString id = QString::number(++m_lastId);
        m_waiting.insert(id, [then = std::move(then)](const Result<QJsonObject>& body) {
            if (body)
                then(readReplyBody<typename R::Reply>(*body));
            else
                then(body.error());
        });
        m_socket.sendTextMessage(writeRequest(id, request));
    }
    template <Event E>
    void on(std::function<void(const E&)> then)
    {
        m_handlers[E::type] = [then = std::move(then)](const QJsonObject& body) {
            E event {};
            if (auto done = codec::readMembers(body, event, {}); !done)
                qFatal("an event that cannot be read: %s", qPrintable(sentence(done.error())));
            then(event);
        };
    }

    QWebSocket& socket() { return m_socket; }

Q_SIGNALS:
    void opened();
    /// Requests that had no reply got `offline`.
    void closed();

private:
    void receive(const QString& frame);

    QWebSocket m_socket;
    bool m_open = false;
    quint64 m_lastId = 0;
    QHash<QString, std::function<void(const Result<QJsonObject>&)>> m_waiting;
    QHash<QString, std::function<void(const QJsonObject&)>> m_handlers;
};

/// POST /api/v1/<type> with a JSON body; the reply's body comes back. Blocks, with a bounded event loop.
Result<QJsonObject> postApi(const QUrl& server, const QString& type, const QByteArray& body, const QString& bearer = {});

/// Name and password to a session token. Blocks likewise.
Result<SignedIn> signIn(const QUrl& server, const QString& name, const QString& password);

} // namespace greenroom
