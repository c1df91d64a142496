// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/signinhandler.h"

#include "server/auth/passwordrules.h"
#include "server/auth/token.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kSweepEvery {1000};
constexpr Millis kSweepThrottleEvery = std::chrono::minutes(1);

} // namespace

SignInHandler::SignInHandler(Coordinator& coordinator, const Settings& settings, PasswordHasher::Deliver deliver)
    : m_coordinator(coordinator)
    , m_sessions(settings.idle, settings.life)
    , m_hasher(settings.hashes, std::move(deliver))
{
    m_coordinator.on<SignIn>([this](const Call<SignIn>& call) { signIn(call); });
    m_coordinator.on<SetPassword>([this](const Call<SetPassword>& call) { setPassword(call); });
    m_coordinator.onSessionEnd([this](SessionId, const Coordinator::Session& ended) {
        if (!ended.tokenHash.isEmpty())
            m_sessions.touch(ended.tokenHash, m_coordinator.now());
    });
}

void SignInHandler::start(const std::vector<StaffSession>& stored)
{
    m_sessions.start(stored);
    // What was decided and not stored before a reload is void; so are the connections that rest on it.
    m_coordinator.forEachSession([this](SessionId connection, const Coordinator::Session& each) {
        const bool customers = each.principal && each.principal->isCustomer();
        if (!customers && !each.tokenHash.isEmpty() && !m_sessions.find(each.tokenHash, m_coordinator.now()))
            m_coordinator.disconnect(connection, Code::sessionEnded);
    });
    sweep();
}

void SignInHandler::authenticate(QStringView token, std::function<void(Result<Authenticated>)> then)
{
    const auto hash = tokenHash(TokenKind::session, token);
    const StaffSession* session = hash ? m_sessions.find(*hash, m_coordinator.now()) : nullptr;
    if (!session) {
        then(Error {Code::sessionEnded, u"token"_s, {}, 0});
        return;
    }
    if (m_sessions.touch(*hash, m_coordinator.now()))
        m_coordinator.write(SessionTable::seen(*hash, m_coordinator.now()));
    m_coordinator.read<QList<Me>>(
        [person = session->person](Database& database) { return PersonTable::shopsOf(database, person); },
        [this, hash = *hash, then = std::move(then)](Result<QList<Me>> shops) {
            // It may have been ended while the store was asked.
            if (!shops)
                then(shops.error());
            else if (shops->isEmpty() || !m_sessions.find(hash, m_coordinator.now()))
                then(Error {Code::sessionEnded, u"token"_s, {}, 0});
            else
                then(Authenticated {hash, *shops});
        });
}

void SignInHandler::endSessionsOf(PersonId person)
{
    for (const QByteArray& ended : m_sessions.removeAllOf(person))
        closeConnectionsOf(ended);
    // Whoever was let in by other means than a token we know of goes as well.
    for (const SessionId connection : m_coordinator.sessionsOf(person))
        m_coordinator.disconnect(connection, Code::sessionEnded);
}

void SignInHandler::signIn(const Call<SignIn>& call)
{
    const QString name = PersonTable::folded(call.body.name);
    if (throttled(name, call))
        return;
    find(name, call, [this, name, call](const Attempt& attempt) {
        const auto stored = attempt.person ? attempt.person->checkable() : std::nullopt;
        const auto begun = m_hasher.verify(call.body.password, stored, [this, name, call, attempt](bool right) {
            if (!right || attempt.shops.isEmpty()) {
                tell("signIn"_L1, attempt, Code::signInFailed, call.peer);
                call.fail({Code::signInFailed, {}, {}, 0});
                return;
            }
            m_throttle.succeeded(name, call.peer, m_coordinator.now());
            const NewToken token = newToken(TokenKind::session);
            const StaffSession session = m_sessions.add(token.hash, attempt.person->id, call.body.device, m_coordinator.now());
            m_coordinator.write(SessionTable::insert(session));
            tell("signIn"_L1, attempt, Code::ok, call.peer);
            call.reply({token.text, session.expiresAt, attempt.shops});
        });
        if (!begun)
            call.fail(begun.error());
    });
}

