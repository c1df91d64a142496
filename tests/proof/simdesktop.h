// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cache/outbox.h"
#include "app/cache/replica.h"
#include "app/link/boardfeed.h"
#include "tests/proof/simserver.h"
#include "tests/proof/witness.h"

namespace greenroom::proof {

/// The desktop's connection over the simulated network.
class SimTransport final : public Transport, public Endpoint {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimTransport)
public:
    SimTransport(VirtualTime& time, Network& network, Witness& witness)
        : m_time(time)
        , m_network(network)
        , m_witness(witness)
    {
    }
    ~SimTransport() override { drop(); }

    void open(const QUrl& url) override;
    void send(const QString& frame) override;
    void drop() override;

    void onOpened(quint64 connection) override;
    void onFrame(quint64 connection, const QString& frame) override;
    void onClosed(quint64 connection) override;
    quint64 connection() const { return m_connection; }

private:
    VirtualTime& m_time;
    Network& m_network;
    Witness& m_witness;
    quint64 m_connection = 0; // 0: none
};

/// An agent at the real desktop, without its screen: the real link, cache, outbox and replica, and somebody who does at
/// random what can be done there. Can be killed at any moment; what is on its disk is there at the next start.
class SimDesktop {
public:
    SimDesktop(VirtualTime& time, Dice& dice, Network& network, SimServer& server, History& history, const Cast::Person& person,
        const QString& folder);
    ~SimDesktop();

    void start();
    void kill(bool power);
    bool isRunning() const { return m_parts != nullptr; }
    /// Does one thing somebody could do now.
    void act();
    /// Asks for a conversation that is another shop's.
    void snoop(ConversationId conversation);
    ShopId shop() const { return m_person.shop; }
    /// In the quiet end: takes every offer, is online, sends what waits.
    void settle();
    bool isSettled() const;
    quint64 connection() const { return m_parts ? m_parts->transport.connection() : 0; }
    int client() const { return m_witness.client(); }
    /// As the presence board tells this person about themselves.
    std::optional<AgentState> told() const;
    qint64 sent = 0;

private:
    struct Parts;
    struct Known {
        qint64 version = 0;
        std::optional<PersonId> assignee;
    };
    void onBoard(const BoardChanged& changed);
    void onEntries(const StreamId& stream, const QList<Entry>& entries, const Uuid& epoch);
    void follow();
    void say(ConversationId conversation, qint64 version);
    template <Request R>
    void ask(const R& request)
    {
        m_parts->link.request(request, &m_parts->link, [](const Result<typename R::Reply>&) {});
    }
    ClientId nextId() { return m_ids.next<ClientId>(m_time.now()); }

    VirtualTime& m_time;
    Dice& m_dice;
    Network& m_network;
    SimServer& m_server;
    History& m_history;
    const Cast::Person& m_person;
    QString m_folder;
    Witness m_witness;
    IdSource m_ids;

    struct Parts {
        Parts(SimDesktop& desktop);
        SimTransport transport;
        Link link;
        Cache cache;
        Outbox outbox;
        Replica replica;
        BoardFeed mine;
        BoardFeed waiting;
        BoardFeed presence;
    };
    std::unique_ptr<Parts> m_parts;
    QHash<Uuid, ConversationRow> m_rows; ///< of every board, as last told
    QList<Uuid> m_mine;
    QList<Uuid> m_waiting;
    QHash<Uuid, PresenceRow> m_presence;
    std::map<ConversationId, qint64> m_versions; ///< of what was mine, also long after
    std::map<StreamId, Uuid> m_epochs; ///< of what the cache holds
    std::set<StreamId> m_followed;
    std::vector<std::pair<ConversationId, qint64>> m_said; ///< what could be taken back
    qint64 m_texts = 0;
    int m_lives = 0;
    Presence m_wanted = Presence::online;
};

} // namespace greenroom::proof
