// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QThreadPool>

#include "core/base/result.h"

namespace greenroom {

/// Argon2id with 19 MiB and two passes, on a few threads of its own, so that a flood of sign-ins takes neither the
/// coordinator's time nor the whole machine. Belongs to one thread, the owner's; answers come there.
class PasswordHasher {
public:
    struct Settings {
        int atOnce = 2;
        int waiting = 50; ///< beyond those being worked on
    };
    /// Runs a function on the owner's thread. Called on any thread, also after the hasher's end if it is late.
    using Deliver = std::function<void(std::function<void()>)>;

    PasswordHasher(const Settings& settings, Deliver deliver);
    /// Waits for what is being worked on; those answers are still delivered.
    ~PasswordHasher();
    Q_DISABLE_COPY_MOVE(PasswordHasher)

    /// A password's hash as it is stored: "$argon2id$v=19$m=19456,t=2,p=1$…". Error busy when the queue is full.
    Result<void> hash(const QString& password, std::function<void(QString)> done);
    /// Whether the password is right. Without a stored hash (nobody has that name) it takes as long and says no.
    Result<void> verify(const QString& password, const std::optional<QString>& stored, std::function<void(bool)> done);

    /// The same on the calling thread, for the command line.
    static QString hashNow(const QString& password);
    static bool verifyNow(const QString& password, const QString& stored);

private:
    Result<void> submit(std::function<std::function<void()>()> work);

    Settings m_settings;
    Deliver m_deliver;
    QString m_dummy; // a hash no password has
    std::shared_ptr<int> m_inFlight; // owner's thread; outlives the hasher with a late answer
    QThreadPool m_pool;
};

} // namespace greenroom
