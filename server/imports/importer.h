// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "server/imports/importkind.h"
#include "server/imports/rowreader.h"
#include "server/log/log.h"

namespace greenroom {

/// What a bad record does: it is left out, or nothing at all is stored.
enum class OnError { skip, stop };
template <>
struct EnumNames<OnError> {
    static constexpr std::array names {named(OnError::skip, "skip"), named(OnError::stop, "stop")};
};

struct ImportProblem {
    QString file; ///< of a folder; empty otherwise
    qint64 line = 0;
    Error error;
};

/// A file that was read: what is to be stored, and what was wrong with the rest.
struct ImportPlan {
    struct Row {
        QString file;
        qint64 line = 0;
        Write write;
    };
    std::vector<Row> rows;
    std::vector<ImportProblem> problems;
};

struct ImportReport {
    qint64 stored = 0;
    std::vector<ImportProblem> problems;
};

/// Reads records into a plan for this shop. With `stop` it ends at the first problem.
class Importer {
public:
    Importer(ShopId shop, ImportKind kind, OnError onError, Instant now);

    void read(QIODevice& device, ImportFormat format);
    /// Every *.md below a folder, or one such file: a small front matter between --- lines (key, language, title, category,
    /// tags, updatedAt), then Markdown. Without them: key and language from the name ("returns.zh-CN.md"), title from the first
    /// heading.
    void readMarkdown(const QString& path);

    bool isStopped() const { return m_onError == OnError::stop && !m_plan.problems.empty(); }
    ImportPlan take() { return std::move(m_plan); }

private:
    void add(const QString& file, qint64 line, const Result<QJsonObject>& record);
    Result<Write> writeFor(const QJsonObject& record);

    ShopId m_shop;
    ImportKind m_kind;
    OnError m_onError;
    Instant m_now;
    IdSource m_ids;
    ImportPlan m_plan;
};

/// The record of one Markdown file.
Result<QJsonObject> articleRecord(const QString& fileName, const QString& text);
/// The policies of ABCD's guidelines.json as records of articles: one for each sub-flow, in English.
Result<QList<QJsonObject>> abcdRecords(const QByteArray& guidelines);

/// Stores a plan inside the caller's transaction; a row goes in whole or not at all. With `stop`, a problem is the error, and
/// the caller rolls back.
Result<ImportReport> store(Database& database, const ImportPlan& plan, OnError onError);

} // namespace greenroom
