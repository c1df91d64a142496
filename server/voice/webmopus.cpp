// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/voice/webmopus.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const Error kBroken {Code::mediaRejected, {}, u"the voice note is broken or cut short"_s, 0};
constexpr qsizetype kMostPackets = 120'000;

enum : quint32 {
    kEbml = 0x1A45DFA3,
    kDocType = 0x4282,
    kSegment = 0x18538067,
    kSeekHead = 0x114D9B74,
    kInfo = 0x1549A966,
    kTracks = 0x1654AE6B,
    kTrackEntry = 0xAE,
    kTrackNumber = 0xD7,
    kTrackType = 0x83,
    kCodecId = 0x86,
    kCodecPrivate = 0x63A2,
    kContentEncodings = 0x6D80,
    kCluster = 0x1F43B675,
    kSimpleBlock = 0xA3,
    kBlockGroup = 0xA0,
    kBlock = 0xA1,
    kCues = 0x1C53BB6B,
    kTags = 0x1254C367,
    kVoid = 0xEC,
};

struct Element {
    quint32 id = 0;
    bool sized = true; ///< else it goes on until something that cannot be in it
    QByteArrayView body; ///< unsized: everything to the end
};

/// Reads elements one after another. Bounded by its bytes; whatever does not fit ends it with ok() false.
class Elements {
public:
    explicit Elements(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    bool ok() const { return m_ok; }
    bool atEnd() const { return !m_ok || m_bytes.isEmpty(); }
    QByteArrayView rest() const { return m_bytes; }

    /// The id of what comes next, without taking it.
    quint32 peek() const
    {
        QByteArrayView copy = m_bytes;
        const auto id = number(copy, 4, true);
        return id ? static_cast<quint32>(id->value) : 0;
    }
    Element next()
    {
        Element element;
        const auto id = number(m_bytes, 4, true);
        const auto size = id ? number(m_bytes, 8, false) : std::nullopt;
        m_ok = size && (size->allOnes || size->value <= static_cast<quint64>(m_bytes.size()));
        if (!m_ok)
            return element;
        element.id = static_cast<quint32>(id->value);
        element.sized = !size->allOnes;
        element.body = element.sized ? m_bytes.first(static_cast<qsizetype>(size->value)) : m_bytes;
        m_bytes = m_bytes.sliced(element.body.size());
        return element;
    }

    struct Number {
        quint64 value = 0;
        bool allOnes = false;
    };
    /// A number of variable length; moves on. An id keeps its length marker.
    static std::optional<Number> number(QByteArrayView& bytes, int longest, bool keepMarker)
    {
        if (bytes.isEmpty())
            return std::nullopt;
        const auto first = static_cast<quint8>(bytes[0]);
        int length = 1;
        while (length <= longest && !(first & (0x80 >> (length - 1))))
            ++length;
        if (length > longest || bytes.size() < length)
            return std::nullopt;
        const quint8 mask = static_cast<quint8>(0xFF >> length);
        Number read {keepMarker ? first : quint64(first & mask), (first & mask) == mask};
        for (int i = 1; i < length; ++i) {
            const auto byte = static_cast<quint8>(bytes[i]);
            read.value = read.value << 8 | byte;
            read.allOnes = read.allOnes && byte == 0xFF;
        }
        bytes = bytes.sliced(length);
        return read;
    }

private:
    QByteArrayView m_bytes;
    bool m_ok = true;
};

quint64 unsignedOf(QByteArrayView body)
{
    quint64 value = 0;
    for (const char each : body.first(qMin<qsizetype>(8, body.size())))
        value = value << 8 | static_cast<quint8>(each);
    return value;
}

class Parser {
public:
    Result<OpusStream> parse(QByteArrayView bytes)
    {
        Elements file(bytes);
        const Element head = file.next();
        if (!file.ok() || head.id != kEbml || !head.sized || !isWebm(head.body))
            return kBroken;
        const Element segment = file.next();
        if (!file.ok() || segment.id != kSegment || !file.atEnd() || !readSegment(segment.body))
            return kBroken;
        if (!m_track || m_stream.packets.empty())
            return kBroken;
        return std::move(m_stream);
    }

private:
    static bool isWebm(QByteArrayView body)
    {
        bool webm = false;
        for (Elements inside(body); !inside.atEnd();) {
            const Element element = inside.next();
            if (!inside.ok())
                return false;
            if (element.id == kDocType)
                webm = element.body == "webm";
        }
        return webm;
    }

