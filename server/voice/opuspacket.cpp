// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/voice/opuspacket.h"

#include <QtEndian>

namespace greenroom {

namespace {

constexpr int kLongestFrame = 1275;
constexpr int kLongestPacket = kOpusRate * 120 / 1000;

quint8 at(QByteArrayView bytes, qsizetype index)
{
    return static_cast<quint8>(bytes[index]);
}

/// Samples of one frame, by the five upper bits of the first byte.
int frameSamples(quint8 toc)
{
    const int config = toc >> 3;
    if (config < 12) {
        constexpr int kSilk[] = {480, 960, 1920, 2880};
        return kSilk[config & 3];
    }
    if (config < 16)
        return config & 1 ? 960 : 480;
    constexpr int kCelt[] = {120, 240, 480, 960};
    return kCelt[config & 3];
}

/// A frame's length in one or two bytes; moves on. Nothing if it is cut short.
std::optional<int> frameLength(QByteArrayView packet, qsizetype& index)
{
    if (index >= packet.size())
        return std::nullopt;
    const int first = at(packet, index++);
    if (first < 252)
        return first;
    if (index >= packet.size())
        return std::nullopt;
    return first + 4 * at(packet, index++);
}

/// Code 3: any number of frames, padded or not, of one size or several.
std::optional<int> framesOfCode3(QByteArrayView packet)
{
    if (packet.size() < 2)
        return std::nullopt;
    const quint8 head = at(packet, 1);
    const int frames = head & 0x3F;
    if (frames == 0)
        return std::nullopt;
    qsizetype index = 2;
    qsizetype padding = 0;
    if (head & 0x40) {
        for (quint8 more = 255; more == 255;) {
            if (index >= packet.size())
                return std::nullopt;
            more = at(packet, index++);
            padding += more == 255 ? 254 : more;
        }
    }
    qsizetype told = 0;
    if (head & 0x80)
        for (int frame = 0; frame < frames - 1; ++frame) {
            const auto length = frameLength(packet, index);
            if (!length || *length > kLongestFrame)
                return std::nullopt;
            told += *length;
        }
    const qsizetype left = packet.size() - index - padding - told;
    if (left < 0)
        return std::nullopt;
    if (head & 0x80)
        return left <= kLongestFrame ? std::optional(frames) : std::nullopt;
    return left % frames == 0 && left / frames <= kLongestFrame ? std::optional(frames) : std::nullopt;
}

std::optional<int> framesOf(QByteArrayView packet)
{
    switch (at(packet, 0) & 3) {
    case 0: return packet.size() - 1 <= kLongestFrame ? std::optional(1) : std::nullopt;
    case 1: return (packet.size() - 1) % 2 == 0 && (packet.size() - 1) / 2 <= kLongestFrame ? std::optional(2) : std::nullopt;
    case 2: {
        qsizetype index = 1;
        const auto first = frameLength(packet, index);
        if (!first || *first > kLongestFrame || packet.size() - index < *first
            || packet.size() - index - *first > kLongestFrame)
            return std::nullopt;
        return 2;
    }
    default: return framesOfCode3(packet);
    }
}

} // namespace

std::optional<int> opusSamples(QByteArrayView packet)
{
    if (packet.isEmpty())
        return std::nullopt;
    const auto frames = framesOf(packet);
    if (!frames)
        return std::nullopt;
    const int samples = *frames * frameSamples(at(packet, 0));
    return samples <= kLongestPacket ? std::optional(samples) : std::nullopt;
}

std::optional<OpusStream> readOpusHead(QByteArrayView head)
{
    // Magic, version 1, channels, pre-skip, rate, gain, mapping family.
    if (head.size() != 19 || !head.startsWith("OpusHead") || (at(head, 8) & 0xF0) != 0 || at(head, 18) != 0)
        return std::nullopt;
    OpusStream stream;
    stream.channels = at(head, 9);
    stream.preSkip = qFromLittleEndian<quint16>(head.data() + 10);
    const quint32 rate = qFromLittleEndian<quint32>(head.data() + 12);
    stream.inputRate = rate >= 8000 && rate <= 192'000 ? int(rate) : kOpusRate;
    if (stream.channels < 1 || stream.channels > 2)
        return std::nullopt;
    return stream;
}

} // namespace greenroom
