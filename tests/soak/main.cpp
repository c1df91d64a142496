// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <random>

#include <QCommandLineParser>
#include <QCoreApplication>

#include "tests/proof/describe.h"
#include "tests/soak/ownnetwork.h"
#include "tests/soak/soakfaults.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

double percentile(std::vector<std::chrono::microseconds> of, std::size_t percent)
{
    if (of.empty())
        return 0;
    std::sort(of.begin(), of.end());
    return double(of[std::min(of.size() - 1, of.size() * percent / 100)].count()) / 1000;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"People talk through a bad network with a real server on a bad machine; then every promise of delivery and "
        u"assignment\n"
        "is asked of what they saw. Prints seed, schedule and counts; exits 1 if a promise is broken."_s);
    parser.addHelpOption();
    parser.addOption({u"seed"_s, u"Replays this schedule."_s, u"number"_s});
    parser.addOption({u"seconds"_s, u"How long things go wrong, in each round."_s, u"number"_s, u"60"_s});
    parser.addOption({u"rounds"_s, u"How many, each with a seed of its own."_s, u"number"_s, u"1"_s});
    parser.addOption({u"calm"_s, u"How long nothing goes wrong before that."_s, u"number"_s, u"0"_s});
    parser.addOption({u"times"_s, u"This many faults in each round, however long that takes."_s, u"number"_s});
    parser.addOption({u"disk-lies"_s,
        u"A disk that calls things synced which it then loses in a power cut: promises must be found broken, so exits 0 then."_s});
    parser.addOption({u"faults"_s,
        u"Only these, separated by commas: %1. Those that end in l last 40 s or two minutes: without being named they are only "
        u"in "
        u"runs that have room for them."_s.arg(SoakFault::names().join(u' ')),
        u"names"_s});
    parser.addOption({u"pairs"_s, u"Each round has two faults, chosen by its seed, which meet often."_s});
    parser.addOption({u"customers"_s, u"How many."_s, u"number"_s, u"12"_s});
    parser.addOption({u"capacity"_s, u"Conversations that each of the three agents takes at once."_s, u"number"_s, u"8"_s});
    parser.addOption({u"history"_s, u"Writes what everybody saw into this file."_s, u"file"_s});
    parser.process(application);
    if (!qEnvironmentVariableIsSet("GREENROOM_BUILD"))
        qputenv("GREENROOM_BUILD", GREENROOM_BUILD_FOLDER);

    Soak::Settings settings;
    settings.faultsFor = std::chrono::seconds(std::max(1, parser.value(u"seconds"_s).toInt()));
    settings.calm = std::chrono::seconds(std::max(0, parser.value(u"calm"_s).toInt()));
    settings.times = std::max(0, parser.value(u"times"_s).toInt());
    settings.pair = parser.isSet(u"pairs"_s);
    settings.diskLies = parser.isSet(u"disk-lies"_s);
    settings.customers = std::max(1, parser.value(u"customers"_s).toInt());
    if (parser.isSet(u"faults"_s))
        settings.faults = parser.value(u"faults"_s).split(u',');
    for (const QString& each : settings.faults) {
        if (!SoakFault::names().contains(each)) {
            std::fprintf(
                stderr, "greenroom-soak: \"%s\" is none of %s\n", qPrintable(each), qPrintable(SoakFault::names().join(u' ')));
            return 2;
        }
    }
    settings.capacity = std::max(1, parser.value(u"capacity"_s).toInt());
    if (!OwnNetwork::enter())
        std::printf("no network of its own is permitted here: strangers come from loopback, whose sources have no limits\n");
    settings.seed = parser.isSet(u"seed"_s) ? parser.value(u"seed"_s).toULongLong() : std::random_device {}();
    int broken = 0;
    const int rounds = std::max(1, parser.value(u"rounds"_s).toInt());
    for (int round = 0; round < rounds; ++round, ++settings.seed) {
        const Soak::Report report = Soak(settings).run();
        for (const QString& line : report.schedule)
            std::printf("  %s\n", qPrintable(line));
        for (const proof::Violation& each : report.violations)
            std::printf("  BROKEN %s at %lld: %s\n", qPrintable(each.invariant), each.position, qPrintable(each.what));
        int faults = 0;
        for (int count : report.counts)
            faults += count;
        QStringList counts;
        for (auto each = report.counts.constBegin(); each != report.counts.constEnd(); ++each)
            counts.append(u"%1 %2"_s.arg(each.key()).arg(*each));
        std::printf("seed %llu: %d faults (%s), %lld said, %lld entries stored, %lld events: lost %d, duplicated %d, "
                    "reordered %d, promises broken %d\n",
            settings.seed, faults, qPrintable(counts.join(u", "_s)), qint64(report.said), qint64(report.stored),
            qint64(report.events), report.lost, report.duplicated, report.reordered, int(report.violations.size()));
        if (!report.crowded.empty())
            std::printf("  answers in ms: p50 %.1f p99 %.1f (of %zu) while nobody meant harm, p50 %.1f p99 %.1f (of %zu) while "
                        "somebody did; %d connections of others cut then; memory at first %.0f MB, at most %.0f MB, of up to "
                        "%lld connections\n",
                percentile(report.calm, 50), percentile(report.calm, 99), report.calm.size(), percentile(report.crowded, 50),
                percentile(report.crowded, 99), report.crowded.size(), report.cut, double(report.memoryAtFirst) / 1e6,
                double(report.memory) / 1e6, report.connections);
        int denied = 0;
        for (int count : report.denied)
            denied += count;
        if (denied > 0)
            std::printf("  %d requests of strangers for what their role may not, each in the audit\n", denied);
        std::fflush(stdout);
        broken += report.violations.empty() == settings.diskLies ? 1 : 0;
        if (parser.isSet(u"history"_s)) {
            QFile file(parser.value(u"history"_s));
            if (file.open(QIODevice::WriteOnly))
                file.write(proof::described(report.history).join(u'\n').toUtf8() + '\n' + report.log);
        }
    }
    std::printf("%d rounds, %d passed, %d failed\n", rounds, rounds - broken, broken);
    return broken == 0 ? 0 : 1;
}
