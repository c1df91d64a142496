// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sending/cover.h"
#include "core/domain/sending/sendingwords.h"
#include "core/domain/sending/unfold.h"

namespace greenroom::sending {

/// What a text says about one topic after another, by the product's own words.
class TopicFinder {
public:
    explicit TopicFinder(std::span<const Sign> signs);

    /// Ascending, apart from each other. Nothing is found in what is `allowed` (ascending by the last sign).
    std::vector<Span> find(SendingTopic topic, std::span<const Span> allowed) const;

    /// Makes the word lists ready, once in a process; the first TopicFinder would otherwise.
    static void prepare();

private:
    struct Hit {
        Cue cue = Cue::harmless;
        Span span;
    };
    class Reading;

    std::span<const Sign> m_signs;
    std::vector<Hit> m_hits; ///< ascending by the last sign; without those that are part of something harmless
};

} // namespace greenroom::sending
