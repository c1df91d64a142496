// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QBuffer>
#include <QImage>
#include <QList>
#include <QtEndian>

/// Pictures as somebody with bad intentions, or a careless camera, would make them.
namespace greenroom::hostile {

inline const QByteArray kCanary = QByteArrayLiteral("CANARY-7f3a-31.2304N-121.4737E");

inline QByteArray be32(quint32 value)
{
    value = qToBigEndian(value);
    return {reinterpret_cast<const char*>(&value), 4};
}

inline QByteArray le32(quint32 value)
{
    value = qToLittleEndian(value);
    return {reinterpret_cast<const char*>(&value), 4};
}

inline quint32 crc(const QByteArray& bytes)
{
    quint32 sum = ~0U;
    for (const char each : bytes) {
        sum ^= static_cast<quint8>(each);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (sum & 1 ? 0xEDB88320U : 0U);
    }
    return ~sum;
}

inline QByteArray pngChunk(const QByteArray& kind, const QByteArray& data)
{
    return be32(static_cast<quint32>(data.size())) + kind + data + be32(crc(kind + data));
}

inline QByteArray deflated(const QByteArray& bytes)
{
    return qCompress(bytes, 9).sliced(4);
}

/// An eight-bit grey picture of these dimensions; its data may be less than they promise.
inline QByteArray png(quint32 width, quint32 height, const QByteArray& rows, const QByteArray& before = {})
{
    const QByteArray header = be32(width) + be32(height) + QByteArray("\x08\x00\x00\x00\x00", 5);
    return QByteArray("\x89PNG\r\n\x1a\n") + pngChunk("IHDR", header) + before + pngChunk("IDAT", deflated(rows))
        + pngChunk("IEND", {});
}

inline QImage sample(int width = 64, int height = 32)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, qRgb(x * 255 / width, y * 255 / height, (x * y) & 255));
    return image;
}

inline QByteArray encoded(const QImage& image, const char* format)
{
    QByteArray bytes;
    QBuffer out(&bytes);
    out.open(QIODevice::WriteOnly);
    image.save(&out, format);
    return bytes;
}

/// A TIFF block as cameras write it: orientation, and the canary as the maker's name.
inline QByteArray exif(quint16 orientation)
{
    const auto entry = [](quint16 tag, quint16 type, quint32 count, quint32 value) -> QByteArray {
        QByteArray out(4, 0);
        qToBigEndian(tag, out.data());
        qToBigEndian(type, out.data() + 2);
        return out + be32(count) + be32(value);
    };
    const auto size = static_cast<quint32>(kCanary.size() + 1);
    return QByteArray("MM\0\x2a\0\0\0\x08\0\x02", 10) + entry(0x010F, 2, size, 38)
        + entry(0x0112, 3, 1, quint32(orientation) << 16) + be32(0) + kCanary + '\0';
}

inline QByteArray jpegSegment(quint8 marker, const QByteArray& data)
{
    QByteArray out("\xFF");
    out += static_cast<char>(marker);
    const quint16 length = qToBigEndian(static_cast<quint16>(data.size() + 2));
    return out + QByteArray(reinterpret_cast<const char*>(&length), 2) + data;
}

/// The canary in every place a JPEG has for words, and behind its end.
inline QByteArray jpegWithCanaries(quint16 orientation)
{
    const QByteArray plain = encoded(sample(), "jpeg");
    return plain.first(2) + jpegSegment(0xE1, QByteArray("Exif\0\0", 6) + exif(orientation))
        + jpegSegment(0xE1, "http://ns.adobe.com/xap/1.0/" + QByteArray(1, '\0') + "<x>" + kCanary + "</x>")
        + jpegSegment(0xED, QByteArray("Photoshop 3.0\0", 14) + kCanary) + jpegSegment(0xFE, kCanary) + plain.sliced(2)
        + kCanary;
}

