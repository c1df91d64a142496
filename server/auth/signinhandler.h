// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/passwordhasher.h"
#include "server/auth/persontable.h"
#include "server/auth/sessiontable.h"
#include "server/auth/signinthrottle.h"
#include "server/coordinator/coordinator.h"

namespace greenroom {

/// Who may come in as staff: signIn and setPassword, what signOut does, and what hello asks of a session token.
/// A connection that a session let in (its tokenHash says so) keeps it alive, and is closed when it ends.
/// Coordinator's thread.
class SignInHandler {
public:
    struct Settings {
        Millis idle = std::chrono::minutes(30);
        Millis life = std::chrono::hours(12);
        PasswordHasher::Settings hashes;
    };
    /// Told of everything that concerns signing in, for the audit: who, what, and how it ended.
    struct Event {
        QLatin1StringView action; ///< "signIn", "signOut", "setPassword"
        std::optional<PersonId> person; ///< nobody has that name: none
        QString name; ///< of the person; empty for none
        QList<ShopId> shops;
        Code outcome = Code::ok;
        QString peer;
    };

    /// `deliver` runs a function on the coordinator's thread (as a Task), whenever.
    SignInHandler(Coordinator& coordinator, const Settings& settings, PasswordHasher::Deliver deliver);

    /// At the start and after a reload: the stored sessions. Begins to look for those whose time is over.
    void start(const std::vector<StaffSession>& stored);

    /// Who a session token is, and in which shops. `then` gets sessionEnded if the token is worth nothing.
    struct Authenticated {
        QByteArray session; ///< hash of the token
        QList<Me> shops; ///< at least one
    };
    void authenticate(QStringView token, std::function<void(Result<Authenticated>)> then);
    void signOut(const Call<SignOut>& call);
    /// Ends every session of a person, in memory and on the wire. The rows are the caller's to remove.
    void endSessionsOf(PersonId person);

    std::function<void(const Event&)> onEvent;
    const Sessions& sessions() const { return m_sessions; }

private:
    struct Attempt {
        std::optional<Person> person;
        QList<Me> shops;
    };
    void signIn(const Call<SignIn>& call);
    void setPassword(const Call<SetPassword>& call);
    void find(const QString& name, const CallBase& call, std::function<void(const Attempt&)> then);
    bool throttled(const QString& name, const CallBase& call);
    void tell(QLatin1StringView action, const Attempt& attempt, Code outcome, const QString& peer) const;
    void closeConnectionsOf(const QByteArray& session);
    void sweep();

    Coordinator& m_coordinator;
    SignInThrottle m_throttle;
    Instant m_throttleSwept {};
    Sessions m_sessions;
    PasswordHasher m_hasher;
};

} // namespace greenroom
