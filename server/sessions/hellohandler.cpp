// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/sessions/hellohandler.h"

#include "server/conversations/conversationtable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const Error kEnded {Code::sessionEnded, u"token"_s, {}, 0};

Error unavailable(const Error& why)
{
    return {Code::unavailable, {}, why.detail, 0};
}

Roles rolesIn(const Me& me)
{
    Roles roles;
    for (Role role : me.roles)
        roles = roles.with(role);
    return roles;
}

std::optional<QByteArray> saidToken(const Call<Hello>& call)
{
    return call.body.token ? tokenHash(TokenKind::visitor, *call.body.token) : std::nullopt;
}

} // namespace

Result<HelloHandler::Known> HelloHandler::lookUp(
    Database& database, ShopId shop, const std::optional<QByteArray>& tokenHash, const std::optional<QString>& account)
{
    Known known;
    const auto fill = [&](std::optional<CustomerTable::Row>& row, std::optional<Conversation>& latest,
                          auto found) -> Result<void> {
        if (!found)
            return found.error();
        row = *found;
        if (!row)
            return {};
        auto conversation = ConversationTable::latestOf(database, shop, row->customer.id);
        if (!conversation)
            return conversation.error();
        latest = *conversation;
        return {};
    };
    if (tokenHash)
        if (auto done = fill(known.byToken, known.latestByToken, CustomerTable::findByToken(database, shop, *tokenHash)); !done)
            return done.error();
    if (account)
        if (auto done = fill(known.byAccount, known.latestByAccount, CustomerTable::findByAccount(database, shop, *account));
            !done)
            return done.error();
    return known;
}

HelloHandler::HelloHandler(Coordinator& coordinator, SignInHandler& signIn, Shops& shops, Visitors& visitors,
    Distribution& distribution, const Settings& settings)
    : m_coordinator(coordinator)
    , m_signIn(signIn)
    , m_shops(shops)
    , m_visitors(visitors)
    , m_distribution(distribution)
    , m_settings(settings)
{
    coordinator.on<Hello>([this](const Call<Hello>& call) { hello(call); });
    coordinator.on<SignOut>([this](const Call<SignOut>& call) { signOut(call); });
    coordinator.onBearer = [this](SessionId id, const QString& token, const std::function<void(Result<Principal>)>& then) {
        bearer(id, token, then);
    };
}

Result<std::vector<HelloHandler::UsedIdentity>> HelloHandler::identitiesUsed(Database& database, Instant now)
{
    auto rows = database.run(
        u"SELECT s.public_key, i.jti, i.expires_at FROM identity_used i JOIN shop s ON s.shop=i.shop WHERE i.expires_at>?"_s,
        now);
    if (!rows)
        return rows.error();
    std::vector<UsedIdentity> found;
    while (rows->next()) {
        UsedIdentity used;
        rows->into(used.shopKey, used.jti, used.expiresAt);
        found.push_back(std::move(used));
    }
    return found;
}

void HelloHandler::start(const std::vector<UsedIdentity>& used)
{
    m_identities.clear(); // of those before a reload only these are stored
    for (const UsedIdentity& each : used)
        m_identities.remember(each.shopKey, each.jti, each.expiresAt);
}

Welcome HelloHandler::welcome(const Limits& limits) const
{
    Welcome welcome;
    welcome.epoch = m_coordinator.epoch();
    welcome.serverTime = m_coordinator.now();
    welcome.version = QStringLiteral(GREENROOM_VERSION);
    welcome.spreadMs = m_coordinator.comeBackWithin().count();
    welcome.limits = limits;
    return welcome;
}

void HelloHandler::hello(const Call<Hello>& call)
{
    if (call.via == Via::http) {
        call.fail({Code::unsupported, {}, u"hello needs a WebSocket"_s, 0});
        return;
    }
    if (call.body.shop) {
        const Shop* shop = m_shops.findByKey(*call.body.shop);
        if (shop)
            helloCustomer(call, *shop);
        else
            call.fail({Code::notFound, u"shop"_s, {}, 0});
        return;
    }
    if (call.body.token)
        helloStaff(call);
    else
        call.fail(kEnded);
}

