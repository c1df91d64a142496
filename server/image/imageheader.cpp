// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/image/imageheader.h"

#include <QtEndian>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Error rejected(const QString& why)
{
    return {Code::mediaRejected, {}, why, 0};
}

const Error kBroken = rejected(u"the picture is broken or cut short"_s);

/// Reads forward; once something is missing everything after it is zero and `ok` is false.
class Reader {
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at >= m_bytes.size(); }
    void skip(qint64 count)
    {
        m_ok = m_ok && count >= 0 && count <= m_bytes.size() - m_at;
        if (m_ok)
            m_at += count;
    }
    quint8 u8() { return number<quint8>(); }
    qint64 be16() { return qFromBigEndian(number<quint16>()); }
    qint64 be32() { return qFromBigEndian(number<quint32>()); }
    qint64 le16() { return qFromLittleEndian(number<quint16>()); }
    qint64 le24()
    {
        const qint64 low = le16();
        return low | qint64(u8()) << 16;
    }
    qint64 le32() { return qFromLittleEndian(number<quint32>()); }
    QByteArrayView take(qint64 count)
    {
        const qsizetype from = m_at;
        skip(count);
        return m_ok ? m_bytes.sliced(from, count) : QByteArrayView();
    }

private:
    template <class T>
    T number()
    {
        T value {};
        const QByteArrayView bytes = take(sizeof(T));
        if (m_ok)
            memcpy(&value, bytes.data(), sizeof(T));
        return value;
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_ok = true;
};

Result<ImageHeader> readPng(QByteArrayView bytes)
{
    Reader in(bytes);
    in.skip(8);
    ImageHeader header {ImageFormat::png, 0, 0, false};
    if (in.be32() != 13 || in.take(4) != "IHDR")
        return kBroken;
    header.width = in.be32();
    header.height = in.be32();
    in.skip(5 + 4);
    // APNG announces itself before the first data.
    while (in.ok() && !in.atEnd()) {
        const qint64 length = in.be32();
        const QByteArrayView kind = in.take(4);
        if (kind == "IDAT")
            return header;
        header.animated = header.animated || kind == "acTL";
        in.skip(length + 4);
    }
    return kBroken;
}

Result<ImageHeader> readJpeg(QByteArrayView bytes)
{
    Reader in(bytes);
    in.skip(2);
    while (in.ok()) {
        if (in.u8() != 0xFF)
            return kBroken;
        quint8 marker = in.u8();
        while (marker == 0xFF && in.ok())
            marker = in.u8();
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7))
            continue;
        const qint64 length = in.be16();
        const bool isFrame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (isFrame) {
            in.skip(1);
            ImageHeader header {ImageFormat::jpeg, 0, 0, false};
            header.height = in.be16();
            header.width = in.be16();
            return in.ok() ? Result<ImageHeader>(header) : kBroken;
        }
        if (marker == 0xD9 || marker == 0xDA || length < 2)
            return kBroken;
        in.skip(length - 2);
    }
    return kBroken;
}

Result<ImageHeader> readGif(QByteArrayView bytes)
{
    Reader in(bytes);
    in.skip(6);
    ImageHeader header {ImageFormat::gif, 0, 0, false};
    header.width = in.le16();
    header.height = in.le16();
    const auto skipColours = [&in](quint8 flags) {
        if (flags & 0x80)
            in.skip(3LL << ((flags & 7) + 1));
    };
    const auto skipBlocks = [&in] {
        for (quint8 size = in.u8(); size && in.ok(); size = in.u8())
            in.skip(size);
    };
    const quint8 flags = in.u8();
    in.skip(2);
    skipColours(flags);
    int frames = 0;
    while (in.ok()) {
        const quint8 kind = in.u8();
        if (kind == 0x21) {
            in.skip(1);
            skipBlocks();
        } else if (kind == 0x2C) {
            if (++frames > 1) {
                header.animated = true;
                return header;
            }
            const qint64 left = in.le16();
            const qint64 top = in.le16();
            const qint64 width = in.le16();
            const qint64 height = in.le16();
            if (left + width > header.width || top + height > header.height)
                return kBroken;
            skipColours(in.u8());
            in.skip(1);
            skipBlocks();
        } else {
            // The end, or something after the frame that decoders ignore.
            break;
        }
    }
    return frames == 1 ? Result<ImageHeader>(header) : kBroken;
}

Result<ImageHeader> readWebp(QByteArrayView bytes)
{
    Reader in(bytes);
    in.skip(4);
    const qint64 total = in.le32();
    in.skip(4);
    if (total + 8 > bytes.size())
        return kBroken;
    ImageHeader header {ImageFormat::webp, 0, 0, false};
    const QByteArrayView kind = in.take(4);
    in.skip(4);
    if (kind == "VP8X") {
        header.animated = in.u8() & 0x02;
        in.skip(3);
        header.width = in.le24() + 1;
        header.height = in.le24() + 1;
    } else if (kind == "VP8L") {
        if (in.u8() != 0x2F)
            return kBroken;
        const qint64 bits = in.le32();
        header.width = (bits & 0x3FFF) + 1;
        header.height = ((bits >> 14) & 0x3FFF) + 1;
    } else if (kind == "VP8 ") {
        in.skip(3);
        if (in.take(3) != "\x9d\x01\x2a")
            return kBroken;
        header.width = in.le16() & 0x3FFF;
        header.height = in.le16() & 0x3FFF;
    } else {
        return kBroken;
    }
    return in.ok() ? Result<ImageHeader>(header) : kBroken;
}

Result<ImageHeader> read(QByteArrayView bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return readPng(bytes);
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return readJpeg(bytes);
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return readGif(bytes);
    if (bytes.size() > 12 && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == "WEBP")
        return readWebp(bytes);
    return rejected(u"it is not a PNG, JPEG, GIF or WebP picture"_s);
}

} // namespace

Result<ImageHeader> readImageHeader(QByteArrayView bytes)
{
    auto header = read(bytes);
    if (!header)
        return header;
    if (header->width < 1 || header->height < 1)
        return kBroken;
    if (header->width > kMaxEdge || header->height > kMaxEdge || header->width * header->height > kMaxPixels)
        return rejected(u"the picture has more than 40 million pixels or an edge over 20000"_s);
    if (header->animated)
        return rejected(u"moving pictures are not taken"_s);
    return header;
}

} // namespace greenroom
