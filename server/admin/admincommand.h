// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <span>

#include "server/config/config.h"
#include "server/coordinator/coordinator.h"
#include "server/shops/shoptable.h"

namespace greenroom {

/// What a command works with. It knows neither sockets nor threads, so the same body can run on a store nobody serves
/// or inside a writer's transaction.
struct AdminContext {
    Database& database; ///< in a transaction of the caller's
    Instant now;
    IdSource& ids;
    QString input; ///< what came on standard input
    QString out; ///< what to print
    QList<PersonId> endedSessionsOf; ///< people whose open connections must go as well
    QString directory = {}; ///< what file names are relative to; empty: the process's own
    Millis offerFor {20'000}; ///< of a new queue that does not say otherwise
    Millis stickyFor {72 * 3'600'000};
    QString dataDir = {};
    bool looksOnly = false; ///< set by the command: it changed and took nothing, and the audit need not know
};

/// What a command that takes long works with beside a running server. Coordinator's thread; `then` is called there.
struct AdminAside {
    Coordinator& coordinator;
    const Shops& shops;
    QString dataDir;
    QString databasePath;
    QString directory;
    std::function<void(Task)> toCoordinator; ///< any thread
    std::function<void(std::function<void()>)> elsewhere; ///< runs what takes long on a thread of its own
    const std::atomic<bool>* cancelled = nullptr; ///< the server is leaving: give up
    std::function<Result<void>(Database&, Code outcome)> note; ///< writes it into the audit
    std::function<void(const Result<QString>&)> then;
};

/// One thing an administrator can do to the store: `greenroomd NAME …`. While a server runs, it does it.
struct AdminCommand {
    QLatin1StringView name;
    QLatin1StringView summary;
    QLatin1StringView help; ///< how to use it, with examples
    Result<void> (*run)(AdminContext&, QStringList arguments);
    /// While a server runs, run() works inside one of its writer's transactions; with this, this is called instead.
    void (*aside)(const AdminAside&, QStringList arguments) = nullptr;
};

std::span<const AdminCommand> adminCommands();

/// A command that needs no store, or opens it itself: `serve`, `config`.
struct LocalCommand {
    QLatin1StringView name;
    QLatin1StringView summary;
    QLatin1StringView help;
    int (*run)(const Config&, const QStringList& arguments);
};

/// The whole command line, without the program's name. Settings come from the file, the environment and flags, in this
/// order; what is left goes to the command. Returns the exit code: 0 done, 1 refused, 2 not understood.
int runCommandLine(const QStringList& arguments, std::span<const LocalCommand> local);

/// Takes `--name value` out of the arguments; nothing if it is not there.
std::optional<QString> takeOption(QStringList& arguments, QLatin1StringView name);
/// Takes `--name` out of the arguments; whether it was there.
bool takeFlag(QStringList& arguments, QLatin1StringView name);

} // namespace greenroom
