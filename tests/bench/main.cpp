// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QCoreApplication>
#include <QFile>

#include "tests/bench/connect.h"
#include "tests/bench/desktop.h"
#include "tests/bench/limit.h"
#include "tests/bench/offer.h"
#include "tests/bench/relay.h"
#include "tests/bench/route.h"
#include "tests/bench/widget.h"

using namespace greenroom;

namespace {

constexpr char kHelp[] = R"(greenroom-bench: measures the product and prints one line of JSON a run.

  greenroom-bench desktop [options]   the agent's desktop: start, opening, scrolling, idling, traffic, memory
  greenroom-bench widget [options]    the customer's widget: bytes on the wire, time until it can be used
  greenroom-bench relay [options]     the server: customers say, agents receive and answer
  greenroom-bench offer [options]     from a customer's first word to an agent's list
  greenroom-bench connect [options]   handshakes a second, plain or over TLS
  greenroom-bench idle [options]      memory of a connection that says nothing
  greenroom-bench resume [options]    everybody is cut and comes back
  greenroom-bench restart [options]   kill -9, and serving again
  greenroom-bench route [options]     the router: who waits gets whom, in one process
  greenroom-bench limit [options]     the same traffic through bare epoll and bare SQLite: the floor under relay
  greenroom-bench <command> --help    what a command measures, how, and its options

Figures are comparable only from the release preset (cmake --preset release). What each must reach, what it reached, and
how: docs/performance.md.
)";

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const QString command = arguments.value(1);
    if (arguments.size() > 1)
        arguments.removeAt(1);
    if (command == QLatin1StringView("desktop"))
        return benchDesktop(arguments);
    if (command == QLatin1StringView("widget"))
        return benchWidget(arguments);
    if (command == QLatin1StringView("route"))
        return benchRoute(arguments);
    if (!qEnvironmentVariableIsSet("GREENROOM_BUILD"))
        qputenv("GREENROOM_BUILD", GREENROOM_BUILD_FOLDER);
    // Installed, the server stands beside this program.
    const QByteArray beside = QCoreApplication::applicationDirPath().toLocal8Bit() + "/greenroomd";
    if (QFile::exists(QString::fromLocal8Bit(beside)))
        qputenv("GREENROOM_SERVER", beside);
    if (command == QLatin1StringView("relay"))
        return benchRelay(arguments);
    if (command == QLatin1StringView("offer"))
        return benchOffer(arguments);
    if (command == QLatin1StringView("limit"))
        return benchLimit(arguments);
    if (command == QLatin1StringView("connect"))
        return benchConnect(arguments);
    if (command == QLatin1StringView("idle"))
        return benchIdle(arguments);
    if (command == QLatin1StringView("resume"))
        return benchResume(arguments);
    if (command == QLatin1StringView("restart"))
        return benchRestart(arguments);
    const bool asked = command == QLatin1StringView("--help") || command == QLatin1StringView("-h");
    std::fputs(kHelp, asked ? stdout : stderr);
    return asked ? 0 : 2;
}
