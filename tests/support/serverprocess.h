// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include "server/log/database.h"

namespace greenroom {

/// A real `greenroomd serve` on loopback, with a store of its own in a temporary folder; ended with this object.
/// It refuses to run as root, so under root it runs as an ordinary user, from a copy that user can read.
class ServerProcess {
public:
    ServerProcess();
    ~ServerProcess();
    Q_DISABLE_COPY_MOVE(ServerProcess)

    /// Fills the store while no server runs.
    void prepare(const std::function<void(Database&)>& fill);
    /// Starts, on the same port each time, and waits until it is ready. False: it ended instead; see output().
    bool start(const QStringList& more = {});
    void kill(); ///< kill -9
    /// SIGTERM, unless it has ended; the exit code, or −1 if it did not end in 15 s.
    int terminate();
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    QUrl url() const;
    qint64 pid() const { return m_process.processId(); }
    QString dataDir() const { return m_folder.filePath(QStringLiteral("data")); }
    /// Runs `greenroomd ARGUMENTS --data-dir …` beside it, as the same user.
    struct Told {
        int code = -1; ///< −1: it crashed or did not end in 30 s
        QByteArray out;
        QByteArray err;
    };
    Told command(const QStringList& arguments, const QByteArray& input = {}) const;
    /// A name in the temporary folder, which the server's user may use too.
    QString file(const QString& name) const { return m_folder.filePath(name); }
    /// Makes such a folder; its path.
    QString makeFolder(const QString& name) const;
    /// Gives a file to the server's user.
    void own(const QString& path) const;
    /// Besides the environment of this process, from the next start on.
    void setEnvironment(const QList<std::pair<QString, QString>>& values);
    /// Writes such a file.
    QString write(const QString& name, const QByteArray& bytes) const;

    /// All that it has printed so far.
    QByteArray output();

    // ---- what tests need in a store ----
    static ShopId addShop(Database& database, const QString& key);
    static QueueId addQueue(
        Database& database, ShopId shop, const QString& name, const QString& mode = QStringLiteral("direct"));
    /// An agent of every queue given; returns a session token that is valid for weeks.
    static QString addAgent(Database& database, ShopId shop, const QString& name, qint64 capacity, const QList<QueueId>& queues,
        const QStringList& roles = {QStringLiteral("agent")});
    static void addSession(Database& database, PersonId person, const QString& token);

private:
    QTemporaryDir m_folder;
    QString m_program;
    QProcess m_process;
    quint16 m_port = 0;
    QByteArray m_output;
};

} // namespace greenroom
