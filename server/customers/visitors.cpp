// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/customers/visitors.h"

#include "core/base/mutant.h"

namespace greenroom {

using namespace std::chrono_literals;

namespace {

/// Who has gone, and which token has ended, is remembered this long: longer than a commit or a look at the store takes, and
/// than a network needs to come back.
constexpr Millis kLinger = 30s;

} // namespace

Visitors::Visitor* Visitors::find(CustomerId id)
{
    const auto found = m_visitors.find(id);
    return found == m_visitors.end() ? nullptr : &found->second;
}

Visitors::Visitor* Visitors::findByToken(ShopId shop, const QByteArray& tokenHash)
{
    const auto id = m_byToken.constFind(tokenHash);
    Visitor* found = id == m_byToken.cend() ? nullptr : find(*id);
    return found && found->row.shop == shop ? found : nullptr;
}

Visitors::Visitor* Visitors::findByAccount(ShopId shop, const QString& account)
{
    const auto id = m_byAccount.constFind({shop, account});
    return id == m_byAccount.cend() ? nullptr : find(*id);
}

Visitors::Visitor& Visitors::connected(SessionId session, const Visitor& visitor)
{
    const auto [place, isNew] = m_visitors.try_emplace(visitor.row.customer.id, visitor);
    Visitor& held = place->second;
    held.sessions.append(session);
    if (visitor.page || visitor.room) {
        held.page = visitor.page;
        held.room = visitor.room;
    }
    if (!held.conversation)
        held.conversation = visitor.conversation;
    if (!isNew)
        for (const QByteArray& token : visitor.newTokens)
            if (!held.tokens.contains(token))
                held.newTokens.append(token);
    if (visitor.row.customer.verified)
        held.row.customer = visitor.row.customer;
    rests(held); // with the batch the welcome waits for
    for (const QByteArray& token : std::as_const(held.newTokens))
        if (!held.tokens.contains(token)) {
            held.tokens.append(token);
            m_byToken.insert(token, visitor.row.customer.id);
        }
    if (held.row.customer.account)
        m_byAccount.insert({held.row.shop, *held.row.customer.account}, visitor.row.customer.id);
    if (held.stored || held.row.customer.verified)
        store(held);
    return held;
}

void Visitors::disconnected(SessionId session, CustomerId id)
{
    // A connection that was sent away at a reload may end after its customer has come back by another.
    if (Visitor* visitor = find(id); visitor && visitor->sessions.removeOne(session) && visitor->sessions.isEmpty())
        forgetLater(id);
}

void Visitors::forgetLater(CustomerId id)
{
    // A network that blinks is not a farewell.
    m_coordinator.at(m_coordinator.now() + kLinger, [this, id] { forget(id); });
}

void Visitors::endToken(const QByteArray& ended)
{
    if (Visitor* opened = find(m_byToken.take(ended))) {
        opened->tokens.removeAll(ended);
        opened->newTokens.removeAll(ended);
        rests(*opened);
    }
    m_ended.insert(ended);
    m_coordinator.at(m_coordinator.now() + kLinger, [this, ended] { m_ended.remove(ended); });
    m_coordinator.write(CustomerTable::removeToken(ended));
    m_coordinator.afterCommit([this, ended] {
        m_coordinator.forEachSession([&](SessionId connection, const Coordinator::Session& each) {
            if (each.tokenHash == ended && !mutant(Mutant::letsRevokedSeeOn))
                m_coordinator.disconnect(connection, Code::sessionEnded);
        });
    });
}

void Visitors::forget(CustomerId id)
{
    const auto found = m_visitors.find(id);
    if (found == m_visitors.end() || !found->second.sessions.isEmpty())
        return;
    if (found->second.uncommitted > 0) {
        forgetLater(id);
        return;
    }
    drop(found);
}

std::map<CustomerId, Visitors::Visitor>::iterator Visitors::drop(std::map<CustomerId, Visitor>::iterator gone)
{
    const Visitor& visitor = gone->second;
    for (const QByteArray& token : visitor.tokens)
        m_byToken.remove(token);
    if (const auto& account = visitor.row.customer.account)
        m_byAccount.remove({visitor.row.shop, *account});
    return m_visitors.erase(gone);
}

Millis Visitors::say(Visitor& visitor, qsizetype chars)
{
    const Instant now = m_coordinator.now();
    const qint64 most = m_charsPerSecond * kAtOnce.count() / 1000;
    const Millis since = std::min(now - visitor.saidAt, kAtOnce);
    visitor.said = std::max<qint64>(0, visitor.said - m_charsPerSecond * since.count() / 1000);
    visitor.saidAt = now;
    if (const qint64 over = visitor.said + chars - most; over > 0)
        return Millis(1000 * over / m_charsPerSecond + 1);
    visitor.said += chars;
    return Millis(0);
}

void Visitors::store(Visitor& visitor)
{
    const Customer& customer = visitor.row.customer;
    if (visitor.stored && visitor.newTokens.isEmpty())
        return;
    rests(visitor);
    if (!visitor.stored)
        m_coordinator.write(CustomerTable::insert(visitor.row));
    visitor.stored = true;
    for (const QByteArray& token : std::exchange(visitor.newTokens, {}))
        m_coordinator.write(CustomerTable::addToken(visitor.row.shop, customer.id, token, m_coordinator.now()));
}

void Visitors::talks(Visitor& visitor, ConversationId conversation)
{
    if (visitor.conversation == conversation)
        return;
    visitor.conversation = conversation;
    rests(visitor);
}

void Visitors::rests(Visitor& visitor)
{
    ++visitor.uncommitted;
    m_coordinator.afterCommit([this, id = visitor.row.customer.id] {
        if (Visitor* held = find(id))
            --held->uncommitted;
    });
}

void Visitors::onReload()
{
    m_ended.clear();
    for (auto each = m_visitors.begin(); each != m_visitors.end();) {
        const Visitor& visitor = each->second;
        if (visitor.uncommitted == 0) {
            ++each;
            continue;
        }
        for (SessionId session : visitor.sessions)
            m_coordinator.disconnect(session, Code::unavailable, m_coordinator.comeBackWithin());
        each = drop(each);
    }
}

void Visitors::start()
{
    for (auto& [id, visitor] : m_visitors) {
        visitor.sessions.removeIf([this](SessionId each) { return !m_coordinator.session(each); });
        if (visitor.sessions.isEmpty())
            forgetLater(id);
    }
}

} // namespace greenroom
