// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/auth/identity.h"
#include "server/auth/signinhandler.h"
#include "server/auth/token.h"
#include "server/customers/visitors.h"
#include "server/routing/distribution.h"
#include "server/shops/shoptable.h"

namespace greenroom {

/// Who is at the other end of a connection: hello, and the token that comes with an HTTP request.
///
/// Staff come with a session token. Customers come with the shop's public key, and either a visitor token from before,
/// or an identity signed by the shop, or nothing: then they are somebody new, with a new token. With an identity the
/// token of somebody anonymous ends: whoever else kept it does not follow them to what they say by name.
class HelloHandler {
public:
    struct Settings {
        Limits staff;
        Limits customer {.unanswered = 4, .perSecond = 4, .burst = 10};
    };
    HelloHandler(Coordinator& coordinator, SignInHandler& signIn, Shops& shops, Visitors& visitors, Distribution& distribution,
        const Settings& settings);

    /// A signed identity that was used and has not expired.
    struct UsedIdentity {
        QString shopKey;
        QString jti;
        Instant expiresAt;
    };
    static Result<std::vector<UsedIdentity>> identitiesUsed(Database& database, Instant now);
    /// Those used before this start.
    void start(const std::vector<UsedIdentity>& used);

private:
    void hello(const Call<Hello>& call);
    void helloStaff(const Call<Hello>& call);
    void admitStaff(const Call<Hello>& call, const Me& me, const QByteArray& token, const std::optional<DeskMember>& member);
    static Write useUp(ShopId shop, const Identity& identity);
    void helloCustomer(const Call<Hello>& call, const Shop& shop);
    /// What the store knows of a customer who comes in.
    struct Known {
        std::optional<CustomerTable::Row> byToken;
        std::optional<CustomerTable::Row> byAccount;
        std::optional<Conversation> latestByToken;
        std::optional<Conversation> latestByAccount;
    };
    static Result<Known> lookUp(
        Database& database, ShopId shop, const std::optional<QByteArray>& tokenHash, const std::optional<QString>& account);
    /// A customer who comes in, and what becomes of tokens then.
    struct Entering {
        Visitors::Visitor visitor;
        bool signedNow = false; ///< by the shop, with this hello
        std::optional<NewToken> given;
        std::optional<QByteArray> came; ///< hash of the token that was said
    };
    Entering entering(const Call<Hello>& call, const Shop& shop, const std::optional<Identity>& identity, Known known);
    void admitCustomer(const Call<Hello>& call, const Shop& shop, const Entering& entering);
    void signOut(const Call<SignOut>& call);
    void bearer(SessionId id, const QString& token, const std::function<void(Result<Principal>)>& then);
    Welcome welcome(const Limits& limits) const;

    Coordinator& m_coordinator;
    SignInHandler& m_signIn;
    Shops& m_shops;
    Visitors& m_visitors;
    Distribution& m_distribution;
    Settings m_settings;
    IdentityVerifier m_identities;
};

} // namespace greenroom
