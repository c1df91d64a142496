// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/imports/rowreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QStringDecoder>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString& field, const QString& detail)
{
    return {Code::input, field, detail, 0};
}

Result<QString> decoded(const QByteArray& bytes)
{
    if (bytes.contains('\0'))
        return wrong(u"record"_s, u"it has a NUL byte in it"_s);
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return wrong(u"record"_s, u"it is not UTF-8"_s);
    return text;
}

} // namespace

RowReader::RowReader(QIODevice& device, ImportFormat format)
    : m_device(device)
    , m_format(format)
{
}

std::optional<QByteArray> RowReader::readRecord(bool& tooLong)
{
    QByteArray record;
    tooLong = false;
    m_begin = m_line + 1;
    qsizetype quotes = 0;
    while (true) {
        const QByteArray piece = m_device.readLine(64 * 1024);
        if (piece.isEmpty())
            return m_line + 1 > m_begin || !record.isEmpty() || tooLong ? std::optional(record) : std::nullopt;
        quotes += piece.count('"');
        if (record.size() + piece.size() > kLongestRecord)
            tooLong = true;
        if (!tooLong)
            record += piece;
        if (!piece.endsWith('\n'))
            continue;
        ++m_line;
        // A line break inside quotes belongs to the cell; but a stray quote must not swallow the rest of a file.
        if (m_format != ImportFormat::csv || quotes % 2 == 0 || tooLong)
            return record;
    }
}

std::optional<ImportRow> RowReader::next()
{
    while (true) {
        bool tooLong = false;
        auto record = readRecord(tooLong);
        if (!record)
            return std::nullopt;
        if (tooLong)
            return ImportRow {m_begin, Error {Code::tooLong, u"record"_s, {}, kLongestRecord}};
        if (std::exchange(m_first, false) && record->startsWith("\xef\xbb\xbf"))
            record->remove(0, 3);
        while (record->endsWith('\n') || record->endsWith('\r'))
            record->chop(1);
        if (record->trimmed().isEmpty())
            continue;
        if (m_format == ImportFormat::csv && !m_columns) {
            auto text = decoded(*record);
            if (!text)
                return ImportRow {m_begin, text.error()};
            auto cells = cellsFrom(*text);
            if (!cells)
                return ImportRow {m_begin, cells.error()};
            m_columns = *cells;
            for (QString& column : *m_columns)
                column = column.trimmed();
            continue;
        }
        return ImportRow {m_begin, objectFrom(*record)};
    }
}

Result<QJsonObject> RowReader::objectFrom(const QByteArray& record) const
{
    auto text = decoded(record);
    if (!text)
        return text.error();
    QJsonParseError error;
    if (m_format != ImportFormat::csv) {
        const QJsonDocument json = QJsonDocument::fromJson(record, &error);
        if (!json.isObject())
            return wrong(u"record"_s, error.error ? error.errorString() : u"it is no JSON object"_s);
        return json.object();
    }
    auto cells = cellsFrom(*text);
    if (!cells)
        return cells.error();
    if (cells->size() != m_columns->size())
        return wrong(u"record"_s, u"it has %1 cells; the first line names %2"_s.arg(cells->size()).arg(m_columns->size()));
    static const QSet<QString> lists {u"lines"_s, u"steps"_s, u"skus"_s, u"coupons"_s, u"tags"_s};
    QJsonObject object;
    for (qsizetype i = 0; i < cells->size(); ++i) {
        const QString& cell = cells->at(i);
        if (cell.isEmpty())
            continue;
        // Only where a list is meant: a phrase may well begin with "{customer}".
        if (cell.startsWith(u'[') && lists.contains(m_columns->at(i))) {
            const QJsonDocument json = QJsonDocument::fromJson(cell.toUtf8(), &error);
            if (error.error)
                return wrong(m_columns->at(i), error.errorString());
            object.insert(m_columns->at(i), json.array());
        } else {
            object.insert(m_columns->at(i), cell);
        }
    }
    return object;
}

Result<QStringList> RowReader::cellsFrom(const QString& record) const
{
    QStringList cells;
    QString cell;
    for (qsizetype i = 0;;) {
        cell.clear();
        if (i < record.size() && record[i] == u'"') {
            for (++i;; ++i) {
                if (i >= record.size())
                    return wrong(u"record"_s, u"a quote is not closed"_s);
                if (record[i] != u'"')
                    cell += record[i];
                else if (i + 1 < record.size() && record[i + 1] == u'"')
                    cell += record[i++];
                else
                    break;
            }
            ++i;
            if (i < record.size() && record[i] != u',')
                return wrong(u"record"_s, u"there is text after a closing quote"_s);
        } else {
            const qsizetype comma = record.indexOf(u',', i);
            cell = record.mid(i, comma < 0 ? -1 : comma - i);
            i = comma < 0 ? record.size() : comma;
            if (cell.contains(u'"'))
                return wrong(u"record"_s, u"there is a quote inside a cell that is not quoted"_s);
        }
        cells.append(cell);
        if (i >= record.size())
            return cells;
        ++i;
    }
}

} // namespace greenroom
