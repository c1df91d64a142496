// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/log/log.h"

namespace greenroom {

/// What a session token stands for.
struct StaffSession {
    QByteArray hash; ///< of the token
    PersonId person;
    QString device;
    Instant createdAt;
    Instant seenAt;
    Instant expiresAt; ///< at the latest
    friend bool operator==(const StaffSession&, const StaffSession&) = default;
};

/// The table `session`. Only live sessions are in it: ending one removes its row.
class SessionTable {
public:
    static Result<std::vector<StaffSession>> all(Database& database);
    static Write insert(const StaffSession& session);
    static Write seen(const QByteArray& hash, Instant at);
    static Write remove(const QByteArray& hash);
    static Result<void> removeAllOf(Database& database, PersonId person);
};

/// The live sessions, as the coordinator holds them. Says which are over; storing that is the caller's.
class Sessions {
public:
    Sessions(Millis idle, Millis life)
        : m_idle(idle)
        , m_life(life)
    {
    }

    void start(const std::vector<StaffSession>& stored);
    StaffSession add(const QByteArray& hash, PersonId person, const QString& device, Instant now);
    /// The session of this token, if it is not over.
    const StaffSession* find(const QByteArray& hash, Instant now) const;
    /// It is in use. True if that is news enough to be stored.
    bool touch(const QByteArray& hash, Instant now);
    bool remove(const QByteArray& hash);
    /// Ends all of a person's; returns their hashes.
    QList<QByteArray> removeAllOf(PersonId person);
    /// Ends those whose time is over; returns their hashes.
    QList<QByteArray> removeExpired(Instant now);
    QList<StaffSession> all() const { return m_sessions.values(); }

private:
    bool isOver(const StaffSession& session, Instant now) const;

    Millis m_idle;
    Millis m_life;
    QHash<QByteArray, StaffSession> m_sessions;
    QHash<QByteArray, Instant> m_storedSeen; ///< seenAt as the store has it
};

} // namespace greenroom
