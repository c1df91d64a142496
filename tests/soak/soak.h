// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QProcess>

#include "tests/proof/invariants.h"
#include "tests/soak/faultproxy.h"
#include "tests/soak/serverunderfault.h"
#include "tests/soak/soakperson.h"

namespace greenroom {

struct SoakFault;

/// People talk through a network that misbehaves with a real server whose process, disk and clock misbehave; then all is well
/// for a while, and the history of what everybody saw is asked for every promise (tests/proof/invariants.h). What is done to
/// them follows from the seed; what comes of it also from the machine, so a replay is the same schedule, not the same run.
class Soak final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Soak)

public:
    struct Settings {
        quint64 seed = 1;
        std::chrono::milliseconds calm {0}; ///< before the first fault, when everybody is there
        std::chrono::seconds faultsFor {30};
        QStringList faults; ///< names of SoakFault; empty: all that fit into faultsFor
        bool pair = false; ///< only two of these, chosen by the seed: they meet often
        int times = 0; ///< of faults; then it ends, however long that took. 0: it ends after faultsFor
        int each
            = 0; ///< it ends earlier when each of them has been there this often, and no oftener. 0: they come as they come
        std::chrono::milliseconds quiet {11'000}; ///< after the last fault; less than ten seconds: nothing is asked of it
        bool diskLies = false; ///< no promise can be kept: the checker must find broken ones
        int customers = 12;
        int agents = 3;
        qint64 capacity = 8; ///< of each agent
    };
    struct Report {
        proof::Violations violations;
        /// Of what was acknowledged: lost (D1), doubled (D2), out of order (D5, D7, D8). At five of a promise it stops
        /// counting.
        int lost = 0;
        int duplicated = 0;
        int reordered = 0;
        QStringList schedule; ///< what was done, with the time in ms
        QMap<QString, int> counts; ///< of each fault
        /// From request to certain answer, while no stranger was there and while one was.
        std::vector<std::chrono::microseconds> calm;
        std::vector<std::chrono::microseconds> crowded;
        QMap<QString, int> denied; ///< what strangers asked for and their role may not
        int cut = 0; ///< connections people lost while a stranger was there
        qint64 memory = 0; ///< the most the server's process held, in bytes
        qint64 memoryAtFirst = 0; ///< before the first connection
        qint64 connections = 0; ///< the most that were seen at once, strangers' included
        qsizetype said = 0;
        qsizetype stored = 0;
        qsizetype events = 0;
        proof::History history;
        QByteArray log; ///< of the server
    };
    explicit Soak(const Settings& settings);
    ~Soak() override;
    /// Runs from beginning to end; turns an event loop meanwhile.
    Report run();

private:
    friend struct SoakFault;
    static constexpr QLatin1StringView kShop {"lumen"};
    /// The shop of those who mean harm; what they store in it is nobody's promise.
    static constexpr QLatin1StringView kStrangersShop {"elsewhere"};

    void prepare();
    void addPeople();
    void beginFault();
    void later(int fromMs, int toMs, std::function<void()> action);
    /// Likewise; until then what was sent may come late.
    void laterBeingLate(int fromMs, int toMs, std::function<void()> action);
    void comesLate(int ms);
    /// A revocation counts from when what was sent before it has come.
    void waitForTheLate();
    /// A stranger of this kind, unless there is one.
    bool letLoose(const QString& kind, int seconds);
    /// Some fault of this kind was there.
    bool hasBeen(bool SoakFault::*kind) const;
    /// Nothing but faults of this kind was there.
    bool hasOnlyBeen(bool SoakFault::*kind) const;
    void mustBeInTheAudit(const QMap<QString, int>& denied);
    /// What the fault that begins now does.
    void note(const QString& what);
    void complain(const QString& fault, const QString& what);
    /// Something is wrong with the server from `begin` to `end`, unless something is already. With `goesOn`, it must be well
    /// again soon after, the same process.
    void ail(const QString& what, int fromMs, int toMs, const std::function<void()>& begin, std::function<void()> end,
        bool goesOn = false);
    void mustGoOn(const QString& fault, qint64 pid);
    /// Kills the server, if it still runs, starts it with this death before it, and starts it again.
    void dieAtStart(std::atomic<int> FaultControl::*death, int nth);
    /// What is left of the time for faults; much, if they are counted instead.
    std::chrono::seconds left() const;
    /// One of those that last long on purpose: as long as the run can hold.
    int longTime();
    /// Those of them fall still who are there, and go on after `ms`.
    void standStill(const std::vector<SoakPerson*>& people, int ms);
    std::vector<SoakPerson*> people() const;
    void lookAtSilence();
    /// Of whoever runs the server, while everything goes on.
    ServerProcess::Told command(const QStringList& arguments);
    /// One that changes something, which the audit must tell of. Whether it is done.
    bool administer(const QStringList& arguments);
    /// The server's wall clock goes a tenth too fast (1) or too slow (−1); 0: it is right again.
    void drift(int way);
    void restart();
    void halt();
    void startAgain();
    void halted(bool on);
    void rest();
    void wait(std::chrono::milliseconds time);
    bool isAtRest() const;
    bool isOver() const;
    void weigh();
    void nameCustomers();
    qint64 below(qint64 end) { return qint64(m_random() % quint64(end)); }

    Settings m_settings;
    std::mt19937_64 m_random;
    ServerUnderFault m_server;
    std::unique_ptr<FaultProxy> m_network;
    proof::History m_history;
    ShopId m_shop;
    struct Seat {
        PersonId person;
        QString name;
        QString token;
    };
    std::vector<Seat> m_seats;
    std::vector<std::unique_ptr<SoakCustomer>> m_customers;
    std::vector<std::unique_ptr<SoakAgent>> m_agents;
    Report m_report;
    QElapsedTimer m_since;
    QElapsedTimer m_faultsSince;
    const SoakFault* m_fault = nullptr; // that begins
    int m_begun = 0; // faults
    int m_starts = 0; // of the server
    int m_still = 0; // people, in groups
    bool m_isBent = false; // the clock was, at a start of the server
    bool m_ailing = false;
    bool m_cut = false; // for long
    bool m_answered = false; // somebody was, since this was last set false
    int m_silentLooks = 0;
    QTimer m_looks;
    QTimer m_drift;
    int m_driftWay = 0;
    std::unique_ptr<Database> m_lock; // somebody else's, on the store
    QList<QProcess*> m_strangers;
    std::vector<std::pair<Instant, Instant>> m_late;
    int m_console = 0; ///< of the history's clients: whoever gives commands
};

} // namespace greenroom
