// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/domain/routing/day.h"

namespace greenroom {

/// A day by one profile, and how quickly that went.
struct TimedDay {
    QString name {}; ///< the profile's
    DayReport report {};
    double speed = 0; ///< simulated time over processor time
};
TimedDay timeDay(const QString& name, const Day& day, const routing::Profile& profile, Millis target);

/// For people: a line for each tier and figure, one column a day.
QString dayTable(const std::vector<TimedDay>& days);
/// The same as one line of JSON.
QByteArray dayJson(const TimedDay& day);

} // namespace greenroom
