// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/desk/desk.h"
#include "server/desk/epoch.h"
#include "tests/proof/history.h"
#include "tests/proof/simlog.h"

namespace greenroom::proof {

/// Who and what there is in every world; made once, copied for each.
struct Cast {
    struct Person {
        PersonId id;
        ShopId shop;
        QString name;
        QString token;
        qint64 capacity = 0;

        QString cache() const { return name + QStringLiteral(".db"); } ///< of an empty desktop, to be copied
    };
    QList<ShopId> shops;
    QStringList shopKeys;
    QList<QueueId> queues; ///< of the first shop, then of the second
    std::vector<Person> people;
    QString image; ///< the prepared store
    static Instant morning() { return fromMillis(1'760'000'000'000); }
};
const Cast& cast();

/// The whole server but for its sockets and threads: a real Desk over a real store, on simulated time, network and disk,
/// that can die at any moment and start again from what is stored.
class SimServer final : public Endpoint, public Departures {
public:
    SimServer(VirtualTime& time, Dice& dice, Network& network, History& history, const QString& folder);
    ~SimServer() override;

    void start();
    /// Without a word: what was not committed is gone. With the power, so is what was not synced.
    void crash(bool power = false);
    bool isUp() const { return m_desk != nullptr; }
    bool isReady() const { return m_desk && m_desk->coordinator().isReady(); }
    /// A copy of the store as it is now, for restore().
    void copy();
    bool hasCopy() const { return m_copied.has_value(); }
    /// Dies, and starts from the copy, with a new epoch.
    void restore();
    /// Who a connection was let in as.
    std::optional<Principal> principal(quint64 connection) const;
    Dump dump();
    Sample sample();
    Database& database() { return *m_database; }

    /// Writes down when it ceases to serve and when it serves again; to be called after a change of `faults`.
    void noteState();

    SimLog::Faults faults;
    int crashes = 0;

    void onOpened(quint64 connection) override;
    void onFrame(quint64 connection, const QString& frame) override;
    void onClosed(quint64 connection) override;
    void send(std::vector<Departure> departures) override;

private:
    void openStore();
    void arrive(Arrival arrival);
    void turn();
    void tick();
    void heartbeat();
    void later(Millis wait, std::function<void()> action);

    VirtualTime& m_time;
    Dice& m_dice;
    Network& m_network;
    History& m_history;
    QString m_path;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<SimLog> m_log;
    std::unique_ptr<Desk> m_desk;
    std::vector<Arrival> m_arrived;
    bool m_turning = false;
    bool m_wasReady = false;
    std::optional<std::size_t> m_copied;
    Started m_started; // what the last start had to do
    quint64 m_life = 0; // grows with each start: what an earlier one had planned is void
    std::set<quint64> m_admitted;
};

} // namespace greenroom::proof
