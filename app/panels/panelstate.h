// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace greenroom
