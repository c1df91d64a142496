// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include <malloc.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHashSeed>
#include <QLoggingCategory>

#include "tests/proof/describe.h"
#include "tests/proof/mutants.h"
#include "tests/proof/simulation.h"

using namespace greenroom;
using namespace greenroom::proof;
using namespace Qt::StringLiterals;

namespace {

void print(const QString& line)
{
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

double processorTime()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

/// What goes on, for whoever has to tell after the end.
struct Running {
    quint64 seed = 0;
    int steps = 0;
    QString mutant;
    QStringList schedule;

    void tell() const
    {
        for (const QString& line : schedule)
            print(u"  "_s + line);
        print(u"replay: %1 --from %2 --steps %3%4 --history"_s.arg(QCoreApplication::applicationFilePath())
                  .arg(seed)
                  .arg(steps)
                  .arg(mutant));
    }
};
Running s_running;

/// An assertion or a sanitizer has found something: which run was it?
void onAbort(int)
{
    print(u"BROKEN in the middle of seed "_s + QString::number(s_running.seed));
    s_running.tell();
    std::_Exit(1);
}

QString summary(const Report& report)
{
    return u"seed %1: %2 simulated ms, %3 events, %4 said, %5 entries stored, %6 crashes, %7 restores, trace %8"_s
        .arg(report.seed)
        .arg(report.simulated.count())
        .arg(report.events)
        .arg(report.said)
        .arg(report.stored)
        .arg(report.crashes)
        .arg(report.restores)
        .arg(report.trace, 16, 16, QChar(u'0'));
}

} // namespace

/// Runs worlds from consecutive seeds until one of them breaks a promise.
int main(int argc, char** argv)
{
    // World after world takes the same memory; it is not given back in between.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    // One seed, one run: no hash may order anything differently in another process.
    QHashSeed::setDeterministicGlobalSeed();
    QCoreApplication::setEventDispatcher(new VirtualTime);
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(u"greenroom.*=false"_s);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{{u"from"_s, u"seed"_s}, u"The first seed."_s, u"n"_s, u"1"_s},
        {u"steps"_s, u"Steps of each run."_s, u"n"_s, u"500"_s},
        {u"seeds"_s, u"How many seeds, one after the other."_s, u"n"_s, u"1"_s},
        {u"seconds"_s, u"Begin no further seed after this much processor time."_s, u"n"_s, u"0"_s},
        {u"mutant"_s, u"Break this rule; only greenroom-mutants can."_s, u"name"_s},
        {u"schedule"_s, u"Print the faults of each run."_s}, {u"history"_s, u"Print everything that happened."_s}});
    parser.process(app);
    auto& time = *static_cast<VirtualTime*>(QCoreApplication::eventDispatcher());
    const quint64 first = parser.value(u"seed"_s).toULongLong();
    const int steps = parser.value(u"steps"_s).toInt();
    const quint64 seeds = parser.value(u"seeds"_s).toULongLong();
    if (const QString name = parser.value(u"mutant"_s); !name.isEmpty()) {
        Mutant which = Mutant::none;
        for (const auto& [each, known] : EnumNames<Mutant>::names)
            if (known == name)
                which = each;
        become(which);
        if (which == Mutant::none || !hasMutants()) {
            print(u"no such mutant here: "_s + name);
            return 2;
        }
    }
    const std::chrono::seconds most(parser.value(u"seconds"_s).toInt());

    const auto begun = std::chrono::steady_clock::now();
    const auto spent = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(); };
    quint64 done = 0;
    std::size_t events = 0;
    std::size_t said = 0;
    int crashes = 0;
    int restores = 0;
    if (parser.isSet(u"mutant"_s))
        s_running.mutant = u" --mutant "_s + parser.value(u"mutant"_s);
    s_running.steps = steps;
    std::signal(SIGABRT, onAbort);
    for (quint64 seed = first; seed < first + seeds && (most.count() == 0 || processorTime() < double(most.count())); ++seed) {
        s_running.seed = seed;
        s_running.schedule.clear();
        const Report report = simulate(time, seed, steps, s_running.schedule);
        ++done;
        events += report.events;
        said += report.said;
        crashes += report.crashes;
        restores += report.restores;
        if (parser.isSet(u"schedule"_s))
            for (const QString& line : std::as_const(s_running.schedule))
                print(u"  "_s + line);
        if (parser.isSet(u"history"_s))
            for (const QString& line : described(report.history))
                print(line);
        if (seeds == 1 || !report.violations.empty())
            print(summary(report));
        if (report.violations.empty())
            continue;
        for (const Violation& violation : report.violations)
            print(u"BROKEN "_s + violation.invariant + u" at event "_s + QString::number(violation.position) + u": "_s
                + violation.what);
        s_running.tell();
        return 1;
    }
    print(
        u"%1 seeds of %2 steps from seed %3: %4 events, %5 said, %6 crashes, %7 restores, %8 s (CPU %9 s), 0 broken"_s.arg(done)
            .arg(steps)
            .arg(first)
            .arg(events)
            .arg(said)
            .arg(crashes)
            .arg(restores)
            .arg(spent(), 0, 'f', 1)
            .arg(processorTime(), 0, 'f', 1));
    return 0;
}
