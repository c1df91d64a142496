// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importfile.h"

#include <QDir>
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

Result<ImportOptions> importOptions(const QStringList& arguments, const QString& directory)
{
    ImportOptions options;
    QStringList plain;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments.at(i);
        if (!argument.startsWith("--"_L1)) {
            plain.append(argument);
            continue;
        }
        const QString name = argument.section(u'=', 0, 0);
        const QString value = argument.contains(u'=') ? argument.section(u'=', 1) : arguments.value(++i);
        if (name == "--format"_L1) {
            options.format = value;
        } else if (name == "--shop"_L1) {
            options.shop = value;
        } else if (name == "--on-error"_L1) {
            auto onError = choice<OnError>(name, value);
            if (!onError)
                return onError.error();
            options.onError = *onError;
        } else {
            return Error {Code::config, name, u"there is no such option; there are --shop, --format and --on-error"_s, 0};
        }
    }
    if (plain.size() != 2)
        return Error {
            Code::config, u"import"_s, u"write: import orders|products|articles|phrases|rules|automatic FILE --shop KEY"_s, 0};
    auto kind = choice<ImportKind>(u"import"_s, plain.first());
    if (!kind)
        return kind.error();
    options.kind = *kind;
    options.path = directory.isEmpty() ? plain.last() : QDir(directory).filePath(plain.last());
    return options;
}

Result<ImportPlan> importPlan(ShopId shop, const ImportOptions& options, Instant now)
{
    Importer importer(shop, options.kind, options.onError, now);
    if (auto done = readInto(importer, options); !done)
        return done.error();
    return importer.take();
}

QString reportText(const ImportReport& report, const ImportOptions& options)
{
    QString text;
    for (const ImportProblem& problem : report.problems)
        text += u"%1:%2: %3\n"_s.arg(problem.file.isEmpty() ? options.path : problem.file)
                    .arg(problem.line)
                    .arg(sentence(problem.error));
    return text + u"%1: %2 stored, %3 left out\n"_s.arg(enumName(options.kind)).arg(report.stored).arg(report.problems.size());
}

Result<void> importCommand(
    Database& database, const QStringList& arguments, const QString& directory, Instant now, QString& out)
{
    auto options = importOptions(arguments, directory);
    if (!options)
        return options.error();
    auto shop = database.run(u"SELECT shop FROM shop WHERE public_key=?"_s, options->shop);
    if (!shop)
        return shop.error();
    if (!shop->next())
        return Error {Code::config, u"--shop"_s, u"there is no shop \"%1\""_s.arg(options->shop), 0};
    auto plan = importPlan(shop->get<ShopId>(0), *options, now);
    if (!plan)
        return plan.error();
    auto report = store(database, *plan, options->onError);
    if (!report)
        return report.error();
    out += reportText(*report, *options);
    return {};
}

} // namespace greenroom