void SignInHandler::setPassword(const Call<SetPassword>& call)
{
    const QString name = PersonTable::folded(call.body.name);
    if (auto allowed = checkPassword(call.body.newPassword, name); !allowed) {
        Error error = allowed.error();
        error.field = u"newPassword"_s;
        call.fail(error);
        return;
    }
    if (throttled(name, call))
        return;
    find(name, call, [this, name, call](const Attempt& attempt) {
        const bool byCode = attempt.person && attempt.person->acceptsCode(call.body.password, m_coordinator.now());
        const auto stored = attempt.person ? attempt.person->checkable() : std::nullopt;
        const auto begun = m_hasher.verify(call.body.password, stored, [this, name, call, attempt, byCode](bool right) {
            if (!right && !byCode) {
                tell("setPassword"_L1, attempt, Code::signInFailed, call.peer);
                call.fail({Code::signInFailed, {}, {}, 0});
                return;
            }
            const auto hashing = m_hasher.hash(call.body.newPassword, [this, name, call, attempt](const QString& hash) {
                m_throttle.succeeded(name, call.peer, m_coordinator.now());
                const PersonId person = attempt.person->id;
                // A code opens once: whoever was first has changed what stands there.
                const auto late = std::make_shared<bool>(false);
                m_coordinator.write([person, hash, was = attempt.person->password, late](Database& database) -> Result<void> {
                    auto current = PersonTable::find(database, person);
                    if (!current)
                        return current.error();
                    *late = !*current || (*current)->password != was;
                    if (*late)
                        return {};
                    if (auto done = PersonTable::setPassword(database, person, hash); !done)
                        return done;
                    return SessionTable::removeAllOf(database, person);
                });
                m_coordinator.afterCommit([this, late, call, attempt, person] {
                    if (!*late)
                        endSessionsOf(person);
                    tell("setPassword"_L1, attempt, *late ? Code::signInFailed : Code::ok, call.peer);
                    if (*late)
                        call.fail({Code::signInFailed, {}, {}, 0});
                    else
                        call.reply({});
                });
            });
            if (!hashing)
                call.fail(hashing.error());
        });
        if (!begun)
            call.fail(begun.error());
    });
}

void SignInHandler::signOut(const Call<SignOut>& call)
{
    Attempt attempt;
    if (call.who.person) {
        attempt.person = Person {*call.who.person, {}, call.who.name, {}, {}, {}};
        attempt.shops.append(Me {*call.who.person, call.who.name, call.who.shop, {}, {}, 0});
    }
    const Coordinator::Session* connection = m_coordinator.session(call.session);
    if (!connection || !m_sessions.find(connection->tokenHash, m_coordinator.now())) {
        call.fail({Code::sessionEnded, {}, {}, 0});
        return;
    }
    const QByteArray session = connection->tokenHash;
    m_sessions.remove(session);
    m_coordinator.write(SessionTable::remove(session));
    tell("signOut"_L1, attempt, Code::ok, call.peer);
    call.reply({});
    m_coordinator.afterCommit([this, session] { closeConnectionsOf(session); });
}

void SignInHandler::find(const QString& name, const CallBase& call, std::function<void(const Attempt&)> then)
{
    m_coordinator.read<Attempt>(
        [name](Database& database) -> Result<Attempt> {
            auto person = PersonTable::find(database, name);
            if (!person)
                return person.error();
            Attempt attempt {*person, {}};
            // Asked for unknown names too, so that both take the same way.
            auto shops = PersonTable::shopsOf(database, *person ? (*person)->id : PersonId {});
            if (!shops)
                return shops.error();
            attempt.shops = *shops;
            return attempt;
        },
        [call, then = std::move(then)](Result<Attempt> found) {
            if (found)
                then(*found);
            else
                call.fail({Code::unavailable, {}, {}, 0});
        });
}

bool SignInHandler::throttled(const QString& name, const CallBase& call)
{
    const Millis wait = m_throttle.attempt(name, call.peer, m_coordinator.now());
    if (wait > 0ms)
        call.fail({Code::rateLimited, {}, {}, wait.count()});
    return wait > 0ms;
}

void SignInHandler::tell(QLatin1StringView action, const Attempt& attempt, Code outcome, const QString& peer) const
{
    if (!onEvent)
        return;
    Event event {action, {}, {}, {}, outcome, peer};
    if (attempt.person) {
        event.person = attempt.person->id;
        event.name = attempt.person->name;
    }
    for (const Me& me : attempt.shops)
        event.shops.append(me.shop);
    onEvent(event);
}

void SignInHandler::closeConnectionsOf(const QByteArray& session)
{
    m_coordinator.forEachSession([&](SessionId connection, const Coordinator::Session& each) {
        if (each.tokenHash == session && each.via == Via::webSocket)
            m_coordinator.disconnect(connection, Code::sessionEnded);
    });
}

void SignInHandler::sweep()
{
    const Instant now = m_coordinator.now();
    m_coordinator.forEachSession([&](SessionId, const Coordinator::Session& each) {
        if (!each.tokenHash.isEmpty() && m_sessions.touch(each.tokenHash, now))
            m_coordinator.write(SessionTable::seen(each.tokenHash, now));
    });
    for (const QByteArray& ended : m_sessions.removeExpired(now)) {
        closeConnectionsOf(ended);
        m_coordinator.write(SessionTable::remove(ended));
    }
    if (now - m_throttleSwept >= kSweepThrottleEvery) {
        m_throttle.sweep(now);
        m_throttleSwept = now;
    }
    m_coordinator.at(now + kSweepEvery, [this] { sweep(); });
}

} // namespace greenroom