void HelloHandler::helloStaff(const Call<Hello>& call)
{
    m_signIn.authenticate(*call.body.token, [this, call](const Result<SignInHandler::Authenticated>& who) {
        if (!who) {
            call.fail(who.error());
            return;
        }
        const Me me = who->shops.first();
        m_coordinator.read<std::optional<DeskMember>>(
            [me](Database& database) { return QueueTable::member(database, me.shop, me.person); },
            [this, call, me, token = who->session](const Result<std::optional<DeskMember>>& member) {
                if (member)
                    admitStaff(call, me, token, *member);
                else
                    call.fail(unavailable(member.error()));
            });
    });
}

void HelloHandler::admitStaff(
    const Call<Hello>& call, const Me& me, const QByteArray& token, const std::optional<DeskMember>& member)
{
    Coordinator::Session* session = m_coordinator.session(call.session);
    if (!session || session->principal)
        return;
    // It may have been ended while the store was asked.
    if (!m_signIn.sessions().find(token, m_coordinator.now())) {
        call.fail(kEnded);
        return;
    }
    const Principal who {me.shop, rolesIn(me), {}, me.person, me.name};
    session->tokenHash = token;
    m_coordinator.admit(call.session, who, m_settings.staff);
    if (member)
        m_distribution.connected(*member);
    Welcome answer = welcome(m_settings.staff);
    answer.me = me;
    Call<Hello> admitted = call;
    admitted.who = who;
    admitted.reply(answer);
}

Write HelloHandler::useUp(ShopId shop, const Identity& identity)
{
    return [shop, jti = identity.jti, until = fromMillis(identity.exp * 1000)](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO identity_used (shop, jti, expires_at) VALUES (?,?,?) ON CONFLICT DO NOTHING"_s, shop, jti, until);
        return done ? Result<void>() : done.error();
    };
}

void HelloHandler::helloCustomer(const Call<Hello>& call, const Shop& shop)
{
    std::optional<Identity> identity;
    if (call.body.identity) {
        auto verified = m_identities.verify(*call.body.identity, shop.publicKey, shop.identitySecret, m_coordinator.now());
        if (!verified) {
            call.fail(verified.error());
            return;
        }
        identity = *verified;
    }
    const auto hash = saidToken(call);
    const auto account = identity ? std::optional(identity->sub) : std::nullopt;
    m_coordinator.read<Known>(
        [shop = shop.id, hash, account](Database& database) { return lookUp(database, shop, hash, account); },
        [this, call, identity, shop](Result<Known> known) {
            if (!known) {
                if (identity)
                    m_identities.giveBack(shop.publicKey, identity->jti);
                call.fail(unavailable(known.error()));
                return;
            }
            if (identity)
                m_coordinator.write(useUp(shop.id, *identity));
            admitCustomer(call, shop, entering(call, shop, identity, *std::move(known)));
        });
}

