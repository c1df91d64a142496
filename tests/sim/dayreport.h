// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QByteArray>

#include "core/domain/customer.h"

namespace greenroom {

struct DayWaits {
    qint64 count = 0;
    Millis p50 {0};
    Millis p90 {0};
    Millis p99 {0};
    Millis longest {0};
    double within = 0; ///< share given within the target of the service level
};

struct DayReport {
    std::map<CustomerTier, DayWaits> byTier;
    DayWaits all;
    qint64 left = 0; ///< still wait when the last one has gone
    double saturation = 0; ///< load over capacity, mean over the time somebody was there
    double gini = 0; ///< of the agents' own saturations: 0 all the same, 1 one has everything
    qint64 overtaken = 0; ///< times somebody who needs the same went first although points cannot outweigh the difference: 0
    qint64 full = 0; ///< times an agent had more than their capacity: 0
    double speed = 0; ///< simulated time over processor time
};

/// Of what each waited; `target` is the service level's.
DayWaits waitsOf(std::vector<Millis> waits, Millis target);
/// Of values that are not negative: 0 if all are the same, towards 1 if one has everything.
double giniOf(std::vector<double> values);

/// For people: a line for each tier and figure, one column a report.
QString dayTable(const std::vector<std::pair<QString, DayReport>>& reports);
/// The same as one line of JSON.
QByteArray dayJson(const QString& name, const DayReport& report);

} // namespace greenroom
