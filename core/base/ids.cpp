// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include <array>

#include <QCryptographicHash>
#include <QtEndian>

namespace greenroom {

namespace {

constexpr int kTextLength = 36;
constexpr bool isDash(qsizetype at)
{
    return at == 8 || at == 13 || at == 18 || at == 23;
}

int hexValue(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    if (c >= u'a' && c <= u'f')
        return c.unicode() - u'a' + 10;
    return -1;
}

} // namespace

QString Uuid::toString() const
{
    QString text(kTextLength, u'-');
    const quint64 halves[] {high, low};
    int nibble = 0;
    for (qsizetype at = 0; at < kTextLength; ++at) {
        if (isDash(at))
            continue;
        const quint64 value = (halves[nibble / 16] >> (60 - 4 * (nibble % 16))) & 0xf;
        text[at] = QChar(static_cast<char16_t>(value < 10 ? u'0' + value : u'a' + value - 10));
        ++nibble;
    }
    return text;
}

QByteArray Uuid::toBytes() const
{
    QByteArray bytes(16, Qt::Uninitialized);
    qToBigEndian(high, bytes.data());
    qToBigEndian(low, bytes.data() + 8);
    return bytes;
}

std::optional<Uuid> Uuid::fromString(QStringView text)
{
    if (text.size() != kTextLength)
        return std::nullopt;
    Uuid id;
    int nibble = 0;
    for (qsizetype at = 0; at < kTextLength; ++at) {
        if (isDash(at)) {
            if (text[at] != u'-')
                return std::nullopt;
            continue;
        }
        const int value = hexValue(text[at]);
        if (value < 0)
            return std::nullopt;
        quint64& half = nibble < 16 ? id.high : id.low;
        half = half << 4 | static_cast<quint64>(value);
        ++nibble;
    }
    return id.isNull() ? std::nullopt : std::optional(id);
}

std::optional<Uuid> Uuid::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != 16)
        return std::nullopt;
    return Uuid {qFromBigEndian<quint64>(bytes.data()), qFromBigEndian<quint64>(bytes.data() + 8)};
}

IdSource::IdSource(quint64 seed)
    : m_random(seed)
{
}

Uuid IdSource::next(Instant now)
{
    // Hashed, because ids are shown: from enough plain numbers of this source the ones to come could be computed.
    const std::array<quint64, 2> words {m_random(), m_random()};
    const QByteArray chance = QCryptographicHash::hash(
        QByteArray::fromRawData(reinterpret_cast<const char*>(words.data()), sizeof words), QCryptographicHash::Sha256);
    const quint64 millis = static_cast<quint64>(toMillis(now)) & 0xffff'ffff'ffffULL;
    quint64 high = millis << 16 | 0x7000 | (qFromBigEndian<quint64>(chance.constData()) & 0x07ff);
    // A counter in the twelve bits below the version keeps ids of one millisecond, or of a clock set back, ascending.
    if (high <= m_lastHigh)
        high = (m_lastHigh & 0xfff) == 0xfff ? ((m_lastHigh >> 16) + 1) << 16 | 0x7000 : m_lastHigh + 1;
    m_lastHigh = high;
    return {high, (qFromBigEndian<quint64>(chance.constData() + 8) & 0x3fff'ffff'ffff'ffffULL) | 0x8000'0000'0000'0000ULL};
}

} // namespace greenroom
