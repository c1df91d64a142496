// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/log/migrator.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

void initMigrationResources()
{
    Q_INIT_RESOURCE(migrations);
}

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

QStringList files()
{
    initMigrationResources();
    return QDir(u":/migrations"_s).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
}

} // namespace

int Migrator::newest()
{
    return int(files().size());
}

Result<int> Migrator::version(Database& database)
{
    auto rows = database.run(u"PRAGMA user_version"_s);
    if (!rows)
        return rows.error();
    return rows->next() ? int(rows->get<qint64>(0)) : 0;
}

Result<void> Migrator::migrate(Database& database, int target)
{
    auto at = version(database);
    if (!at)
        return at.error();
    if (*at > newest())
        return Error {Code::schemaNewer, {}, QString::number(*at), newest()};
    const QStringList names = files();
    static const QRegularExpression paragraph(u"\n\\s*\n"_s);
    for (int number = *at + 1; number <= target; ++number) {
        QFile file(u":/migrations/"_s + names[number - 1]);
        if (!file.open(QIODevice::ReadOnly))
            return Error {Code::internal, {}, file.fileName(), 0};
        if (auto begun = database.begin(); !begun)
            return begun;
        const QString text = QString::fromUtf8(file.readAll());
        for (const QString& statement : text.split(paragraph, Qt::SkipEmptyParts))
            if (auto done = database.run(statement.trimmed()); !done) {
                database.rollback();
                return done.error();
            }
        // A pragma takes no bound value; the number is ours, not input.
        if (auto done = database.run(u"PRAGMA user_version="_s + QString::number(number)); !done) {
            database.rollback();
            return done.error();
        }
        if (auto done = database.commit(); !done)
            return done;
    }
    return {};
}

} // namespace greenroom
