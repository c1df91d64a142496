// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"
#include "core/base/instant.h"
#include "core/text/display.h"

namespace greenroom {

/// Name of the WebSocket subprotocol: the wire's major version.
inline constexpr QLatin1StringView kSubprotocol {"greenroom.v1"};

/// Largest WebSocket frame and message, bytes.
inline constexpr qint64 kMaxFrame = 64LL * 1024;
/// Deepest nesting of JSON.
inline constexpr int kMaxDepth = 16;
/// A watcher further behind than this pages with readStream instead of being replayed to.
inline constexpr qint64 kMaxReplay = 500;
/// Most entries of one readStream answer.
inline constexpr qint64 kMaxPage = 200;
/// A message can be recalled this long after it was sent.
inline constexpr Millis kRecallWithin = std::chrono::minutes(2);
/// Largest picture and voice note, bytes.
inline constexpr qint64 kMaxImageBytes = 10LL * 1024 * 1024;
inline constexpr qint64 kMaxVoiceBytes = 5LL * 1024 * 1024;

/// What a client is told in hello of how much it may send.
struct Limits {
    qint64 frameBytes = kMaxFrame;
    qint64 textChars = kMessageChars;
    qint64 textBytes = kMessageBytes;
    qint64 unanswered = 16; ///< requests that may be without a reply at a time
    qint64 perSecond = 20; ///< requests a second, sustained
    qint64 burst = 40;
    qint64 imageBytes = kMaxImageBytes;
    qint64 voiceBytes = kMaxVoiceBytes;

    static constexpr auto fields = std::tuple {field("frameBytes", &Limits::frameBytes), field("textChars", &Limits::textChars),
        field("textBytes", &Limits::textBytes), field("unanswered", &Limits::unanswered),
        field("perSecond", &Limits::perSecond), field("burst", &Limits::burst), field("imageBytes", &Limits::imageBytes),
        field("voiceBytes", &Limits::voiceBytes)};
    friend bool operator==(const Limits&, const Limits&) = default;
};

} // namespace greenroom
