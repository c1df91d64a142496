// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"

namespace greenroom {

/// What was said last, as lists carry it: its words, in one line. Of what has none, U+FFFC, the kind, and what it is known
/// by, so that each desk says it in its own language: "￼image", "￼voice 12000" (milliseconds), "￼orderCard 20241",
/// "￼productCard Lamp", "￼recalled". No words begin so, whatever was written.
QString previewOf(const Content& content);

/// The thing a preview tells of, with no more in it than what it is known by; none for words.
std::optional<Content> thingOf(const QString& preview);

} // namespace greenroom