inline QByteArray pngWithCanaries()
{
    const QByteArray plain = encoded(sample(), "png");
    const qsizetype afterHeader = 8 + 25;
    return plain.first(afterHeader) + pngChunk("tEXt", "Comment" + QByteArray(1, '\0') + kCanary)
        + pngChunk("zTXt", "Author" + QByteArray(2, '\0') + deflated(kCanary))
        + pngChunk("iTXt", "XML:com.adobe.xmp" + QByteArray(5, '\0') + kCanary) + pngChunk("eXIf", exif(1))
        + pngChunk("prVt", kCanary) + plain.sliced(afterHeader) + kCanary;
}

inline QByteArray webpWithCanaries()
{
    const QByteArray plain = encoded(sample(), "webp");
    const auto chunk = [](const QByteArray& kind, const QByteArray& data) -> QByteArray {
        return kind + le32(static_cast<quint32>(data.size())) + data + QByteArray(data.size() & 1, '\0');
    };
    const QByteArray size("\x0C\0\0\0\x3F\0\0\x1F\0\0", 10); // EXIF and XMP, 64 × 32
    const QByteArray body = "WEBP" + chunk("VP8X", size) + plain.sliced(12) + chunk("EXIF", exif(1)) + chunk("XMP ", kCanary);
    return "RIFF" + le32(static_cast<quint32>(body.size())) + body;
}

inline QByteArray gif(int frames)
{
    QByteArray out("GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF", 19);
    out += QByteArray("\x21\xFE", 2) + static_cast<char>(kCanary.size()) + kCanary + '\0';
    for (int i = 0; i < frames; ++i)
        out += QByteArray("\x21\xF9\x04\0\x0A\0\0\0", 8) + QByteArray("\x2C\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0A\0", 15);
    return out + ';';
}

struct Named {
    const char* name;
    QByteArray bytes;
};

/// What nobody takes for a picture.
inline QList<Named> noPictures()
{
    const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    const QByteArray html = "<!doctype html><script>alert(1)</script>";
    const QByteArray whole = encoded(sample(), "png");
    return {
        {"nothing", {}},
        {"one byte", "\x89"},
        {"svg as png", svg},
        {"html as jpg", html},
        {"png's first bytes, then html", whole.first(8) + html},
        {"jpeg's first bytes, then html", "\xFF\xD8\xFF\xE0" + html},
        {"gif's first bytes, then script", "GIF89a/*" + html + "*/=1;"},
        {"html, then a picture", html + whole},
        {"bmp", encoded(sample(), "bmp")},
        {"ico", QByteArray("\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0", 14).append(QByteArray(2000, '\0'))},
        {"tiff", exif(1)},
        {"30 000 x 30 000", png(30'000, 30'000, QByteArray(1000, 0))},
        {"1 x 4 000 000 000", png(1, 4'000'000'000U, QByteArray(1000, 0))},
        {"0 x 0", png(0, 0, {})},
        {"just over 40 million pixels", png(8000, 5001, QByteArray(1000, 0))},
        {"png without its data", png(64, 64, {})},
        {"png cut short", whole.first(whole.size() / 2)},
        {"png cut in its header", whole.first(20)},
        {"png with a wrong checksum", QByteArray(whole).replace(whole.size() - 40, 3, "xyz")},
        {"gif of 10 000 frames", gif(10'000)},
        {"gif of two frames", gif(2)},
        {"gif without a frame", gif(0)},
        {"moving png", png(8, 8, QByteArray(72, 0), pngChunk("acTL", QByteArray(8, 1)))},
        {"webp cut short", webpWithCanaries().first(60)},
        {"zip", QByteArray("PK\x03\x04").append(QByteArray(1000, 'a'))},
        {"eicar", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"},
    };
}

/// Small files that are large once they are read.
inline QList<Named> bombs()
{
    return {
        {"36 million pixels of nothing", png(6000, 6000, QByteArray(6000LL * 6001, 0))},
        {"a comment of 64 MB",
            png(8, 8, QByteArray(72, 0), pngChunk("zTXt", "Bomb" + QByteArray(2, '\0') + deflated(QByteArray(64 << 20, 'A'))))},
        {"more data than pixels", png(8, 8, QByteArray(32 << 20, 0))},
    };
}

} // namespace greenroom::hostile
