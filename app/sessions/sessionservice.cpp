// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sessions/sessionservice.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSysInfo>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const QString kTokenName = u"session-token"_s;

bool isThisMachine(const QString& host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

SessionService::SessionService(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(&m_parts.link, &Link::stateChanged, this, &SessionService::connectionChanged);
    connect(&m_parts.link, &Link::storingChanged, this, &SessionService::connectionChanged);
    connect(&m_parts.secrets, &SecretStore::sessionOnlyChanged, this, &SessionService::sessionOnlyChanged);
    connect(&m_parts.link, &Link::serverTimeTold, this, [this](Instant at) { m_parts.clock.setServerTime(at); });
    connect(&m_parts.link, &Link::connected, this, [this] {
        if (const auto& me = m_parts.link.welcome()->me) {
            rememberMe(*me);
            setMe(*me);
        }
    });
    connect(&m_parts.link, &Link::sessionEnded, this, [this] {
        forgetPerson();
        m_parts.cache.keepOwnWords(this, [this](const Result<qint64>& words) {
            if (words && *words > 0)
                Q_EMIT ownWordsKept();
        });
        Q_EMIT revoked();
    });
}

Result<QUrl> SessionService::serverUrl(const QString& address)
{
    const QString trimmed = address.trimmed();
    const bool hasScheme = trimmed.contains("://"_L1);
    QUrl url(hasScheme ? trimmed : u"https://"_s + trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return Error {Code::invalidField, u"address"_s, address, 0};
    if (!hasScheme && isThisMachine(url.host()))
        url.setScheme(u"http"_s);
    if (url.scheme() == "http"_L1 && !isThisMachine(url.host()))
        return Error {Code::unsupported, u"address"_s, u"http to another machine"_s, 0};
    url.setPath({});
    url.setQuery(QString());
    url.setFragment({});
    url.setUserInfo({});
    return url;
}

void SessionService::restore(QObject* context, std::function<void(Result<void>)> callback)
{
    const auto reply = whileAlive<Result<void>>(context, std::move(callback));
    m_parts.secrets.read(kTokenName, this, [this, reply](const Result<QString>& token) {
        const auto me = lastPerson();
        const auto server = serverUrl(m_parts.settings.value(setting::serverAddress));
        if (!token || !server || !me)
            return reply(Error {Code::notFound, {}, u"nobody stayed signed in"_s, 0});
        enter(*me, *server, *token);
        reply({});
    });
}

std::optional<Me> SessionService::lastPerson() const
{
    Me me;
    const QJsonDocument kept = QJsonDocument::fromJson(m_parts.settings.value(setting::lastPerson).toUtf8());
    if (!kept.isObject() || !codec::readMembers(kept.object(), me, {}))
        return {};
    return me;
}

void SessionService::signIn(const QString& address, const QString& name, const QString& password, QObject* context,
    std::function<void(Result<void>)> callback)
{
    const auto reply = whileAlive<Result<void>>(context, std::move(callback));
    const auto server = serverOrRefusal(address, reply);
    if (!server)
        return;
    const SignIn request {name, password, QSysInfo::machineHostName().left(80)};
    m_parts.http.call(*server, {}, request, this, [this, server = *server, name, reply](const Result<SignedIn>& signedIn) {
        if (!signedIn)
            return reply(signedIn.error());
        if (signedIn->shops.isEmpty())
            return reply(Error {Code::forbidden, {}, u"no role in any shop"_s, 0});
        m_parts.settings.set(setting::serverAddress, server.toString());
        m_parts.settings.set(setting::lastSignInName, name);
        const Me me = signedIn->shops.first();
        rememberMe(me);
        m_parts.secrets.write(kTokenName, signedIn->token, this, [](const Result<void>&) {});
        enter(me, server, signedIn->token);
        reply({});
    });
}

bool SessionService::isOneTimeCode(const QString& text)
{
    static const QRegularExpression form(u"^grc_[A-Za-z0-9_-]{43}$"_s);
    return form.match(text.trimmed()).hasMatch();
}

void SessionService::setPassword(const QString& address, const QString& name, const QString& code, const QString& newPassword,
    QObject* context, std::function<void(Result<void>)> callback)
{
    const auto reply = whileAlive<Result<void>>(context, std::move(callback));
    const auto server = serverOrRefusal(address, reply);
    if (!server)
        return;
    m_parts.http.call(*server, {}, SetPassword {name, code, newPassword}, this,
        [reply](const Result<Done>& done) { reply(done ? Result<void>() : Result<void>(done.error())); });
}

std::optional<QUrl> SessionService::serverOrRefusal(const QString& address, const std::function<void(Result<void>)>& reply)
{
    const auto server = serverUrl(address);
    if (server)
        return *server;
    QMetaObject::invokeMethod(
        this, [reply, error = server.error()] { reply(error); }, Qt::QueuedConnection);
    return {};
}

void SessionService::signOut()
{
    if (m_parts.link.state() != LinkState::connected)
        return leave();
    m_parts.link.request(SignOut {}, this, [this](const Result<Done>&) { leave(); });
}

void SessionService::retryNow()
{
    m_parts.link.retryNow();
}

Roles SessionService::roles() const
{
    Roles roles;
    if (m_me)
        for (const Role role : m_me->roles)
            roles = roles.with(role);
    return roles;
}

Connection SessionService::connection() const
{
    switch (m_parts.link.state()) {
    case LinkState::signedOut: return Connection::signedOut;
    case LinkState::connecting: return Connection::connecting;
    case LinkState::connected: return Connection::connected;
    case LinkState::offline: return Connection::offline;
    }
    return Connection::signedOut;
}

bool SessionService::isServerUnable() const
{
    return m_parts.link.state() == LinkState::connected ? !m_parts.link.canStore()
                                                        : m_parts.link.reason().code == Code::unavailable;
}

void SessionService::enter(const Me& me, const QUrl& server, const QString& token)
{
    // Only the connection waits for the cache to be open; what the desk asks of it comes behind the opening anyway.
    m_parts.cache.open(me.person, m_parts.clock.now(), this, [this, person = me.person, server, token](const Result<void>&) {
        if (m_me && m_me->person == person)
            m_parts.link.start(server, token);
    });
    setMe(me);
}

void SessionService::leave()
{
    if (m_me)
        m_parts.settings.reset(setting::pinned, m_me->person.toString());
    forgetPerson();
    m_parts.cache.wipe(this, [](const Result<void>&) {});
}

void SessionService::forgetPerson()
{
    m_parts.link.stop();
    m_parts.secrets.remove(kTokenName, this, [](const Result<void>&) {});
    m_parts.settings.reset(setting::lastPerson);
    setMe({});
}

void SessionService::setMe(const std::optional<Me>& me)
{
    if (m_me == me)
        return;
    m_me = me;
    Q_EMIT meChanged();
}

void SessionService::rememberMe(const Me& me)
{
    QString json;
    codec::write(json, me, Audience::staff);
    m_parts.settings.set(setting::lastPerson, json);
}

} // namespace greenroom
