// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWebSocketServer>

#include "core/protocol/envelope.h"
#include "tests/bench/shop.h"

namespace greenroom {

/// The server's half of the wire for one desk, with everything in memory: so that what is measured is the desktop, and
/// each run gets the same. Boards are told at most every 250 ms, streams at once, as the real one does.
class DeskServer final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeskServer)

public:
    explicit DeskServer(Shop& shop);
    ~DeskServer() override;

    bool listen();
    QUrl url() const;
    bool isConnected() const { return m_socket != nullptr; }

    /// New ones stand at the end of their boards.
    Talk& add(Talk talk);
    void remove(ConversationId id);
    Talk* find(ConversationId id);
    const QList<ConversationId>& everything() const { return m_all; }
    const QList<ConversationId>& waiting() const { return m_waiting; }
    /// The window of a board that the desk asked for last.
    WatchBoard windowOf(BoardName board) const { return m_windows.value(board).watch; }
    /// Conversations whose streams the desk watches, the ones opened last.
    QList<ConversationId> watched() const { return m_watched; }
    void say(ConversationId id, AuthorKind by, const Content& content, Instant at, std::optional<ClientId> clientId = {});
    qint64 received() const { return m_received; } ///< things the desk sent

private:
    void receive(const QString& frame);
    template <class R>
    auto answer(const R& request) -> Result<typename R::Reply>;
    void tellBoards();
    QList<ConversationId> order(const WatchBoard& watch) const;
    template <class E>
    void tell(const E& event);

    Shop& m_shop;
    QWebSocketServer m_server;
    QWebSocket* m_socket = nullptr;
    QTimer m_boards;
    QTimer m_heartbeat;
    QHash<ConversationId, Talk> m_talks;
    QList<ConversationId> m_mine;
    QList<ConversationId> m_all;
    QList<ConversationId> m_waiting;
    QList<ConversationId> m_watched;
    struct Window {
        WatchBoard watch;
        QSet<ConversationId> told;
        bool fresh = true;
    };
    QHash<BoardName, Window> m_windows;
    QSet<ConversationId> m_changed;
    bool m_moved = false;
    qint64 m_received = 0;
};

} // namespace greenroom
