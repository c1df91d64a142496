// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QCoreApplication>

#include "server/admin/admincommand.h"
#include "server/admin/backupcommands.h"
#include "server/serve/servecommand.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

int notUnderstood(const char* command, const QString& argument)
{
    std::fprintf(
        stderr, "greenroomd: \"%s\" is not understood; \"greenroomd %s --help\" explains\n", qPrintable(argument), command);
    return 2;
}

int serveCommand(const Config& config, const QStringList& arguments)
{
    if (arguments.isEmpty())
        return serve(config);
    return notUnderstood("serve", arguments.first());
}

int configCommand(const Config&, const QStringList& arguments)
{
    if (!arguments.isEmpty() && arguments != QStringList {u"--page"_s})
        return notUnderstood("config", arguments.last());
    const QString text = arguments.contains("--page"_L1) ? writeConfigPage() : writeConfigText();
    std::fputs(text.toUtf8().constData(), stdout);
    return 0;
}

// A new command is one line here, or in adminCommands() if it works on the store.
constexpr std::array kCommands {
    LocalCommand {"serve"_L1, "run the server until SIGTERM"_L1,
        "greenroomd serve [--config FILE] [--SETTING VALUE ...]\n\n"
        "Prints one line when it is ready and stops in order at SIGTERM. Not as root. Examples:\n"
        "  greenroomd serve --data-dir /var/lib/greenroom\n"
        "  greenroomd serve --port 0 --log-level debug\n\n\"greenroomd config\" lists every setting.\n"_L1,
        serveCommand},
    LocalCommand {"config"_L1, "write every setting, its meaning and its default"_L1,
        "greenroomd config [--page]\n\n"
        "Writes a settings file to begin with; with --page the same as Markdown. Example:\n"
        "  greenroomd config > greenroom.conf\n"_L1,
        configCommand},
    LocalCommand {"restore"_L1, "a new store from a backup's file"_L1,
        "greenroomd restore FILE [--data-dir DIR]\n\n"
        "Makes a store of a file that \"greenroomd backup\" wrote, in a data directory that has none: existing data are never\n"
        "written over. Every byte is checked first. Clients notice that the store is another one and start over; everybody\n"
        "signs in again. Example:\n"
        "  greenroomd restore /backup/greenroom-2026-11-20.tar --data-dir /var/lib/greenroom-new\n"_L1,
        restoreCommand},
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    return runCommandLine(app.arguments().sliced(1), kCommands);
}
