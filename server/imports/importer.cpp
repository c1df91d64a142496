// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/importer.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>

#include "server/automatic/automatictable.h"
#include "server/imports/importvalues.h"
#include "server/knowledge/articletable.h"
#include "server/orders/ordertable.h"
#include "server/phrases/phrasetable.h"
#include "server/products/producttable.h"
#include "server/sending/sendingtable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLongestFile = 256 * 1024;
constexpr qint64 kLongestGuidelines = 8 * 1024 * 1024;

template <class T>
Result<Write> writeOf(ShopId shop, Write (*put)(ShopId, const T&), const Result<T>& value)
{
    if (!value)
        return value.error();
    return put(shop, *value);
}

/// The problem with its place, for whoever is told of nothing else.
Error at(const ImportProblem& problem)
{
    const QString place = problem.file.isEmpty() ? u"line %1"_s.arg(problem.line)
                                                 : u"%1:%2"_s.arg(problem.file).arg(problem.line);
    return {Code::input, place, sentence(problem.error), problem.error.limit};
}

QString stepText(const QJsonObject& action, int number)
{
    QString text = u"%1. "_s.arg(number);
    if (const QString button = action.value("button"_L1).toString(); !button.isEmpty() && button != "N/A"_L1)
        text += u"**%1** "_s.arg(button);
    text += action.value("text"_L1).toString() + u'\n';
    for (const QJsonValue& line : action.value("subtext"_L1).toArray())
        text += u"   - "_s + line.toString() + u'\n';
    return text;
}

} // namespace

Importer::Importer(ShopId shop, ImportKind kind, OnError onError, Instant now)
    : m_shop(shop)
    , m_kind(kind)
    , m_onError(onError)
    , m_now(now)
{
}

void Importer::read(QIODevice& device, ImportFormat format)
{
    if (format == ImportFormat::abcd) {
        auto records = abcdRecords(device.read(kLongestGuidelines));
        if (!records) {
            m_plan.problems.push_back({{}, 1, records.error()});
            return;
        }
        for (const QJsonObject& record : *records)
            add({}, 1, record);
        return;
    }
    RowReader reader(device, format);
    while (!isStopped()) {
        const auto row = reader.next();
        if (!row)
            return;
        add({}, row->line, row->value);
    }
}

void Importer::readMarkdown(const QString& path)
{
    QStringList files;
    if (QFileInfo(path).isDir()) {
        for (QDirIterator each(path, {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories); each.hasNext();)
            files.append(each.next());
        files.sort();
    } else {
        files.append(path);
    }
    for (const QString& name : files) {
        if (isStopped())
            return;
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            m_plan.problems.push_back({name, 0, {Code::input, u"file"_s, file.errorString(), 0}});
            continue;
        }
        const QByteArray bytes = file.read(kLongestFile + 1);
        QStringDecoder decoder(QStringDecoder::Utf8);
        const QString text = decoder(bytes);
        if (bytes.size() > kLongestFile)
            m_plan.problems.push_back({name, 1, {Code::tooLarge, u"file"_s, {}, kLongestFile}});
        else if (decoder.hasError() || bytes.contains('\0'))
            m_plan.problems.push_back({name, 1, {Code::input, u"file"_s, u"it is not UTF-8 text"_s, 0}});
        else
            add(name, 1, articleRecord(QFileInfo(name).fileName(), text));
    }
}

void Importer::add(const QString& file, qint64 line, const Result<QJsonObject>& record)
{
    const auto write = record ? writeFor(*record) : Result<Write>(record.error());
    if (write)
        m_plan.rows.push_back({file, line, *write});
    else
        m_plan.problems.push_back({file, line, write.error()});
}

Result<Write> Importer::writeFor(const QJsonObject& record)
{
    switch (m_kind) {
    case ImportKind::orders:
        return writeOf<Order>(m_shop, &OrderTable::put, orderFrom(record, m_ids.next<OrderId>(m_now), m_now));
    case ImportKind::products:
        return writeOf<Product>(m_shop, &ProductTable::put, productFrom(record, m_ids.next<ProductId>(m_now)));
    case ImportKind::articles:
        return writeOf<Article>(m_shop, &ArticleTable::put, articleFrom(record, m_ids.next<ArticleId>(m_now), m_now));
    case ImportKind::phrases:
        return writeOf<Phrase>(m_shop, &PhraseTable::put, phraseFrom(record, m_ids.next<PhraseId>(m_now)));
    case ImportKind::rules: return writeOf<SendingRule>(m_shop, &SendingTable::put, ruleFrom(record));
    case ImportKind::automatic: return writeOf<AutomaticMessage>(m_shop, &AutomaticTable::put, automaticFrom(record));
    }
    return Error {Code::internal, {}, {}, 0};
}

