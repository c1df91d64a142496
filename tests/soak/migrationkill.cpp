// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/migrationkill.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "server/log/migrator.h"
#include "tests/soak/serverunderfault.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

const QString kShop = u"of before"_s;

QStringList schemaOf(Database& database)
{
    QStringList all;
    auto rows = database.run(u"SELECT name, sql FROM sqlite_schema ORDER BY name"_s);
    while (rows && rows->next())
        all.append(rows->get<QString>(0) + u' ' + rows->get<QString>(1));
    return all;
}

/// As it is made from nothing.
QStringList schemaAt(int version)
{
    const QTemporaryDir folder;
    auto database = Database::open(folder.filePath(u"store"_s), Database::Mode::readWrite);
    if (!database || !Migrator::migrate(**database, version))
        qFatal("no store of version %d can be made", version);
    return schemaOf(**database);
}

QString wrongWith(Database& database, int from, int atLeast)
{
    const auto version = Migrator::version(database);
    if (!version || *version < atLeast || *version > Migrator::newest())
        return u"its version is %1"_s.arg(version ? QString::number(*version) : sentence(version.error()));
    if (schemaOf(database) != schemaAt(*version))
        return u"its tables are not those of version %1, which it says it is"_s.arg(*version);
    auto whole = database.run(u"PRAGMA integrity_check"_s);
    if (!whole || !whole->next() || whole->get<QString>(0) != "ok"_L1)
        return u"it is not whole"_s;
    auto shops = from > 0 ? database.run(u"SELECT COUNT(*) FROM shop WHERE public_key=?"_s, kShop) : Result<Rows>(Error {});
    if (from > 0 && (!shops || !shops->next() || shops->get<qint64>(0) != 1))
        return u"what was in it is gone"_s;
    return {};
}

} // namespace

QString dieMigrating(int from, std::atomic<int> FaultControl::*death, int nth)
{
    ServerUnderFault server;
    server.change([from](Database& database) {
        if (!Migrator::migrate(database, from))
            qFatal("no store of version %d can be made", from);
        if (from > 0)
            ServerProcess::addShop(database, kShop);
    });
    const QDir data(server.process().dataDir());
    for (const QString& name : data.entryList({u"greenroom.sqlite*"_s}, QDir::Files))
        QFile::setPermissions(data.filePath(name), QFile::ReadOwner | QFile::WriteOwner);
    server.faults().*death = nth;
    const bool lived = server.start();
    server.process().kill();
    server.faults().*death = 0;
    QString wrong;
    server.change([&](Database& database) { wrong = wrongWith(database, from, lived ? Migrator::newest() : from); });
    if (!wrong.isEmpty())
        return u"after it died, "_s + wrong;
    if (!server.start())
        return u"it does not start again: "_s + QString::fromUtf8(server.process().output().right(600));
    server.process().kill();
    server.change([&](Database& database) { wrong = wrongWith(database, from, Migrator::newest()); });
    return wrong.isEmpty() ? wrong : u"after the next start, "_s + wrong;
}

} // namespace greenroom
