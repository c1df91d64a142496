// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QHash>

#include "core/base/result.h"
#include "core/domain/customer.h"

namespace greenroom {

/// What a shop says of its customer, under its signature. docs/identity.md tells shops how to make one.
struct Identity {
    QString sub; ///< the shop's own id of the customer
    QString aud; ///< the shop's public key: whom it is said to
    QString jti; ///< unique for each; used once
    qint64 iat = 0; ///< seconds since 1970
    qint64 exp = 0; ///< at most ten minutes later
    std::optional<QString> name;
    std::optional<CustomerTier> tier;
    std::optional<QString> phone;

    static constexpr auto fields = std::tuple {field("sub", &Identity::sub, notEmpty, maxChars(200)),
        field("aud", &Identity::aud, notEmpty, maxChars(64)), field("jti", &Identity::jti, notEmpty, maxChars(100)),
        field("iat", &Identity::iat, between(0, 1LL << 40)), field("exp", &Identity::exp, between(0, 1LL << 40)),
        field("name", &Identity::name, maxChars(80)), field("tier", &Identity::tier),
        field("phone", &Identity::phone, maxChars(32))};
    friend bool operator==(const Identity&, const Identity&) = default;
};

/// `base64url(json).base64url(hmac-sha256(json part, secret))`. The algorithm is fixed; the text has no say in it.
QString signIdentity(const Identity& identity, const QByteArray& secret);

/// Whether a shop has said this, of whom, just now, to this server and for the first time.
/// Keeps the ids that were used until they expire; a value of the coordinator's.
class IdentityVerifier {
public:
    static constexpr std::chrono::seconds kLongest {600};
    static constexpr std::chrono::seconds kSkew {60}; ///< the shop's clock may be this much ahead of ours

    /// Error identityInvalid with the reason. A success has used the id up, unless it is given back.
    Result<Identity> verify(QStringView text, const QString& shopKey, const QByteArray& secret, Instant now);
    /// An id whose use the store knows of.
    void remember(const QString& shopKey, const QString& jti, Instant expiresAt);
    /// Nothing came of it: it may be used again.
    void giveBack(const QString& shopKey, const QString& jti) { m_used.remove({shopKey, jti}); }
    void clear() { m_used.clear(); }

private:
    QHash<std::pair<QString, QString>, Instant> m_used;
    Instant m_sweptAt {};
};

} // namespace greenroom