Result<QJsonObject> articleRecord(const QString& fileName, const QString& text)
{
    const QString plain = QString(text).remove(u'\r').remove(QChar(0xfeff));
    QJsonObject record;
    QString body = plain;
    if (plain.startsWith("---\n"_L1)) {
        const qsizetype end = plain.indexOf("\n---\n"_L1, 3);
        if (end < 0)
            return Error {Code::input, u"front matter"_s, u"its closing --- is missing"_s, 0};
        for (const QString& line : plain.sliced(4, std::max<qsizetype>(0, end - 4)).split(u'\n', Qt::SkipEmptyParts)) {
            const qsizetype colon = line.indexOf(u':');
            if (colon < 1)
                return Error {Code::input, u"front matter"_s, u"\"%1\" has no colon"_s.arg(line.left(40)), 0};
            record.insert(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
        }
        body = plain.sliced(end + 5);
    }
    const QStringList parts = fileName.split(u'.');
    if (!record.contains("key"_L1))
        record.insert(u"key"_s, parts.first());
    if (!record.contains("language"_L1) && parts.size() > 2)
        record.insert(u"language"_s, parts.at(parts.size() - 2));
    body = body.trimmed();
    if (!record.contains("title"_L1) && body.startsWith("# "_L1)) {
        record.insert(u"title"_s, body.section(u'\n', 0, 0).sliced(2).trimmed());
        body = body.section(u'\n', 1).trimmed();
    }
    record.insert(u"body"_s, body);
    return record;
}

Result<QList<QJsonObject>> abcdRecords(const QByteArray& guidelines)
{
    QJsonParseError error;
    const QJsonObject flows = QJsonDocument::fromJson(guidelines, &error).object();
    if (flows.isEmpty())
        return Error {Code::input, u"guidelines"_s, error.error ? error.errorString() : u"no flows in it"_s, 0};
    QList<QJsonObject> records;
    for (auto flow = flows.begin(); flow != flows.end(); ++flow) {
        const QJsonObject subflows = flow->toObject().value("subflows"_L1).toObject();
        for (auto subflow = subflows.begin(); subflow != subflows.end(); ++subflow) {
            QString body;
            const QJsonValue instructions = subflow->toObject().value("instructions"_L1);
            for (const QJsonValue& line : instructions.toArray())
                body += line.toString() + u"\n\n"_s;
            if (instructions.isString())
                body += instructions.toString() + u"\n\n"_s;
            int number = 0;
            for (const QJsonValue& action : subflow->toObject().value("actions"_L1).toArray())
                body += stepText(action.toObject(), ++number);
            records.append({{u"key"_s, QString(u"abcd/" + flow.key() + u'/' + subflow.key()).toLower().replace(u' ', u'-')},
                {u"language"_s, u"en"_s}, {u"title"_s, subflow.key()}, {u"category"_s, flow.key()}, {u"body"_s, body}});
        }
    }
    return records;
}

Result<ImportReport> store(Database& database, const ImportPlan& plan, OnError onError)
{
    ImportReport report {0, plan.problems};
    if (onError == OnError::stop && !plan.problems.empty())
        return at(plan.problems.front());
    for (const ImportPlan::Row& row : plan.rows) {
        if (auto begun = database.run(u"SAVEPOINT import_row"_s); !begun)
            return begun.error();
        const auto done = row.write(database);
        if (!done) {
            if (auto undone = database.run(u"ROLLBACK TO SAVEPOINT import_row"_s); !undone)
                return undone.error();
            // What the row says is wrong is the row's; a store that does not work is everybody's.
            if (done.error().code != Code::input)
                return done.error();
            if (onError == OnError::stop)
                return at({row.file, row.line, done.error()});
            report.problems.push_back({row.file, row.line, done.error()});
        }
        if (auto released = database.run(u"RELEASE SAVEPOINT import_row"_s); !released)
            return released.error();
        report.stored += done ? 1 : 0;
    }
    return report;
}

} // namespace greenroom