HelloHandler::Entering HelloHandler::entering(
    const Call<Hello>& call, const Shop& shop, const std::optional<Identity>& identity, Known known)
{
    Entering entering;
    entering.signedNow = identity.has_value();
    entering.came = saidToken(call);
    if (entering.came && m_visitors.isEnded(*entering.came))
        known.byToken.reset();
    Visitors::Visitor& visitor = entering.visitor;
    visitor.page = call.body.page;
    if (call.body.room && !call.body.room->isEmpty())
        visitor.room = call.body.room;
    // A signed identity says who this is. An anonymous customer's token makes that customer theirs, if the
    // shop's account is nobody yet; it never opens somebody else's.
    // Those who are here come first: what they said or were signed may not be in the store yet.
    const auto fits = [&](const Customer& c) { return !identity || !c.account || c.account == identity->sub; };
    const Visitors::Visitor* here = identity ? m_visitors.findByAccount(shop.id, identity->sub) : nullptr;
    const Visitors::Visitor* byToken = entering.came ? m_visitors.findByToken(shop.id, *entering.came) : nullptr;
    if (!here && !known.byAccount && byToken && fits(byToken->row.customer))
        here = byToken;
    if (here) {
        visitor.row = here->row;
        visitor.stored = here->stored;
        visitor.conversation = here->conversation;
    } else if (known.byAccount) {
        visitor.row = *known.byAccount;
        visitor.stored = true;
        if (known.latestByAccount)
            visitor.conversation = known.latestByAccount->id;
    } else if (known.byToken && fits(known.byToken->customer)) {
        visitor.row = *known.byToken;
        visitor.stored = true;
        if (known.latestByToken)
            visitor.conversation = known.latestByToken->id;
    } else {
        visitor.row.shop = shop.id;
        visitor.row.customer.id = m_coordinator.ids().next<CustomerId>(m_coordinator.now());
        visitor.row.firstSeenAt = m_coordinator.now();
        visitor.row.customer.language = call.body.language.value_or(QString());
    }
    Customer& c = visitor.row.customer;
    const bool opens = (byToken && byToken->row.customer.id == c.id) || (known.byToken && known.byToken->customer.id == c.id);
    // What opened somebody nobody knew must not open who they turn out to be: it may have been left on a shared computer.
    if (!opens || (identity && !c.verified)) {
        entering.given = newToken(TokenKind::visitor);
        visitor.newTokens.append(entering.given->hash);
    }
    if (identity) {
        c.verified = true;
        c.account = identity->sub;
        c.name = identity->name ? safeName(*identity->name) : c.name;
        c.tier = identity->tier.value_or(c.tier);
        c.phone = identity->phone ? identity->phone : c.phone;
    }
    return entering;
}

void HelloHandler::admitCustomer(const Call<Hello>& call, const Shop& shop, const Entering& entering)
{
    Coordinator::Session* session = m_coordinator.session(call.session);
    if (!session || session->principal)
        return;
    const Visitors::Visitor& visitor = entering.visitor;
    const CustomerTable::Row row = visitor.row;
    if (entering.signedNow && visitor.stored)
        m_coordinator.write(CustomerTable::update(shop.id, row.customer));
    if (entering.signedNow && entering.given && entering.came)
        m_visitors.endToken(*entering.came);
    session->tokenHash = entering.given ? entering.given->hash : *entering.came;
    const Visitors::Visitor& held = m_visitors.connected(call.session, visitor);
    const Principal who {
        shop.id, Roles(Role::customer), row.customer.id, {}, row.customer.verified ? row.customer.name : QString()};
    m_coordinator.admit(call.session, who, m_settings.customer);
    Welcome answer = welcome(m_settings.customer);
    const auto token = entering.given ? std::optional(entering.given->text) : std::nullopt;
    answer.visitor = Visitor {token, who.name, held.conversation, shop.name, m_distribution.isStaffed(shop.id)};
    Call<Hello> admitted = call;
    admitted.who = who;
    admitted.reply(answer);
}

void HelloHandler::signOut(const Call<SignOut>& call)
{
    if (!call.who.isCustomer()) {
        m_signIn.signOut(call);
        return;
    }
    const Coordinator::Session* session = m_coordinator.session(call.session);
    if (!session || session->tokenHash.isEmpty()) {
        call.fail(kEnded);
        return;
    }
    m_visitors.endToken(session->tokenHash);
    call.reply({});
}

void HelloHandler::bearer(SessionId id, const QString& token, const std::function<void(Result<Principal>)>& then)
{
    m_signIn.authenticate(token, [this, id, then](const Result<SignInHandler::Authenticated>& who) {
        if (!who) {
            then(who.error());
            return;
        }
        if (Coordinator::Session* session = m_coordinator.session(id))
            session->tokenHash = who->session;
        const Me& me = who->shops.first();
        then(Principal {me.shop, rolesIn(me), {}, me.person, me.name});
    });
}

} // namespace greenroom
