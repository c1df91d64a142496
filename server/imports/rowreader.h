// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QIODevice>
#include <QJsonObject>
#include <QStringList>

#include "core/base/result.h"

namespace greenroom {

enum class ImportFormat { jsonLines, csv, abcd };

/// One record of an imported file, not yet understood.
struct ImportRow {
    qint64 line = 0; ///< where it begins, from 1
    Result<QJsonObject> value;
};

/// Takes a file apart into records: a JSON object a line, or CSV (RFC 4180, first record names the columns; in the columns
/// lines, steps, skus, coupons and tags a cell that begins with [ is a JSON list; an empty cell is no value). A BOM and CRLF
/// are taken as they come. A record that is longer than kLongestRecord, is no UTF-8, or has NUL in it is an error of its own
/// line; the next one is read all the same. What looks like a formula is text.
class RowReader {
public:
    static constexpr qint64 kLongestRecord = 1024 * 1024;

    RowReader(QIODevice& device, ImportFormat format);
    /// The next record; none at the end. Empty lines are no records.
    std::optional<ImportRow> next();

private:
    std::optional<QByteArray> readRecord(bool& tooLong);
    Result<QJsonObject> objectFrom(const QByteArray& record) const;
    Result<QStringList> cellsFrom(const QString& record) const;

    QIODevice& m_device;
    ImportFormat m_format;
    qint64 m_line = 0; // lines read so far
    qint64 m_begin = 0; // line the last record began at
    bool m_first = true;
    std::optional<QStringList> m_columns;
};

} // namespace greenroom
