// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/soak/soak.h"

namespace greenroom {

/// The catalogue: each a name and what begins it. One that is added here is in every run; it ends by itself, at the latest in
/// Soak::rest().
struct SoakFaults {
    QString name;
    std::function<void(Soak&)> begin;

    static const QList<SoakFaults>& all();
    static QStringList names();
};

} // namespace greenroom
