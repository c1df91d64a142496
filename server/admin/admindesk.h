// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include "server/admin/admincommand.h"
#include "server/admin/adminwire.h"
#include "server/desk/desk.h"

namespace greenroom {

/// Does administrators' commands in a running server: the change is committed between everybody's words, and holds from
/// then on for who is connected too. Coordinator's thread.
class AdminDesk {
public:
    struct Settings {
        QString dataDir;
        QString databasePath;
        Millis offerFor {};
        Millis stickyFor {};
        std::function<void(Task)> toCoordinator;
    };
    AdminDesk(Desk& desk, const Settings& settings);
    /// Gives up what takes long and waits for it. After the coordinator's thread has ended.
    ~AdminDesk();
    Q_DISABLE_COPY_MOVE(AdminDesk)

    using Answer = std::function<void(const Result<QString>&)>;
    /// `user`: who asks.
    void run(const AdminAsk& ask, const QString& user, Answer answer);

private:
    void runInBatch(const AdminCommand& command, const AdminAsk& ask, const QString& user, Answer answer);

    Desk& m_desk;
    Settings m_settings;
    std::atomic<bool> m_cancelled = false;
    QThreadPool m_elsewhere;
};

/// Runs a command so that a refusal leaves nothing of it behind but its entry in the audit, inside a transaction that goes
/// on either way. The error is the store's; what the command says is in `result`.
Result<void> runApart(
    AdminContext& context, const AdminCommand& command, const AdminAsk& ask, const QString& user, Result<void>& result);

} // namespace greenroom
