// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>

#include "tests/sim/play.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Plays dialogues against a running server, customers and agents alike, and compares what was stored with the source."_s);
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
