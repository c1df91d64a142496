// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/media/mediapath.h"

#include <QDataStream>
#include <sodium.h>

#include "server/auth/token.h"

namespace greenroom {

namespace {

constexpr auto kBase64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray pack(const MediaPermit& permit)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    const Uuid conversation = permit.conversation ? permit.conversation->value : Uuid {};
    out << static_cast<quint8>(permit.use) << permit.session.edge << permit.session.serial << toMillis(permit.expiresAt)
        << permit.blob.value.high << permit.blob.value.low << static_cast<quint8>(permit.media) << permit.bytes
        << conversation.high << conversation.low;
    return bytes;
}

MediaPermit unpack(const QByteArray& bytes)
{
    MediaPermit permit;
    QDataStream in(bytes);
    quint8 use = 0;
    quint8 media = 0;
    qint64 expires = 0;
    Uuid conversation;
    in >> use >> permit.session.edge >> permit.session.serial >> expires >> permit.blob.value.high >> permit.blob.value.low
        >> media >> permit.bytes >> conversation.high >> conversation.low;
    permit.use = static_cast<MediaPermit::Use>(use);
    permit.media = static_cast<MediaKind>(media);
    permit.expiresAt = fromMillis(expires);
    if (!conversation.isNull())
        permit.conversation = ConversationId(conversation);
    return permit;
}

QByteArray mac(const QByteArray& bytes, const QByteArray& key)
{
    QByteArray out(crypto_auth_BYTES, Qt::Uninitialized);
    crypto_auth(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(bytes.constData()),
        static_cast<unsigned long long>(bytes.size()), reinterpret_cast<const unsigned char*>(key.constData()));
    return out;
}

} // namespace

MediaPaths::MediaPaths()
    : m_key(randomBytes(crypto_auth_KEYBYTES))
{
}

QString MediaPaths::sign(const MediaPermit& permit) const
{
    const QByteArray bytes = pack(permit);
    return kPrefix + QString::fromLatin1(QByteArray(bytes + mac(bytes, m_key)).toBase64(kBase64));
}

std::optional<MediaPermit> MediaPaths::read(QByteArrayView path) const
{
    if (path.size() > 500 || !path.startsWith(QByteArrayView(kPrefix.data(), kPrefix.size())))
        return std::nullopt;
    const QByteArray text = path.sliced(kPrefix.size()).toByteArray();
    const auto decoded = QByteArray::fromBase64Encoding(text, kBase64 | QByteArray::AbortOnBase64DecodingErrors);
    // Base64 has spare bits at its end: only the spelling that was given out is the path.
    if (!decoded || (*decoded).toBase64(kBase64) != text || (*decoded).size() <= qsizetype(crypto_auth_BYTES))
        return std::nullopt;
    const QByteArray bytes = (*decoded).chopped(crypto_auth_BYTES);
    if (!equalSecrets((*decoded).last(crypto_auth_BYTES), mac(bytes, m_key)))
        return std::nullopt;
    return unpack(bytes);
}

} // namespace greenroom
