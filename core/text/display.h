// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace greenroom {

/// The longest text of one message, in Unicode code points and in bytes of UTF-8.
inline constexpr int kMessageChars = 8000;
inline constexpr int kMessageBytes = 32 * 1024;

/// Number of Unicode code points; a lone surrogate counts as one.
qsizetype codePoints(QStringView text);

/// A text from outside, made safe to lay out: at most 20 combining marks in a row, at most 1000 lines (the rest is
/// joined by spaces), no control characters but newline and tab, lone surrogates replaced by U+FFFD.
/// Idempotent. What a person typed in good faith is unchanged.
QString safeForDisplay(const QString& text);

/// A name from outside, for one line: as safeForDisplay(), and without line breaks, zero-width characters and
/// bidirectional controls, trimmed, at most 80 code points.
QString safeName(const QString& name);

} // namespace greenroom
