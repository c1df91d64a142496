// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <limits>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include "tests/sim/dayplan.h"
#include "tests/sim/dayreport.h"
#include "tests/sim/play.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

int refuse(const QString& why)
{
    std::fprintf(stderr, "greenroom-sim: %s\n", qPrintable(why));
    return 2;
}

/// greenroom-sim day
int day(QStringList arguments)
{
    arguments.removeAt(1);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Plays a day of a made-up show, or of an arrival file, through the router, with made-up agents, as fast as it goes. "
        u"With "
        "several profiles, the same day by each, side by side.\n\n"
        "A profile is what differs from first come, first served: tiers, vip=5, bigSpender=10, emotion=5, ageing=1 (points; "
        "ageing is by the minute), rings=30, ramp=20, sticky=60 (seconds), strategy=longestIdle, separated by commas.\n\n"
        "An arrival file has a JSON object a line: at (seconds from the start), and if known queue (0 to 4), tier, language, "
        "skill, "
        "emotion (0 to 100), handlingSeconds."_s);
    parser.addHelpOption();
    const ShowPlan usual;
    const auto option = [&](const char* name, const char* what, const char* value, const QString& fallback) {
        parser.addOption({QString::fromLatin1(name), QString::fromUtf8(what), QString::fromLatin1(value), fallback});
    };
    option("profile", "May be given several times.", "profile", {});
    option("arrivals", "File of arrivals; without, a show is made.", "file", {});
    option("seed", "Of the show and the agents.", "number", QString::number(usual.seed));
    option("hours", "Length of the day.", "number", QString::number(usual.length.count()));
    option("rate", "Asking a minute in ordinary times; three times that while the show runs.", "number",
        QString::number(usual.perMinute));
    option("bursts", "Moments in the show when many ask within a minute.", "number", QString::number(usual.bursts));
    option("burst", "How many ask then.", "number", QString::number(usual.burst));
    option("agents", "Agents.", "number", QString::number(usual.agents));
    option("target", "Of the service level, in seconds.", "number", u"30"_s);
    parser.addOption({u"json"_s, u"A line of JSON a profile instead of the table."_s});
    parser.process(arguments);

    ShowPlan plan;
    bool good = true;
    const auto number = [&](const char* name, qint64 least, qint64 most) {
        bool isNumber = false;
        const qint64 value = parser.value(QString::fromLatin1(name)).toLongLong(&isNumber);
        good = good && isNumber && value >= least && value <= most;
        return value;
    };
    plan.seed = quint64(number("seed", 0, std::numeric_limits<qint64>::max()));
    plan.length = std::chrono::hours(number("hours", 1, 24 * 31));
    plan.perMinute = double(number("rate", 0, 100'000));
    plan.bursts = int(number("bursts", 0, 1'000));
    plan.burst = int(number("burst", 0, 100'000));
    plan.agents = int(number("agents", 1, 5'000));
    const Millis target(1000 * number("target", 1, 86'400));
    if (!good)
        return refuse(u"a number is missing or out of range; greenroom-sim day --help lists them"_s);
    Day played = makeShow(plan);
    if (parser.isSet(u"arrivals"_s)) {
        QFile file(parser.value(u"arrivals"_s));
        if (!file.open(QIODevice::ReadOnly))
            return refuse(file.fileName() + u": "_s + file.errorString());
        auto arrivals = readArrivals(file.readAll(), plan);
        if (!arrivals)
            return refuse(file.fileName() + u": "_s + arrivals.error().detail);
        played.arrivals = *std::move(arrivals);
    }
    QStringList names = parser.values(u"profile"_s);
    if (names.isEmpty())
        names = QStringList {{}, u"tiers"_s};
    std::vector<TimedDay> days;
    for (const QString& name : std::as_const(names)) {
        const auto profile = readProfile(name);
        if (!profile)
            return refuse(profile.error().detail);
        days.push_back(timeDay(name.isEmpty() ? u"first come"_s : name, played, *profile, target));
    }
    if (parser.isSet(u"json"_s))
        for (const TimedDay& each : days)
            std::printf("%s\n", dayJson(each).constData());
    else
        std::printf("%s", qPrintable(dayTable(days)));
    const bool kept = std::all_of(
        days.begin(), days.end(), [](const TimedDay& each) { return each.report.overtaken == 0 && each.report.full == 0; });
    return kept ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    if (QCoreApplication::arguments().value(1) == "day"_L1)
        return day(QCoreApplication::arguments());
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Plays dialogues against a running server, customers and agents alike, and compares what was stored with the source. "
        "greenroom-sim day --help is about the router alone."_s);
    parser.addHelpOption();
    const auto option = [&](const char* name, const char* what, const char* value, const char* fallback = "") {
        parser.addOption(
            {QString::fromLatin1(name), QString::fromUtf8(what), QString::fromLatin1(value), QString::fromLatin1(fallback)});
    };
    option("server", "Address of the server.", "url", "http://127.0.0.1:7420");
    option("shop", "Public key of the shop the customers come to.", "key", "demo");
    option("dialogues", "File to play.", "file");
    option("format", "Its form: crosswoz, multidogo or greenroom.", "form", "greenroom");
    option("most", "Play at most this many.", "number", "300");
    option("agents",
        "Sign-in names of agents to play, separated by commas; their password is in GREENROOM_PASSWORD. "
        "Without, somebody else answers.",
        "names");
    option("customers", "Customers at once.", "number", "50");
    option("rate", "New dialogues a second; 0: as customers become free.", "number", "0");
    option("within", "Give up after this many seconds.", "seconds", "600");
    option("seed", "Of the ids made here.", "number", "1");
    parser.process(app);

    if (!parser.isSet(u"dialogues"_s)) {
        std::fputs(
            "greenroom-sim: --dialogues names the file to play; resources/demo/dialogues.jsonl is a small one\n", stderr);
        return 2;
    }
    auto dialogues = readDialogues(parser.value(u"dialogues"_s), parser.value(u"format"_s), parser.value(u"most"_s).toInt());
    if (!dialogues) {
        std::fprintf(stderr, "greenroom-sim: %s\n", qPrintable(sentence(dialogues.error())));
        return 2;
    }
    Play::Settings settings;
    settings.server = QUrl(parser.value(u"server"_s));
    settings.shop = parser.value(u"shop"_s);
    settings.customers = parser.value(u"customers"_s).toInt();
    settings.rate = parser.value(u"rate"_s).toDouble();
    settings.within = std::chrono::seconds(parser.value(u"within"_s).toInt());
    settings.seed = parser.value(u"seed"_s).toULongLong();
    for (const QString& name : parser.value(u"agents"_s).split(u',', Qt::SkipEmptyParts)) {
        auto signedIn = signIn(settings.server, name, qEnvironmentVariable("GREENROOM_PASSWORD"));
        if (!signedIn) {
            std::fprintf(stderr, "greenroom-sim: %s: %s\n", qPrintable(name), qPrintable(sentence(signedIn.error())));
            return 2;
        }
        settings.agentTokens.append(signedIn->token);
    }
    const bool checks = !settings.agentTokens.isEmpty();
    Play play(settings, *dialogues);
    QObject::connect(&play, &Play::finished, &app, [&](const Play::Report& report) {
        for (const QString& line : report.wrong)
            std::fprintf(stderr, "%s\n", qPrintable(line));
        std::printf("{\"seed\":%llu,\"dialogues\":%lld,\"messages\":%lld,\"equal\":%lld,\"wrong\":%lld,\"seconds\":%.1f,\"in_"
                    "time\":%s}\n",
            settings.seed, static_cast<long long>(report.played), static_cast<long long>(report.messages),
            static_cast<long long>(report.equal), static_cast<long long>(report.wrong.size()), report.seconds,
            report.inTime ? "true" : "false");
        QCoreApplication::exit(report.wrong.isEmpty() && report.inTime && (!checks || report.equal == report.played) ? 0 : 1);
    });
    play.start();
    return QCoreApplication::exec();
}
