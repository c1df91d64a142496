// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/auditcommands.h"

#include <QDateTime>

#include "server/log/verify.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<std::optional<AuditHead>> notedHead(QStringList& arguments)
{
    const auto text = takeOption(arguments, "head"_L1);
    if (!arguments.isEmpty())
        return Error {Code::config, arguments.first(), u"not understood; --help explains"_s, 0};
    if (!text)
        return std::optional<AuditHead>();
    const AuditHead head {text->section(u':', 0, 0).toLongLong(), QByteArray::fromHex(text->section(u':', 1).toLatin1())};
    if (head.number < 1 || head.digest.size() != 32)
        return Error {Code::config, u"--head"_s, u"\"%1\" is no head; write NUMBER:DIGEST as verify prints it"_s.arg(*text), 0};
    return std::optional(head);
}

Result<QString> verify(Database& database, const std::optional<AuditHead>& noted, const std::atomic<bool>& cancelled)
{
    auto report = verifyStore(database, noted, cancelled);
    if (!report)
        return report.error();
    return u"%1 entries of %2 streams and %3 of the audit are as they were written\naudit head %3:%4\n"_s.arg(report->entries)
        .arg(report->streams)
        .arg(report->audit.number)
        .arg(QString::fromLatin1(report->audit.digest.toHex()));
}

/// A look of its own at the store that others go on writing to.
Result<QString> verifyBeside(const QString& path, const std::optional<AuditHead>& noted, const std::atomic<bool>& cancelled)
{
    auto database = Database::open(path, Database::Mode::readOnly);
    if (!database)
        return database.error();
    if (auto begun = (*database)->beginLook(); !begun)
        return begun.error();
    auto result = verify(**database, noted, cancelled);
    (*database)->endLook();
    return result;
}

/// Names come from whoever signed in or called; a terminal is not theirs to move.
QString plain(QString text)
{
    for (QChar& c : text)
        if (c.category() == QChar::Other_Control || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            c = u'?';
    return text.isEmpty() ? u"-"_s : text;
}

} // namespace

Result<void> verifyCommand(AdminContext& context, QStringList arguments)
{
    context.looksOnly = true;
    auto noted = notedHead(arguments);
    if (!noted)
        return noted.error();
    auto done = verify(context.database, *noted, false);
    if (!done)
        return done.error();
    context.out = *done;
    return {};
}

void verifyAside(const AdminAside& aside, QStringList arguments)
{
    const auto noted = notedHead(arguments);
    if (!noted) {
        aside.then(noted.error());
        return;
    }
    aside.elsewhere([aside, noted = *noted] {
        const auto done = verifyBeside(aside.databasePath, noted, *aside.cancelled);
        aside.toCoordinator(Task {[then = aside.then, done](Coordinator&) { then(done); }});
    });
}

Result<void> auditCommand(AdminContext& context, QStringList arguments)
{
    context.looksOnly = true;
    const qint64 count = takeOption(arguments, "last"_L1).value_or(u"50"_s).toLongLong();
    if (count < 1 || count > 100'000 || !arguments.isEmpty())
        return Error {Code::config, u"audit"_s, u"say --last COUNT, 1 to 100000; --help explains"_s, 0};
    auto rows = AuditTable::last(context.database, count);
    if (!rows)
        return rows.error();
    for (const AuditTable::Row& row : *rows) {
        const AuditEvent& event = row.event;
        const QString at = QDateTime::fromMSecsSinceEpoch(toMillis(row.at), Qt::UTC).toString(Qt::ISODateWithMs);
        const QStringList columns {QString::number(row.number), at, QString(enumName(event.actor)), plain(event.actorName),
            plain(event.source), plain(event.action), plain(event.object), codeName(event.outcome)};
        context.out += columns.join(u'\t') + u'\n';
    }
    return {};
}

} // namespace greenroom
