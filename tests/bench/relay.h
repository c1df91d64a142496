// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "tests/bench/loadtraffic.h"

class QCommandLineParser;

namespace greenroom {

/// `greenroom-bench relay …`: customers say, agents receive and answer. The exit code.
int benchRelay(const QStringList& arguments);

/// What a stretch of traffic showed.
struct TrafficFigures {
    qint64 messages = 0; ///< received within the window, answers included
    qint64 answers = 0;
    double cpuPerMessage = 0; ///< microseconds
    double p50 = 0; ///< milliseconds, customer's send to agent's receipt
    double p99 = 0;
    double perSecond = 0;
    qint64 lost = 0;
    qint64 duplicated = 0;
    qint64 reordered = 0;
    qint64 unanswered = 0; ///< said, and neither stored nor refused in the end
    qint64 refused = 0;
    qint64 unsaid = 0;
    qint64 closed = 0;
};

/// Runs the plan against whoever serves at its port: two seconds not counted, `seconds` counted, then until all is there.
/// `cpu`: the server's processor time so far. Nothing if not everybody came in.
std::optional<TrafficFigures> measureTraffic(
    const LoadWorld& world, const LoadPlan& plan, double seconds, const std::function<double()>& cpu);

/// The options that say what traffic, for relay and limit.
void addTrafficOptions(QCommandLineParser& parser);
LoadPlan planOf(const QCommandLineParser& parser);
/// Adds what TrafficFigures holds to the line.
void tell(BenchLine& line, const TrafficFigures& figures);

} // namespace greenroom
