// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/session.h"
#include "server/coordinator/principal.h"
#include "server/log/log.h"

namespace greenroom {

/// Somebody with a valid session token.
struct StaffSession {
    PersonId person;
    QString name;
    QList<Me> shops; ///< where this person has a role, first shop first
};

/// The table `session`, and who the people in it are.
class SessionTable {
public:
    /// The session of this token if it holds now: neither revoked nor expired nor idle for longer than `idle`, its
    /// person not disabled.
    static Result<std::optional<StaffSession>> find(Database& database, const QByteArray& tokenHash, Instant now, Millis idle);
    static Result<QList<Me>> shopsOf(Database& database, PersonId person, const QString& name);
    static Write insert(const QByteArray& tokenHash, PersonId person, const QString& device, Instant now, Instant expiresAt);
    /// Used now: it is not idle.
    static Write seen(const QByteArray& tokenHash, Instant now);
    static Write revoke(const QByteArray& tokenHash, Instant now);
};

} // namespace greenroom
