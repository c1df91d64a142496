// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>

#include "server/admin/admindesk.h"
#include "server/admin/adminwire.h"
#include "server/config/startchecks.h"
#include "server/desk/epoch.h"
#include "server/trace/logwriter.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

void print(const QString& text)
{
    std::fputs(text.toUtf8().constData(), stdout);
}

int refuse(const Error& error, int code)
{
    std::fprintf(stderr, "greenroomd: %s\n", sentence(error).toUtf8().constData());
    return code;
}

void overview(std::span<const LocalCommand> local)
{
    QString out = u"greenroomd COMMAND [ARGUMENTS] [--config FILE] [--SETTING VALUE ...]\n\nCommands:\n"_s;
    for (const LocalCommand& each : local)
        out += u"  %1  %2\n"_s.arg(each.name, -8).arg(each.summary);
    for (const AdminCommand& each : adminCommands())
        out += u"  %1  %2\n"_s.arg(each.name, -8).arg(each.summary);
    out += u"\n\"greenroomd COMMAND --help\" teaches each; \"greenroomd config\" lists the settings.\n\n"
           "A first installation:\n"
           "  greenroomd shop add lamps --name \"Lamp House\"\n"
           "  greenroomd queue add lamps \"Sales\"\n"
           "  greenroomd user add ann --name Ann --shop lamps --roles admin,agent --queue Sales\n"
           "  greenroomd serve\n"_s;
    print(out);
}

Result<Config> readConfig(QStringList& arguments)
{
    Config config;
    auto file = takeOption(arguments, "config"_L1);
    if (!file && qEnvironmentVariableIsSet("GREENROOM_CONFIG"))
        file = qEnvironmentVariable("GREENROOM_CONFIG");
    if (file) {
        QFile text(*file);
        if (!text.open(QIODevice::ReadOnly))
            return Error {Code::config, u"config"_s, *file + u" cannot be read"_s, 0};
        if (auto done = readConfigText(config, QString::fromUtf8(text.readAll()), *file); !done)
            return done.error();
    }
    QHash<QString, QString> environment;
    const auto variables = QProcessEnvironment::systemEnvironment();
    for (const QString& name : variables.keys())
        environment.insert(name, variables.value(name));
    if (auto done = readConfigEnvironment(config, environment); !done)
        return done.error();
    for (const ConfigKey& key : configKeys())
        if (const auto value = takeOption(arguments, key.name))
            if (auto done = setConfigValue(config, key, *value); !done)
                return done.error();
    return config;
}

Result<QString> runOnStore(const AdminCommand& command, const Config& config, const QStringList& arguments)
{
    const Runner runner = Runner::current();
    if (auto done = checkStart(config, runner); !done)
        return done.error();
    QString input;
    if (arguments.contains("--password-stdin"_L1)) {
        QFile standard;
        if (standard.open(stdin, QIODevice::ReadOnly))
            input = QString::fromUtf8(standard.readLine()).trimmed();
    }
    const AdminAsk ask {command.name, arguments, input, QDir::currentPath()};
    auto lock = DataDirLock::take(config.dataDir);
    if (!lock && lock.error().code == Code::busy)
        return askServer(config.dataDir, ask);
    if (!lock)
        return lock.error();
    auto database = Database::open(config.databasePath(), Database::Mode::readWrite);
    if (!database)
        return database.error();
    const auto now = std::chrono::floor<Millis>(std::chrono::system_clock::now());
    if (auto done = prepareStore(**database, now); !done)
        return done.error();
    IdSource ids;
    AdminContext context {
        **database, now, ids, input, {}, {}, QDir::currentPath(), config.offerTime, config.stickyWithin, config.dataDir};
    if (auto done = (*database)->begin(); !done)
        return done.error();
    Result<void> result;
    if (auto done = runApart(context, command, ask, userName(runner.uid), result); !done) {
        (*database)->rollback();
        return done.error();
    }
    if (auto done = (*database)->commit(); !done)
        return done.error();
    return result ? Result<QString>(context.out) : result.error();
}

} // namespace

std::optional<QString> takeOption(QStringList& arguments, QLatin1StringView name)
{
    const qsizetype at = arguments.indexOf(u"--"_s + name);
    if (at < 0 || at + 1 >= arguments.size())
        return std::nullopt;
    arguments.removeAt(at);
    return arguments.takeAt(at);
}

bool takeFlag(QStringList& arguments, QLatin1StringView name)
{
    return arguments.removeOne(u"--"_s + name);
}

int runCommandLine(const QStringList& given, std::span<const LocalCommand> local)
{
    // Whatever is made from here on, database and lock among it, is its owner's alone.
    umask(S_IRWXG | S_IRWXO);
    QStringList arguments = given;
    const QString name = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (name.isEmpty() || name == "--help"_L1 || name == "help"_L1) {
        overview(local);
        return name.isEmpty() ? 2 : 0;
    }
    if (name == "--version"_L1) {
        print(u"greenroomd " GREENROOM_VERSION "\n"_s);
        return 0;
    }
    const bool help = takeFlag(arguments, "help"_L1);
    for (const LocalCommand& each : local)
        if (each.name == name && help) {
            print(each.help);
            return 0;
        }
    for (const AdminCommand& each : adminCommands())
        if (each.name == name && help) {
            print(each.help);
            return 0;
        }
    const auto config = readConfig(arguments);
    if (!config)
        return refuse(config.error(), 2);
    startLog(config->logLevel);
    for (const LocalCommand& each : local)
        if (each.name == name)
            return each.run(*config, arguments);
    for (const AdminCommand& each : adminCommands())
        if (each.name == name) {
            const auto done = runOnStore(each, *config, arguments);
            if (!done)
                return refuse(done.error(), 1);
            print(*done);
            return 0;
        }
    std::fprintf(stderr, "greenroomd: there is no command \"%s\"; \"greenroomd --help\" lists all\n", qPrintable(name));
    return 2;
}

} // namespace greenroom
