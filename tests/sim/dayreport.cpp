// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/dayreport.h"

#include <algorithm>
#include <cmath>

#include <QJsonDocument>
#include <QJsonObject>

namespace greenroom {

using namespace Qt::StringLiterals;

DayWaits waitsOf(std::vector<Millis> waits, Millis target)
{
    DayWaits found;
    found.count = qint64(waits.size());
    if (waits.empty())
        return found;
    std::sort(waits.begin(), waits.end());
    const auto at = [&](double share) { return waits[size_t(std::ceil(share * double(waits.size()))) - 1]; };
    found.p50 = at(0.5);
    found.p90 = at(0.9);
    found.p99 = at(0.99);
    found.longest = waits.back();
    const auto late = std::upper_bound(waits.begin(), waits.end(), target);
    found.within = double(late - waits.begin()) / double(waits.size());
    return found;
}

double giniOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    double sum = 0;
    double weighted = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        sum += values[i];
        weighted += double(i + 1) * values[i];
    }
    const auto n = double(values.size());
    return sum > 0 ? (2 * weighted) / (n * sum) - (n + 1) / n : 0;
}

QString dayTable(const std::vector<std::pair<QString, DayReport>>& reports)
{
    QString table = QString().leftJustified(34);
    for (const auto& [name, report] : reports)
        table += name.left(20).rightJustified(22);
    table += u'\n';
    const auto row = [&](const QString& what, const auto& figure) {
        table += what.leftJustified(34);
        for (const auto& [name, report] : reports)
            table += figure(report).rightJustified(22);
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
            reports.begin(), reports.end(), [tier = tier](const auto& each) { return each.second.byTier.contains(tier); });
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
    row(u"times real time"_s, [](const DayReport& r) { return QString::number(r.speed, 'f', 0); });
    return table;
}

QByteArray dayJson(const QString& name, const DayReport& report)
{
    const auto waits = [](const DayWaits& w) {
        return QJsonObject {{u"count"_s, w.count}, {u"p50_ms"_s, qint64(w.p50.count())}, {u"p90_ms"_s, qint64(w.p90.count())},
            {u"p99_ms"_s, qint64(w.p99.count())}, {u"longest_ms"_s, qint64(w.longest.count())}, {u"service_level"_s, w.within}};
    };
    QJsonObject tiers;
    for (const auto& [tier, each] : report.byTier)
        tiers.insert(QString(enumName(tier)), waits(each));
    return QJsonDocument(
        QJsonObject {{u"profile"_s, name}, {u"all"_s, waits(report.all)}, {u"tiers"_s, tiers}, {u"left"_s, report.left},
            {u"saturation"_s, report.saturation}, {u"gini"_s, report.gini}, {u"overtaken"_s, report.overtaken},
            {u"above_capacity"_s, report.full}, {u"speed"_s, report.speed}})
        .toJson(QJsonDocument::Compact);
}

} // namespace greenroom
