// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/imports/importer.h"

namespace greenroom {

/// What `greenroomd import KIND PATH` was asked to do.
struct ImportOptions {
    ImportKind kind = ImportKind::orders;
    QString path; ///< a file, or for articles a folder of Markdown
    QString format; ///< jsonl, csv, markdown or abcd; empty: from the path
    OnError onError = OnError::skip;
    QString shop; ///< its public key
};

/// Reads "orders FILE --shop KEY [--format …] [--on-error skip|stop]"; --name=value is read too. Errors: config, naming the
/// option and what is allowed. A path is taken from `directory`, or if that is empty from the process's own.
Result<ImportOptions> importOptions(const QStringList& arguments, const QString& directory = {});
/// Reads the file. Errors: config (no such file or format).
Result<ImportPlan> importPlan(ShopId shop, const ImportOptions& options, Instant now);
/// One line for each problem ("orders.csv:12: …") and a last one with the counts.
QString reportText(const ImportReport& report, const ImportOptions& options);

/// `import KIND PATH --shop KEY …` inside the caller's transaction: what to print is put into `out`. Errors: config, input
/// (stopped at a bad record), storage; then the caller rolls back, and nothing was stored.
Result<void> importCommand(
    Database& database, const QStringList& arguments, const QString& directory, Instant now, QString& out);

} // namespace greenroom
