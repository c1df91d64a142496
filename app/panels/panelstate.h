// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "core/base/error.h"

namespace greenroom {

/// What a panel beside the transcript has to show.
struct PanelState {
    enum class Phase {
        empty, ///< nothing is open, or nothing was asked for
        loading, ///< asked; what is shown meanwhile may be of before
        ready, ///< what is shown is the answer
        failed, ///< `error` says why; what is shown may be of before
    };
    Phase phase = Phase::empty;
    Error error {Code::ok, {}, {}, 0};

    static PanelState failed(const Error& error);

    friend bool operator==(const PanelState&, const PanelState&) = default;
};

/// When to ask again what was refused as too fast.
inline std::chrono::milliseconds askAgainAfter(const Error& error)
{
    return std::chrono::milliseconds(qMax<qint64>(100, error.limit));
}

} // namespace greenroom
