// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/sessiontable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

// A restart loses at most this much of a session's last use.
constexpr Millis kStoreSeenEvery = std::chrono::minutes(1);

} // namespace

Result<std::vector<StaffSession>> SessionTable::all(Database& database)
{
    auto rows = database.run(
        u"SELECT token_hash, person, device, created_at, seen_at, expires_at FROM session WHERE revoked_at IS NULL"_s);
    if (!rows)
        return rows.error();
    std::vector<StaffSession> found;
    while (rows->next()) {
        StaffSession& each = found.emplace_back();
        rows->into(each.hash, each.person, each.device, each.createdAt, each.seenAt, each.expiresAt);
    }
    return found;
}

Write SessionTable::insert(const StaffSession& session)
{
    return [session](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO session (token_hash, person, device, created_at, seen_at, expires_at) VALUES (?,?,?,?,?,?)"_s,
            session.hash, session.person, session.device, session.createdAt, session.seenAt, session.expiresAt);
        return done ? Result<void>() : done.error();
    };
}

Write SessionTable::seen(const QByteArray& hash, Instant at)
{
    return [hash, at](Database& database) -> Result<void> {
        auto done = database.run(u"UPDATE session SET seen_at=? WHERE token_hash=?"_s, at, hash);
        return done ? Result<void>() : done.error();
    };
}

Write SessionTable::remove(const QByteArray& hash)
{
    return [hash](Database& database) -> Result<void> {
        auto done = database.run(u"DELETE FROM session WHERE token_hash=?"_s, hash);
        return done ? Result<void>() : done.error();
    };
}

Result<void> SessionTable::removeAllOf(Database& database, PersonId person)
{
    auto done = database.run(u"DELETE FROM session WHERE person=?"_s, person);
    return done ? Result<void>() : done.error();
}

void Sessions::start(const std::vector<StaffSession>& stored)
{
    m_sessions.clear();
    m_storedSeen.clear();
    for (const StaffSession& each : stored) {
        m_sessions.insert(each.hash, each);
        m_storedSeen.insert(each.hash, each.seenAt);
    }
}

StaffSession Sessions::add(const QByteArray& hash, PersonId person, const QString& device, Instant now)
{
    const StaffSession session {hash, person, device, now, now, now + m_life};
    m_sessions.insert(hash, session);
    m_storedSeen.insert(hash, now);
    return session;
}

bool Sessions::isOver(const StaffSession& session, Instant now) const
{
    return now >= session.expiresAt || now - session.seenAt >= m_idle;
}

const StaffSession* Sessions::find(const QByteArray& hash, Instant now) const
{
    const auto found = m_sessions.constFind(hash);
    return found == m_sessions.cend() || isOver(*found, now) ? nullptr : &*found;
}

bool Sessions::touch(const QByteArray& hash, Instant now)
{
    const auto found = m_sessions.find(hash);
    if (found == m_sessions.end() || isOver(*found, now))
        return false;
    found->seenAt = std::max(found->seenAt, now);
    Instant& stored = m_storedSeen[hash];
    if (now - stored < kStoreSeenEvery)
        return false;
    stored = now;
    return true;
}

bool Sessions::remove(const QByteArray& hash)
{
    m_storedSeen.remove(hash);
    return m_sessions.remove(hash);
}

QList<QByteArray> Sessions::removeAllOf(PersonId person)
{
    QList<QByteArray> ended;
    for (const StaffSession& each : all())
        if (each.person == person && remove(each.hash))
            ended.append(each.hash);
    return ended;
}

QList<QByteArray> Sessions::removeExpired(Instant now)
{
    QList<QByteArray> ended;
    for (const StaffSession& each : all())
        if (isOver(each, now) && remove(each.hash))
            ended.append(each.hash);
    return ended;
}

} // namespace greenroom
