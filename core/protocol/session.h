// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"
#include "core/domain/role.h"
#include "core/protocol/message.h"

namespace greenroom {

/// Who a staff session is, as the desktop needs to know.
struct Me {
    PersonId person;
    QString name;
    ShopId shop;
    QString shopName;
    QList<Role> roles;
    qint64 capacity = 0;

    static constexpr auto fields = std::tuple {field("person", &Me::person), field("name", &Me::name, maxChars(80)),
        field("shop", &Me::shop), field("shopName", &Me::shopName, maxChars(80)), field("roles", &Me::roles),
        field("capacity", &Me::capacity)};
    friend bool operator==(const Me&, const Me&) = default;
};

/// Who a customer's session is, as the widget needs to know.
struct Visitor {
    std::optional<QString> token; ///< to keep and say again, in place of any other; only when a new one was made
    QString name; ///< verified name, or empty
    std::optional<ConversationId> conversation; ///< the one to go on with, if there is one
    QString shopName;
    bool staffed = false; ///< somebody is there to answer now

    static constexpr auto fields = std::tuple {field("token", &Visitor::token), field("name", &Visitor::name, maxChars(80)),
        field("conversation", &Visitor::conversation), field("shopName", &Visitor::shopName, maxChars(80)),
        field("staffed", &Visitor::staffed)};
    friend bool operator==(const Visitor&, const Visitor&) = default;
};

struct Welcome {
    Uuid epoch; ///< of the store's generation; part of every cursor
    Instant serverTime;
    QString version;
    qint64 heartbeatMs = 20'000; ///< a `heartbeat` event comes this often; after twice that in silence, reconnect
    qint64 spreadMs = 0; ///< after a lost connection, first try at a random moment within this
    QStringList capabilities;
    Limits limits;
    std::optional<Me> me; ///< for staff
    std::optional<Visitor> visitor; ///< for customers

    static constexpr auto fields = std::tuple {field("epoch", &Welcome::epoch), field("serverTime", &Welcome::serverTime),
        field("version", &Welcome::version, maxChars(32)), field("heartbeatMs", &Welcome::heartbeatMs),
        field("spreadMs", &Welcome::spreadMs), field("capabilities", &Welcome::capabilities), field("limits", &Welcome::limits),
        field("me", &Welcome::me), field("visitor", &Welcome::visitor)};
    friend bool operator==(const Welcome&, const Welcome&) = default;
};

/// The first request of every connection, within 5 s.
struct Hello {
    static constexpr QLatin1StringView type {"hello"};
    static constexpr Roles roles = kEveryRole;
    using Reply = Welcome;

    QString app; ///< "widget", "desktop", or the name of another client
    QString version;
    QStringList capabilities; ///< names of what the client understands beyond the basics; unknown ones are ignored
    std::optional<QString> token; ///< staff: session token from signIn; customer: visitor token, if it has one
    std::optional<QString> shop; ///< customers: the shop's public key, as in the launcher's address
    std::optional<QString> identity; ///< customers: who they are, signed by the shop
    std::optional<QString> language; ///< BCP 47
    std::optional<QString> page; ///< address of the page the widget stands in
    std::optional<QString> room {}; ///< customers: the live room that page shows, as the shop names it

    static constexpr auto fields = std::tuple {field("app", &Hello::app, notEmpty, maxChars(32)),
        field("version", &Hello::version, maxChars(32)),
        field("capabilities", &Hello::capabilities, maxItems(50), maxChars(50)), field("token", &Hello::token, maxChars(100)),
        field("shop", &Hello::shop, maxChars(64)), field("identity", &Hello::identity, maxChars(2000)),
        field("language", &Hello::language, maxChars(35)), field("page", &Hello::page, maxChars(500)),
        field("room", &Hello::room, maxChars(80))};
    friend bool operator==(const Hello&, const Hello&) = default;
};

struct SignedIn {
    QString token; ///< to be said in hello; kept by the client in a keychain
    Instant expiresAt; ///< at the latest
    QList<Me> shops; ///< where this person has a role; hello signs in to the first unless it names another

    static constexpr auto fields = std::tuple {
        field("token", &SignedIn::token), field("expiresAt", &SignedIn::expiresAt), field("shops", &SignedIn::shops)};
    friend bool operator==(const SignedIn&, const SignedIn&) = default;
};

/// Name and password to a session token. Over HTTP only: POST /api/v1/signIn, without a token.
struct SignIn {
    static constexpr QLatin1StringView type {"signIn"};
    static constexpr Roles roles = kEveryRole;
    using Reply = SignedIn;

    QString name;
    QString password;
    QString device; ///< what the person would recognise it by in a list of sessions

    static constexpr auto fields = std::tuple {field("name", &SignIn::name, notEmpty, maxChars(80)),
        field("password", &SignIn::password, maxChars(1000)), field("device", &SignIn::device, maxChars(80))};
    friend bool operator==(const SignIn&, const SignIn&) = default;
};

/// Sets a password with the present one, or with the one-time code that `greenroomd user` printed. Ends every session of
/// the person. Over HTTP only: POST /api/v1/setPassword, without a token.
struct SetPassword {
    static constexpr QLatin1StringView type {"setPassword"};
    static constexpr Roles roles = kEveryRole;
    using Reply = Done;

    QString name;
    QString password; ///< the present one, or the code
    QString newPassword;

    static constexpr auto fields = std::tuple {field("name", &SetPassword::name, notEmpty, maxChars(80)),
        field("password", &SetPassword::password, maxChars(1000)),
        field("newPassword", &SetPassword::newPassword, notEmpty, maxChars(1000))};
    friend bool operator==(const SetPassword&, const SetPassword&) = default;
};

/// Ends this session for good; its token is worth nothing afterwards. A customer's conversations stay the customer's: who
/// was signed by the shop comes back to them with another identity, everybody else does not.
struct SignOut {
    static constexpr QLatin1StringView type {"signOut"};
    static constexpr Roles roles = kStaffRoles.with(Role::customer);
    using Reply = Done;
    static constexpr auto fields = std::tuple {};
    friend bool operator==(const SignOut&, const SignOut&) = default;
};

/// Sent every heartbeatMs, so that a client notices silence.
struct Heartbeat {
    static constexpr QLatin1StringView type {"heartbeat"};
    Instant serverTime;
    static constexpr auto fields = std::tuple {field("serverTime", &Heartbeat::serverTime)};
    friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

/// Whether the server can store: told when its store refuses everything (full, locked), and when it takes things again. Until
/// then every request is answered `unavailable`, and boards stay as they were told last. After hello it can.
struct Storing {
    static constexpr QLatin1StringView type {"storing"};
    bool can = true;
    static constexpr auto fields = std::tuple {field("can", &Storing::can)};
    friend bool operator==(const Storing&, const Storing&) = default;
};

/// The server is about to close this connection.
struct Goodbye {
    static constexpr QLatin1StringView type {"goodbye"};
    Code reason = Code::ok; ///< ok: the server restarts; sessionEnded: sign in again; others: what was done wrong
    qint64 spreadMs = 0; ///< come back at a random moment within this
    static constexpr auto fields = std::tuple {field("reason", &Goodbye::reason), field("spreadMs", &Goodbye::spreadMs)};
    friend bool operator==(const Goodbye&, const Goodbye&) = default;
};

} // namespace greenroom
