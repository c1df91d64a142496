// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QByteArray>
#include <QString>

namespace greenroom {

/// What a bearer secret opens. The kind shows in its first letters, so that one is never taken for the other.
enum class TokenKind { session, visitor, setup };

/// A bearer secret of 256 random bits: "grs_" (staff session), "grv_" (visitor) or "grc_" (one-time code to set a
/// password), then 43 letters of base64url. The text is told once and never stored; the store has its hash.
struct NewToken {
    QString text;
    QByteArray hash; ///< 32 bytes
};

NewToken newToken(TokenKind kind);
/// The hash under which a token is stored; nothing if the text has not the form of a token of that kind.
std::optional<QByteArray> tokenHash(TokenKind kind, QStringView text);
/// Which kind of token this text has the form of.
std::optional<TokenKind> tokenKind(QStringView text);

/// Equal or not, in a time that does not tell where they differ. For hashes, MACs and codes.
bool equalSecrets(QByteArrayView one, QByteArrayView other);
/// `count` random bytes from libsodium.
QByteArray randomBytes(qsizetype count);

} // namespace greenroom
