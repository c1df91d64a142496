// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/soak/soak.h"

namespace greenroom {

/// The catalogue: each a name and what begins it. One that is added here is in every run that can hold it; it ends by itself,
/// at the latest in Soak::rest().
struct SoakFaults {
    QString name;
    std::function<void(Soak&)> begin;
    std::chrono::seconds takes {0}; ///< of a run, if it is long on purpose

    static const QList<SoakFaults>& all();
    static QStringList names();
    /// Those that a run of this length has room for.
    static QStringList within(std::chrono::seconds length);
};

} // namespace greenroom
