// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/dayreport.h"

#include <algorithm>
#include <ctime>

#include <QJsonDocument>
#include <QJsonObject>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

double processorSeconds()
{
    timespec now {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

} // namespace

TimedDay timeDay(const QString& name, const Day& day, const routing::Profile& profile, Millis target)
{
    const double from = processorSeconds();
    TimedDay timed {name, playDay(day, profile, target)};
    const double seconds = processorSeconds() - from;
    timed.speed = seconds > 0 ? double((timed.report.end - day.begin).count()) / 1000 / seconds : 0;
    return timed;
}

QString dayTable(const std::vector<TimedDay>& days)
{
    QString table = QString().leftJustified(34);
    for (const TimedDay& day : days)
        table += day.name.left(20).rightJustified(22);
    table += u'\n';
    const auto row = [&](const QString& what, const auto& figure) {
        table += what.leftJustified(34);
        for (const TimedDay& day : days)
            table += figure(day.report).rightJustified(22);
        table += u'\n';
    };
    const auto seconds = [](Millis wait) -> QString { return QString::number(double(wait.count()) / 1000, 'f', 1) + u" s"; };
    const auto percent = [](double share) -> QString { return QString::number(100 * share, 'f', 1) + u" %"; };
    const auto waits = [&](const QString& who, const auto& of) {
        row(who + u": given", [&](const DayReport& r) { return QString::number(of(r).count); });
        row(who + u": waited p50", [&](const DayReport& r) { return seconds(of(r).p50); });
        row(who + u": waited p90", [&](const DayReport& r) { return seconds(of(r).p90); });
        row(who + u": waited p99", [&](const DayReport& r) { return seconds(of(r).p99); });
        row(who + u": longest", [&](const DayReport& r) { return seconds(of(r).longest); });
        row(who + u": service level", [&](const DayReport& r) { return percent(of(r).within); });
    };
    waits(u"all"_s, [](const DayReport& r) { return r.all; });
    for (const auto& [tier, tierName] : EnumNames<CustomerTier>::names) {
        const bool any = std::any_of(
            days.begin(), days.end(), [tier = tier](const TimedDay& day) { return day.report.byTier.contains(tier); });
        if (any)
            waits(QString(tierName), [tier = tier](const DayReport& r) {
                const auto found = r.byTier.find(tier);
                return found == r.byTier.end() ? DayWaits {} : found->second;
            });
    }
    row(u"still waiting at the end"_s, [](const DayReport& r) { return QString::number(r.left); });
    row(u"saturation"_s, [&](const DayReport& r) { return percent(r.saturation); });
    row(u"Gini of the agents' saturation"_s, [](const DayReport& r) { return QString::number(r.gini, 'f', 3); });
    row(u"overtaken beyond the points"_s, [](const DayReport& r) { return QString::number(r.overtaken); });
    row(u"above capacity"_s, [](const DayReport& r) { return QString::number(r.full); });
    table += u"times real time"_s.leftJustified(34);
    for (const TimedDay& day : days)
        table += QString::number(day.speed, 'f', 0).rightJustified(22);
    return table + u'\n';
}

QByteArray dayJson(const TimedDay& day)
{
    const DayReport& report = day.report;
    const auto waits = [](const DayWaits& w) {
        return QJsonObject {{u"count"_s, w.count}, {u"p50_ms"_s, qint64(w.p50.count())}, {u"p90_ms"_s, qint64(w.p90.count())},
            {u"p99_ms"_s, qint64(w.p99.count())}, {u"longest_ms"_s, qint64(w.longest.count())}, {u"service_level"_s, w.within}};
    };
    QJsonObject tiers;
    for (const auto& [tier, each] : report.byTier)
        tiers.insert(QString(enumName(tier)), waits(each));
    return QJsonDocument(QJsonObject {{u"profile"_s, day.name}, {u"all"_s, waits(report.all)}, {u"tiers"_s, tiers},
                             {u"left"_s, report.left}, {u"saturation"_s, report.saturation}, {u"gini"_s, report.gini},
                             {u"overtaken"_s, report.overtaken}, {u"above_capacity"_s, report.full}, {u"speed"_s, day.speed}})
        .toJson(QJsonDocument::Compact);
}

} // namespace greenroom
