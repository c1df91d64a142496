// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importfile.h"

#include <QFile>
#include <QFileInfo>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

template <class Enum>
Result<Enum> choice(const QString& key, const QString& text)
{
    QStringList allowed;
    for (const auto& [value, name] : EnumNames<Enum>::names) {
        if (name == text)
            return value;
        allowed.append(name);
    }
    return Error {Code::config, key, u"\"%1\" is none of %2"_s.arg(text, allowed.join(u", "_s)), 0};
}

QString formatOf(const ImportOptions& options)
{
    if (!options.format.isEmpty())
        return options.format;
    const QFileInfo file(options.path);
    return file.isDir() || file.suffix() == "md"_L1 ? u"markdown"_s : file.suffix() == "csv"_L1 ? u"csv"_s : u"jsonl"_s;
}

Result<void> readInto(Importer& importer, const ImportOptions& options)
{
    const QString format = formatOf(options);
    if (!QFileInfo::exists(options.path))
        return Error {Code::config, u"FILE"_s, options.path + u" does not exist"_s, 0};
    if ((format == "markdown"_L1 || format == "abcd"_L1) && options.kind != ImportKind::articles)
        return Error {Code::config, u"--format"_s, format + u" is for articles only"_s, 0};
    if (format == "markdown"_L1) {
        importer.readMarkdown(options.path);
        return {};
    }
    QFile file(options.path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {Code::config, u"FILE"_s, file.errorString(), 0};
    if (format == "csv"_L1)
        importer.read(file, ImportFormat::csv);
    else if (format == "jsonl"_L1)
        importer.read(file, ImportFormat::jsonLines);
    else if (format == "abcd"_L1)
        importer.read(file, ImportFormat::abcd);
    else
        return Error {Code::config, u"--format"_s, u"\"%1\" is none of jsonl, csv, markdown, abcd"_s.arg(format), 0};
    return {};
}

} // namespace

Result<ImportOptions> importOptions(const QStringList& arguments)
{
    ImportOptions options;
    QStringList plain;
    for (const QString& argument : arguments) {
        if (argument.startsWith("--format="_L1)) {
            options.format = argument.section(u'=', 1);
        } else if (argument.startsWith("--on-error="_L1)) {
            auto onError = choice<OnError>(u"--on-error"_s, argument.section(u'=', 1));
            if (!onError)
                return onError.error();
            options.onError = *onError;
        } else if (argument.startsWith("--"_L1)) {
            return Error {Code::config, argument.section(u'=', 0, 0), u"there is no such option"_s, 0};
        } else {
            plain.append(argument);
        }
    }
    if (plain.size() != 2)
        return Error {Code::config, u"import"_s, u"write: import orders|products|articles|phrases FILE"_s, 0};
    auto kind = choice<ImportKind>(u"import"_s, plain.first());
    if (!kind)
        return kind.error();
    options.kind = *kind;
    options.path = plain.last();
    return options;
}

Result<ImportReport> importFile(Database& database, ShopId shop, const ImportOptions& options, Instant now)
{
    Importer importer(shop, options.kind, options.onError, now);
    if (auto done = readInto(importer, options); !done)
        return done.error();
    const ImportPlan plan = importer.take();
    if (auto begun = database.begin(); !begun)
        return begun.error();
    auto report = store(database, plan, options.onError);
    if (!report) {
        database.rollback();
        return report;
    }
    if (auto done = database.commit(); !done)
        return done.error();
    return report;
}

QString reportText(const ImportReport& report, const ImportOptions& options)
{
    QString text;
    for (const ImportProblem& problem : report.problems)
        text += u"%1:%2: %3\n"_s.arg(problem.file.isEmpty() ? options.path : problem.file).arg(problem.line).arg(sentence(problem.error));
    return text + u"%1: %2 stored, %3 left out\n"_s.arg(enumName(options.kind)).arg(report.stored).arg(report.problems.size());
}

} // namespace greenroom
