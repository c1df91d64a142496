// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/proof/history.h"
#include "tests/soak/faultcontrol.h"
#include "tests/support/serverprocess.h"

namespace greenroom {

/// A real greenroomd with the shim between it and its disk and clock.
class ServerUnderFault {
public:
    ServerUnderFault();
    ~ServerUnderFault();
    Q_DISABLE_COPY_MOVE(ServerUnderFault)

    ServerProcess& process() { return m_process; }
    FaultControl& faults() { return *m_faults; }
    /// With what is on the disk now counted as synced. False: it ended instead of serving; see the process's output().
    bool start();
    void signal(int number) const;
    /// Kills it, and leaves of its store only what had been synced; with `torn`, and at random every other sector of what was
    /// written since.
    void cutPower(quint64 torn = 0);
    /// The engine's own check of the store, while no server runs.
    bool isWhole() const;
    /// Holds the store's write lock until the object returned is gone.
    std::unique_ptr<Database> lockStore() const;
    /// All that concerns this shop.
    proof::Dump dump(ShopId shop) const;
    /// Breaks the store's file, while no server runs, in one of three ways; what was done. heal() undoes it.
    QString damage(qint64 way);
    /// Turns over a bit in a text of this shop, where the store's file has it, while the server runs. None: none is there yet.
    struct Flipped {
        qint64 row = 0;
        StreamId stream;
        qint64 number = 0;
        QString body;
        Text said;
    };
    std::optional<Flipped> flipBit(ShopId shop, quint64 bits) const;
    /// No server runs.
    void mend(const Flipped& flipped) const;
    /// What the files of the store hold.
    QByteArray fingerprint() const;
    /// After damage(), once: the store is as it was before. No server runs.
    void heal();
    /// Puts the backup's store in the place of the one there is; what went wrong, if anything.
    QString restore(const QString& backup);
    /// Opens the store for this, beside a server or without one; it remains the server's user's. The process ends if it cannot
    /// be opened.
    void change(const std::function<void(Database&)>& change) const;
    /// Resident memory of the process, in bytes; 0: there is none.
    qint64 rss() const;
    /// Sockets it has open, those it listens on apart; 0: there is no process.
    qint64 connections() const;
    /// Where strangers reach it, and the first two numbers of their addresses.
    std::pair<QString, QString> outside() const;

private:
    qint64 sockets() const;
    QStringList storeFiles() const;
    QString store() const { return m_process.dataDir() + QStringLiteral("/greenroom.sqlite"); }

    ServerProcess m_process;
    FaultControl* m_faults = nullptr;
    QString m_images;
    qint64 m_ownSockets = 0; // what it listens on
};

} // namespace greenroom
