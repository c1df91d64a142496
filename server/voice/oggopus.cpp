// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/voice/oggopus.h"

#include <array>

#include <QtEndian>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kPageHead = 27;
constexpr qsizetype kMostPackets = 120'000;
constexpr quint8 kContinued = 1;
constexpr quint8 kFirst = 2;
constexpr quint8 kLast = 4;

const Error kBroken {Code::mediaRejected, {}, u"the voice note is broken or cut short"_s, 0};

constexpr auto kChecksums = [] {
    std::array<quint32, 256> table {};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i << 24;
        for (int bit = 0; bit < 8; ++bit)
            value = (value << 1) ^ (value & 0x80000000U ? 0x04C11DB7U : 0U);
        table[i] = value;
    }
    return table;
}();

/// Of a page, its own checksum field taken as zero.
quint32 checksum(QByteArrayView page)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i < page.size(); ++i) {
        const quint8 byte = i >= 22 && i < 26 ? quint8(0) : static_cast<quint8>(page[i]);
        sum = (sum << 8) ^ kChecksums[((sum >> 24) ^ byte) & 0xFF];
    }
    return sum;
}

template <class T>
void append(QByteArray& out, T value)
{
    const T little = qToLittleEndian(value);
    out.append(reinterpret_cast<const char*>(&little), sizeof(T));
}

class Pages {
public:
    void add(const QByteArray& packet, quint64 granule, bool last)
    {
        // One packet a page: plain to read again, and a voice note is small.
        QByteArray page("OggS");
        page.append('\0');
        page.append(static_cast<char>((m_number == 0 ? kFirst : 0) | (last ? kLast : 0)));
        append<quint64>(page, granule);
        append<quint32>(page, 1);
        append<quint32>(page, m_number++);
        append<quint32>(page, 0);
        const qsizetype full = packet.size() / 255;
        page.append(static_cast<char>(full + 1));
        page.append(QByteArray(full, '\xFF'));
        page.append(static_cast<char>(packet.size() % 255));
        page.append(packet);
        qToLittleEndian(checksum(page), page.data() + 22);
        m_bytes.append(page);
    }
    QByteArray bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
    quint32 m_number = 0;
};

} // namespace

Result<OpusStream> readOggOpus(QByteArrayView bytes)
{
    std::vector<QByteArray> packets;
    QByteArray packet;
    bool open = false; // the packet goes on in the next page
    bool ended = false;
    quint32 serial = 0;
    quint32 number = 0;
    for (qsizetype at = 0; at < bytes.size(); ++number) {
        if (ended || bytes.size() - at < kPageHead)
            return kBroken;
        const QByteArrayView head = bytes.sliced(at, kPageHead);
        const auto segments = static_cast<quint8>(head[26]);
        if (!head.startsWith(QByteArrayView("OggS\0", 5)) || bytes.size() - at < kPageHead + segments)
            return kBroken;
        const QByteArrayView lacing = bytes.sliced(at + kPageHead, segments);
        qsizetype length = 0;
        for (const char each : lacing)
            length += static_cast<quint8>(each);
        if (bytes.size() - at < kPageHead + segments + length)
            return kBroken;
        const QByteArrayView page = bytes.sliced(at, kPageHead + segments + length);
        const auto flags = static_cast<quint8>(head[5]);
        const quint32 owner = qFromLittleEndian<quint32>(head.data() + 14);
        if (number == 0)
            serial = owner;
        const bool fits = owner == serial && qFromLittleEndian<quint32>(head.data() + 18) == number
            && bool(flags & kFirst) == (number == 0) && bool(flags & kContinued) == open && flags <= 7
            && qFromLittleEndian<quint32>(head.data() + 22) == checksum(page);
        if (!fits)
            return kBroken;
        ended = flags & kLast;
        qsizetype from = kPageHead + segments;
        for (const char each : lacing) {
            const auto size = static_cast<quint8>(each);
            packet.append(page.sliced(from, size));
            from += size;
            open = size == 255;
            if (open)
                continue;
            if (qsizetype(packets.size()) >= kMostPackets)
                return kBroken;
            packets.push_back(std::exchange(packet, {}));
        }
        at += page.size();
    }
    if (open || packets.size() < 3 || !packets[1].startsWith("OpusTags"))
        return kBroken;
    auto stream = readOpusHead(packets[0]);
    if (!stream)
        return kBroken;
    stream->packets.assign(std::make_move_iterator(packets.begin() + 2), std::make_move_iterator(packets.end()));
    return *std::move(stream);
}

QByteArray writeOggOpus(const OpusStream& stream)
{
    QByteArray head("OpusHead\x01", 9);
    head.append(static_cast<char>(stream.channels));
    append<quint16>(head, static_cast<quint16>(stream.preSkip));
    append<quint32>(head, static_cast<quint32>(stream.inputRate));
    append<quint16>(head, 0);
    head.append('\0');
    QByteArray tags("OpusTags");
    append<quint32>(tags, 9);
    tags.append("greenroom");
    append<quint32>(tags, 0);
    Pages pages;
    pages.add(head, 0, false);
    pages.add(tags, 0, false);
    quint64 granule = 0;
    for (std::size_t i = 0; i < stream.packets.size(); ++i) {
        granule += static_cast<quint64>(opusSamples(stream.packets[i]).value_or(0));
        pages.add(stream.packets[i], granule, i + 1 == stream.packets.size());
    }
    return pages.bytes();
}

} // namespace greenroom
