// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLocalSocket>

#include "server/admin/adminwire.h"

namespace greenroom {

/// Takes the command line's questions while a server runs: DATA-DIR/admin.sock, for the server's own user only.
/// On the thread it was made in, whose event loop must run.
class AdminSocket final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AdminSocket)

public:
    /// Answers once, any thread; what is dropped unanswered is told `unavailable`.
    using Answer = std::function<void(const Result<QString>&)>;
    /// `user`: name of whoever asks. Called on this thread.
    using Handler = std::function<void(const AdminAsk& ask, const QString& user, Answer answer)>;

    explicit AdminSocket(Handler handler);
    ~AdminSocket() override;

    /// Error config: the socket cannot be made. The caller holds the directory's lock.
    Result<void> listen(const QString& dataDir);
    /// No more questions; those there are may still be answered.
    void stopAccepting();
    /// Lets the answers that have come out. After whoever answers has ended.
    void finish();

private:
    void accept();
    void read(QLocalSocket* socket);
    void answer(quint64 asker, const Result<QString>& result);

    Handler m_handler;
    QLocalServer m_server;
    QString m_folder;
    quint64 m_lastAsker = 0;
    QHash<quint64, QLocalSocket*> m_askers; // who waits for an answer; children
};

} // namespace greenroom
