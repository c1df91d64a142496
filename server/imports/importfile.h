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
/// option and what is allowed.
Result<ImportOptions> importOptions(const QStringList& arguments);
/// Reads the file and stores it inside the caller's transaction. Errors: config (no such file or format), input (stopped at a
/// bad record), storage; then the caller rolls back, and nothing was stored.
Result<ImportReport> importFile(Database& database, ShopId shop, const ImportOptions& options, Instant now);
/// One line for each problem ("orders.csv:12: …") and a last one with the counts.
QString reportText(const ImportReport& report, const ImportOptions& options);

/// `import KIND PATH --shop KEY …` inside the caller's transaction: what to print is put into `out`.
Result<void> importCommand(Database& database, const QStringList& arguments, Instant now, QString& out);

} // namespace greenroom
