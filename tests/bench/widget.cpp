// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/widget.h"

#include <cstdio>

#include <QCommandLineParser>
#include <QProcess>

#include "tests/support/serverprocess.h"

namespace greenroom {

using namespace Qt::StringLiterals;

int benchWidget(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Loads a shop's page with the widget in Chromium, each time with a fresh profile, from a greenroomd of its own on\n"
        "loopback. Prints one line of JSON: bytes, heads and bodies as sent, launcher included (the largest of the runs);\n"
        "interactive_ms, from the page's navigation to the open panel's composer being ready (the median); load, the\n"
        "machine's load average when it ended."_s);
    parser.addHelpOption();
    parser.addOption({u"runs"_s, u"How often; one more before them is not counted."_s, u"number"_s, u"9"_s});
    parser.process(arguments);

    if (!qEnvironmentVariableIsSet("GREENROOM_BUILD"))
        qputenv("GREENROOM_BUILD", GREENROOM_BUILD_FOLDER);
    ServerProcess server;
    server.prepare([](Database& database) {
        const ShopId shop = ServerProcess::addShop(database, u"demo"_s);
        ServerProcess::addQueue(database, shop, u"sales"_s);
    });
    if (!server.start({u"--log-level"_s, u"warning"_s})) {
        std::fputs(server.output().constData(), stderr);
        return 1;
    }
    QProcess browser;
    browser.setProcessChannelMode(QProcess::ForwardedChannels);
    browser.start(QStringLiteral(GREENROOM_SOURCE_FOLDER "/tests/web/node.sh"),
        {u"measure.mjs"_s, server.url().toString(), parser.value(u"runs"_s)});
    if (!browser.waitForFinished(300'000) || browser.exitStatus() != QProcess::NormalExit) {
        std::fprintf(stderr, "greenroom-bench: %s\n", qPrintable(browser.errorString()));
        return 1;
    }
    return browser.exitCode();
}

} // namespace greenroom
