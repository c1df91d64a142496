// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/desktop.h"

#include <cstdio>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include "tests/bench/deskfigures.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const char* const kDescription
    = "Measures the real desktop program (release build) from outside, on a display, a session bus and a vault of its own,\n"
      "against a server of its own that says the same each time. Prints one line of JSON:\n"
      "  start_ms      exec to the list of conversations on screen, signed in from the vault, cached, without a server;\n"
      "                median; before it the program is started twice unmeasured, so that the page cache is warm\n"
      "  pss_mb rss_mb memory two seconds after that, median\n"
      "  open_ms       from the key press to the transcript on screen, conversations of 10 000 cached entries, median\n"
      "  scroll_cpu_s  processor time of 200 clicks of the wheel up through such a conversation, median of three\n"
      "  idle_cpu_pct  processor time with 200 rows whose clocks run, 20 of them visible, percent of one core\n"
      "  stall_ms      longest processor time of the main thread in one turn of its event loop while 100 messages a second\n"
      "                arrive in the ten conversations opened last, one of them on screen\n"
      "  list_scroll_ms the same with 20 000 who wait in the list on screen: the wheel turns, then the scroll bar goes from\n"
      "                end to end; with _100k behind these three names: 100 000 in the list of all\n"
      "  list_tick_ms  the same: five seconds of running clocks, 100 changes of rows a second, ten going and ten coming\n"
      "  list_filter_ms the same: a filter is set and taken back\n"
      "  leak_mb       a day's traffic, played faster; somebody opens conversations and answers meanwhile. Memory at the end\n"
      "                minus memory after the first hour of it (anonymous and shared, not the program's own files)\n"
      "Needs Xvfb, xdotool, dbus-daemon and gnome-keyring-daemon.";

} // namespace

int benchDesktop(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.setApplicationDescription(QString::fromLatin1(kDescription));
    parser.addHelpOption();
    const auto option = [&](const char* name, const char* what, const char* value, const QString& fallback) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(value), fallback});
    };
    option("conversations", "Cached conversations.", "number", u"1000"_s);
    option("only", "These figures, separated by commas: start open scroll idle stall lists leak.", "names",
        u"start,open,scroll,idle,stall,lists,leak"_s);
    option("runs", "Runs of which the median is taken.", "number", u"9"_s);
    option("seconds", "How long idling and stalling are watched.", "number", u"30"_s);
    option("leak-hours", "Hours of traffic.", "number", u"10"_s);
    option("leak-speed", "Times faster than it was.", "number", u"60"_s);
    option("dialogues", "What is said: a file of dialogues.", "file", QStringLiteral(GREENROOM_DIALOGUES));
    option("format", "Its form: greenroom, crosswoz or multidogo.", "form", u"greenroom"_s);
    option("program", "The desktop.", "file", QStringLiteral(GREENROOM_DESKTOP));
    parser.process(arguments);

    DeskFigures::Settings settings;
    settings.program = QFileInfo(parser.value(u"program"_s)).absoluteFilePath();
    settings.conversations = parser.value(u"conversations"_s).toInt();
    settings.runs = parser.value(u"runs"_s).toInt();
    settings.watchFor = std::chrono::seconds(parser.value(u"seconds"_s).toInt());
    settings.leakHours = parser.value(u"leak-hours"_s).toInt();
    settings.leakSpeed = parser.value(u"leak-speed"_s).toInt();
    if (settings.conversations < 200 || settings.runs < 1 || settings.watchFor.count() < 1 || settings.leakHours < 2
        || settings.leakSpeed < 1) {
        std::fputs("greenroom-bench: conversations from 200, runs, seconds and leak-speed from 1, leak-hours from 2\n", stderr);
        return 2;
    }
    auto dialogues = readDialogues(parser.value(u"dialogues"_s), parser.value(u"format"_s), 1000);
    if (!dialogues || dialogues->isEmpty()) {
        std::fprintf(stderr, "greenroom-bench: no dialogues in %s\n", qPrintable(parser.value(u"dialogues"_s)));
        return 2;
    }
    DeskFigures figures(settings, *dialogues);
    const Result<QJsonObject> measured = figures.measure(parser.value(u"only"_s).split(u','));
    if (!measured) {
        std::fprintf(stderr, "greenroom-bench: %s\n", qPrintable(sentence(measured.error())));
        return 1;
    }
    std::printf("%s\n", QJsonDocument(*measured).toJson(QJsonDocument::Compact).constData());
    return 0;
}

} // namespace greenroom
