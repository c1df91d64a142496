// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/backupcommands.h"

#include <cstdio>

#include <QDateTime>
#include <QDir>

#include "server/admin/adminwire.h"
#include "server/backup/backup.h"
#include "server/config/startchecks.h"
#include "server/desk/epoch.h"
#include "server/log/audittable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<QString> onlyFile(const QStringList& arguments, const QString& directory)
{
    if (arguments.size() == 1 && !arguments.first().startsWith(u'-'))
        return QDir(directory).filePath(arguments.first());
    return Error {Code::config, u"FILE"_s, u"name one file; --help explains"_s, 0};
}

QString told(const QString& what, const BackupReport& report)
{
    return u"%1: the store as of %2 (migration %3), %4 pictures and voice notes, %5 bytes\n"_s.arg(what)
        .arg(QDateTime::fromMSecsSinceEpoch(toMillis(report.takenAt), Qt::UTC).toString(Qt::ISODate))
        .arg(report.schema)
        .arg(report.files)
        .arg(report.bytes);
}

Result<QString> takeBackup(const QString& dataDir, const QString& file, Instant now, const std::atomic<bool>& cancelled)
{
    auto report = writeBackup(dataDir, file, now, cancelled);
    return report ? Result<QString>(told(file, *report)) : report.error();
}

Result<void> begin(Database& database, const QString& file, Instant now)
{
    if (auto done = database.run(u"DELETE FROM session"_s); !done)
        return done.error();
    AuditEvent event;
    event.actor = AuditActor::console;
    event.actorName = userName(Runner::current().uid);
    event.source = u"console"_s;
    event.action = u"command"_s;
    event.object = u"restore "_s + file;
    if (auto done = AuditTable::append(database, event, now); !done)
        return done;
    return renewEpoch(database, now);
}

Result<QString> restore(const Config& config, const QStringList& arguments)
{
    const Runner runner = Runner::current();
    auto file = onlyFile(arguments, QDir::currentPath());
    if (!file)
        return file.error();
    if (auto done = checkStart(config, runner); !done)
        return done.error();
    auto lock = DataDirLock::take(config.dataDir);
    if (!lock)
        return lock.error();
    const auto now = std::chrono::floor<Millis>(std::chrono::system_clock::now());
    auto report = restoreBackup(
        *file, config.dataDir, [file = *file, now](Database& database) { return begin(database, file, now); });
    return report ? Result<QString>(told(config.dataDir, *report)) : report.error();
}

} // namespace

Result<void> backupCommand(AdminContext& context, QStringList arguments)
{
    auto file = onlyFile(arguments, context.directory);
    if (!file)
        return file.error();
    auto done = takeBackup(context.dataDir, *file, context.now, false);
    if (!done)
        return done.error();
    context.out = *done;
    return {};
}

void backupAside(const AdminAside& aside, QStringList arguments)
{
    const auto file = onlyFile(arguments, aside.directory);
    if (!file) {
        aside.then(file.error());
        return;
    }
    aside.elsewhere([aside, file = *file, now = aside.coordinator.now()] {
        const auto done = takeBackup(aside.dataDir, file, now, *aside.cancelled);
        aside.toCoordinator(Task {[aside, done](Coordinator& coordinator) {
            coordinator.write([note = aside.note, outcome = done ? Code::ok : done.error().code](
                                  Database& database) { return note(database, outcome); });
            coordinator.afterCommit([then = aside.then, done] { then(done); });
        }});
    });
}

int restoreCommand(const Config& config, const QStringList& arguments)
{
    const auto done = restore(config, arguments);
    const QByteArray text = done ? done->toUtf8() : "greenroomd: " + sentence(done.error()).toUtf8() + '\n';
    std::fputs(text.constData(), done ? stdout : stderr);
    return done ? 0 : 1;
}

} // namespace greenroom
