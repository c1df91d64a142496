// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/identity.h"

#include <QJsonDocument>

#include <sodium.h>

#include "core/protocol/codec.h"
#include "server/auth/token.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr qsizetype kMostChars = 2000;
constexpr qsizetype kLeastSecretBytes = 32;

QByteArray mac(const QByteArray& payload, const QByteArray& secret)
{
    const auto bytes = [](const QByteArray& array) { return reinterpret_cast<const unsigned char*>(array.constData()); };
    QByteArray out(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes(secret), std::size_t(secret.size()));
    crypto_auth_hmacsha256_update(&state, bytes(payload), static_cast<unsigned long long>(payload.size()));
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

Error refuse(const QString& why)
{
    return {Code::identityInvalid, u"identity"_s, why, 0};
}

std::optional<QByteArray> decode(const QByteArray& text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text, kBase64 | QByteArray::AbortOnBase64DecodingErrors);
    // One value has one spelling: stray bits in the last letter are refused.
    if (!decoded || (*decoded).toBase64(kBase64) != text)
        return std::nullopt;
    return *decoded;
}

} // namespace

QString signIdentity(const Identity& identity, const QByteArray& secret)
{
    QString json;
    codec::write(json, identity, Audience::staff);
    const QByteArray payload = json.toUtf8().toBase64(kBase64);
    return QString::fromLatin1(payload + '.' + mac(payload, secret).toBase64(kBase64));
}

Result<Identity> IdentityVerifier::verify(QStringView text, const QString& shopKey, const QByteArray& secret, Instant now)
{
    if (secret.size() < kLeastSecretBytes)
        return refuse(u"the shop has no secret; \"greenroomd shop secret\" makes one"_s);
    const QList<QByteArray> parts = text.size() <= kMostChars ? text.toLatin1().split('.') : QList<QByteArray>();
    if (parts.size() != 2)
        return refuse(u"it has not the form payload.signature"_s);
    const auto signature = decode(parts[1]);
    if (!signature || !equalSecrets(*signature, mac(parts[0], secret)))
        return refuse(u"the signature is not the shop's"_s);
    const auto json = decode(parts[0]);
    const QJsonDocument document = QJsonDocument::fromJson(json.value_or(QByteArray()));
    Identity identity;
    if (!document.isObject())
        return refuse(u"the payload is not a JSON object"_s);
    if (auto done = codec::readMembers(document.object(), identity, {}); !done)
        return refuse(sentence(done.error()));
    if (identity.aud != shopKey)
        return refuse(u"aud is another shop"_s);
    const auto issued = fromMillis(identity.iat * 1000);
    const auto expires = fromMillis(identity.exp * 1000);
    if (expires <= issued || expires - issued > kLongest)
        return refuse(u"exp must be after iat, by at most ten minutes"_s);
    if (issued > now + kSkew)
        return refuse(u"iat is in the future"_s);
    if (expires <= now)
        return refuse(u"it has expired"_s);
    if (now - m_sweptAt > kLongest) {
        m_used.removeIf([now](auto it) { return it.value() <= now; });
        m_sweptAt = now;
    }
    const std::pair key {shopKey, identity.jti};
    if (m_used.contains(key))
        return refuse(u"jti was used before"_s);
    m_used.insert(key, expires);
    return identity;
}

void IdentityVerifier::remember(const QString& shopKey, const QString& jti, Instant expiresAt)
{
    m_used.insert({shopKey, jti}, expiresAt);
}

} // namespace greenroom