    bool readSegment(QByteArrayView body)
    {
        Elements inside(body);
        while (!inside.atEnd()) {
            const Element element = inside.next();
            if (!inside.ok())
                return false;
            if (element.id == kCluster && !element.sized) {
                const auto after = readCluster(element.body, true);
                if (!after)
                    return false;
                inside = Elements(*after);
                continue;
            }
            if (!element.sized)
                return false;
            if (element.id == kTracks ? !readTracks(element.body) : element.id == kCluster && !readCluster(element.body, false))
                return false;
        }
        return inside.ok();
    }

    bool readTracks(QByteArrayView body)
    {
        for (Elements inside(body); !inside.atEnd();) {
            const Element element = inside.next();
            if (!inside.ok() || !element.sized)
                return false;
            if (element.id == kTrackEntry && (m_track || !readTrack(element.body)))
                return false; // a second track, of whatever kind, is no voice note
        }
        return m_track != 0;
    }

    bool readTrack(QByteArrayView body)
    {
        quint64 number = 0;
        quint64 type = 0;
        bool opus = false;
        std::optional<OpusStream> head;
        for (Elements inside(body); !inside.atEnd();) {
            const Element element = inside.next();
            if (!inside.ok() || !element.sized || element.id == kContentEncodings)
                return false;
            if (element.id == kTrackNumber)
                number = unsignedOf(element.body);
            else if (element.id == kTrackType)
                type = unsignedOf(element.body);
            else if (element.id == kCodecId)
                opus = element.body == "A_OPUS";
            else if (element.id == kCodecPrivate)
                head = readOpusHead(element.body);
        }
        if (type != 2 || !opus || !head || number == 0)
            return false;
        m_track = number;
        m_stream = *std::move(head);
        return true;
    }

    /// What follows the cluster, if it has no size of its own.
    std::optional<QByteArrayView> readCluster(QByteArrayView body, bool unsized)
    {
        Elements inside(body);
        while (!inside.atEnd()) {
            if (const quint32 id = inside.peek();
                unsized && (id == kCluster || id == kCues || id == kTags || id == kSeekHead || id == kInfo || id == kTracks))
                return inside.rest();
            const Element element = inside.next();
            if (!inside.ok() || !element.sized)
                return std::nullopt;
            if (element.id == kSimpleBlock && !readBlock(element.body))
                return std::nullopt;
            if (element.id == kBlockGroup)
                for (Elements group(element.body); !group.atEnd();) {
                    const Element each = group.next();
                    if (!group.ok() || !each.sized || (each.id == kBlock && !readBlock(each.body)))
                        return std::nullopt;
                }
        }
        return inside.ok() ? std::optional(inside.rest()) : std::nullopt;
    }

    bool readBlock(QByteArrayView body)
    {
        const auto track = Elements::number(body, 8, false);
        constexpr quint8 kLacing = 0x06;
        if (!track || track->value != m_track || body.size() < 4 || (static_cast<quint8>(body[2]) & kLacing)
            || qsizetype(m_stream.packets.size()) >= kMostPackets)
            return false;
        m_stream.packets.push_back(body.sliced(3).toByteArray());
        return true;
    }

    quint64 m_track = 0;
    OpusStream m_stream;
};

} // namespace

Result<OpusStream> readWebmOpus(QByteArrayView bytes)
{
    return Parser().parse(bytes);
}

} // namespace greenroom
