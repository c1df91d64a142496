// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/base/result.h"

namespace greenroom {

enum class ImageFormat { png, jpeg, gif, webp };

/// What a picture says of itself, read from its first bytes and its structure, without decoding any of it.
struct ImageHeader {
    ImageFormat format = ImageFormat::png;
    qint64 width = 0;
    qint64 height = 0;
    bool animated = false; ///< has, or may have, more than one frame
};

/// Most pixels and longest edge of a picture that is taken.
inline constexpr qint64 kMaxPixels = 40'000'000;
inline constexpr qint64 kMaxEdge = 20'000;

/// What the bytes are, by the bytes alone. Errors, all mediaRejected: none of the four formats, broken before its size
/// shows, empty, larger than kMaxPixels or kMaxEdge, animated (there is nothing here that could write one anew).
Result<ImageHeader> readImageHeader(QByteArrayView bytes);

} // namespace greenroom
