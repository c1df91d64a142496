// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include "tests/proof/simserver.h"
#include "tests/proof/witness.h"

namespace greenroom::proof {

/// A customer with the widget, as docs/protocol.md lets a stranger write one: says one thing after the other under ids of
/// its own, keeps them until answered, resumes by cursor, pages when behind, begins anew at resync.
class SimWidget final : public Endpoint {
public:
    SimWidget(
        VirtualTime& time, Dice& dice, Network& network, SimServer& server, History& history, int shop, const QString& name);

    /// A second tab of the same browser: the same token.
    void shareToken(const SimWidget& other);
    void start();
    void act();
    bool isSettled() const { return m_over || (m_welcomed && m_outbox.empty() && !m_page); }
    bool isOver() const { return m_over; }
    quint64 connection() const { return m_connection; }
    int client() const { return m_witness.client(); }
    const std::optional<QString>& token() const { return m_token; }
    /// Ends the session for good, for every tab that has this token: `others` are told by nobody but the server.
    void signOut(const std::vector<SimWidget*>& others);
    /// Asks for a stream, or a list, that is not theirs.
    void snoop(ConversationId conversation);
    /// Asks for what customers may not, until that is said clearly.
    void overreach();
    std::optional<ConversationId> conversation() const { return m_conversation; }
    ShopId shop() const { return cast().shops[m_shop]; }
    qint64 sent = 0;

    void onOpened(quint64 connection) override;
    void onFrame(quint64 connection, const QString& frame) override;
    void onClosed(quint64 connection) override;

private:
    struct Item {
        ClientId id;
        enum class Kind { say, person, leave } kind = Kind::say;
        QString words;
        std::optional<ConversationId> conversation;
    };
    template <Request R>
    void ask(const R& request, std::function<void(const Result<typename R::Reply>&)> then);
    void send(const QString& frame);
    void lose();
    void watchSilence();
    void onWelcome(const Welcome& welcome);
    void follow(std::optional<ConversationId> conversation);
    void watch();
    void page();
    /// False at a hole.
    bool take(const QList<Entry>& entries);
    void drop();
    void pump();
    void overreachAgain();
    void reconnect();
    StreamId stream() const { return StreamId::of(*m_conversation); }

    VirtualTime& m_time;
    Dice& m_dice;
    Network& m_network;
    SimServer& m_server;
    History& m_history;
    int m_shop;
    QString m_name;
    Witness m_witness;
    IdSource m_ids;
    quint64 m_connection = 0;
    quint64 m_round = 0; // grows with each connection: what an earlier one had planned is void
    bool m_welcomed = false;
    bool m_over = false;
    bool m_page = false;
    bool m_sending = false;
    Instant m_heard;
    int m_failures = 0;
    std::optional<QString> m_token;
    std::optional<CustomerId> m_who;
    std::optional<ConversationId> m_conversation;
    Cursor m_cursor;
    QHash<QString, std::function<void(const QJsonObject&)>> m_asked;
    qint64 m_lastId = 0;
    std::deque<Item> m_outbox;
    qint64 m_texts = 0;
    std::vector<qint64> m_said;
    std::optional<ClientId> m_overreach;
    std::vector<SimWidget*> m_otherTabs;
    bool m_signOut = false;
};

} // namespace greenroom::proof
