// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/auth/token.h"

#include <array>

#include <sodium.h>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSecretBytes = 32;
constexpr qsizetype kSecretChars = 43;

struct Prefix {
    TokenKind kind;
    QLatin1StringView text;
};
constexpr std::array kPrefixes {
    Prefix {TokenKind::session, "grs_"_L1}, Prefix {TokenKind::visitor, "grv_"_L1}, Prefix {TokenKind::setup, "grc_"_L1}};

QLatin1StringView prefixOf(TokenKind kind)
{
    return kPrefixes[static_cast<std::size_t>(kind)].text;
}

void ready()
{
    static const int initialised = sodium_init();
    if (initialised < 0)
        qFatal("libsodium cannot be initialised");
}

QByteArray digest(QStringView text)
{
    const QByteArray bytes = text.toLatin1();
    QByteArray hash(kSecretBytes, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), std::size_t(hash.size()),
        reinterpret_cast<const unsigned char*>(bytes.constData()), std::size_t(bytes.size()), nullptr, 0);
    return hash;
}

} // namespace

QByteArray randomBytes(qsizetype count)
{
    ready();
    QByteArray bytes(count, Qt::Uninitialized);
    randombytes_buf(bytes.data(), std::size_t(count));
    return bytes;
}

NewToken newToken(TokenKind kind)
{
    const QByteArray secret = randomBytes(kSecretBytes)
                                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QString text = prefixOf(kind) + QString::fromLatin1(secret);
    return {text, digest(text)};
}

std::optional<TokenKind> tokenKind(QStringView text)
{
    for (const Prefix& prefix : kPrefixes) {
        if (text.size() != prefix.text.size() + kSecretChars || !text.startsWith(prefix.text))
            continue;
        for (const QChar c : text.sliced(prefix.text.size()))
            if (!(c >= u'a' && c <= u'z') && !(c >= u'A' && c <= u'Z') && !(c >= u'0' && c <= u'9') && c != u'-' && c != u'_')
                return std::nullopt;
        return prefix.kind;
    }
    return std::nullopt;
}

std::optional<QByteArray> tokenHash(TokenKind kind, QStringView text)
{
    if (tokenKind(text) != kind)
        return std::nullopt;
    return digest(text);
}

bool equalSecrets(QByteArrayView one, QByteArrayView other)
{
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), std::size_t(one.size())) == 0;
}

} // namespace greenroom
