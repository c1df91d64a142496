// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/soak/soak.h"

namespace greenroom {

/// One fault of the catalogue. One that is added is in every run that can hold it, and in the check unless it is long; it ends
/// by itself, at the latest in Soak::rest().
struct SoakFault {
    QString name;
    std::function<void(Soak&)> begin; ///< may find that it cannot just now, and then does nothing and notes nothing
    std::chrono::seconds takes {0}; ///< of a run, if it is long on purpose
    bool isStrangers = false; ///< only others do something: of our people nobody may be cut off by it
    bool wantsPeace = false; ///< how soon a stranger is served after it is asked only if nothing else happened meanwhile
    bool undoes = false; ///< what was stored and answered may be gone after it
    bool bendsClock = false;

    static const QList<SoakFault>& all();
    static QStringList names();
    /// Those that a run of this length has room for.
    static QStringList within(std::chrono::seconds length);
};

} // namespace greenroom
