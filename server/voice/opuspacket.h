// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QByteArray>

namespace greenroom {

/// A voice note taken apart: what is kept of it.
struct OpusStream {
    int channels = 1;
    int preSkip = 0; ///< samples at 48 kHz to leave out at the beginning
    int inputRate = 48'000; ///< of the recording; informative
    std::vector<QByteArray> packets;
};

/// Opus samples are counted at this rate, whatever the recording had.
inline constexpr int kOpusRate = 48'000;

/// How many samples a packet lasts (RFC 6716 §3), or nothing if its frames do not add up to the packet.
std::optional<int> opusSamples(QByteArrayView packet);
/// Channels, pre-skip and rate of an identification header (RFC 7845 §5.1) of mapping family 0; nothing for any other.
std::optional<OpusStream> readOpusHead(QByteArrayView head);

} // namespace greenroom
