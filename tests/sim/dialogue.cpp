// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/dialogue.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Error atLine(const QString& file, int line, const QString& what)
{
    return {Code::input, u"%1, line %2"_s.arg(file).arg(line), what, 0};
}

void finish(QList<Dialogue>& dialogues, Dialogue dialogue)
{
    while (!dialogue.turns.isEmpty() && !dialogue.turns.first().byCustomer)
        dialogue.turns.removeFirst();
    if (!dialogue.turns.isEmpty())
        dialogues.append(std::move(dialogue));
}

Result<QList<Dialogue>> fromJsonLines(QFile& file, QLatin1StringView sideKey, QLatin1StringView customerWord, qsizetype most)
{
    QList<Dialogue> dialogues;
    for (int line = 1; !file.atEnd() && dialogues.size() < most; ++line) {
        const QByteArray text = file.readLine();
        if (text.trimmed().isEmpty())
            continue;
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        if (!object.value("turns"_L1).isArray())
            return atLine(file.fileName(), line, u"no turns"_s);
        Dialogue dialogue {object.value("id"_L1).toString(), {}};
        for (const QJsonValue& turn : object.value("turns"_L1).toArray()) {
            const QString said = turn["text"_L1].toString();
            if (!said.trimmed().isEmpty())
                dialogue.turns.append({turn[sideKey].toString() == customerWord, said});
        }
        finish(dialogues, std::move(dialogue));
    }
    return dialogues;
}

/// The next record of a table with tabs between its columns. A column that begins with a quotation mark ends with one
/// before a tab or the end of its line; until then it may hold tabs, ends of lines and doubled quotation marks.
QStringList nextRecord(const QString& table, qsizetype& at)
{
    QStringList columns {QString()};
    bool quoted = false;
    for (; at < table.size(); ++at) {
        const QChar c = table[at];
        const bool doubled = quoted && c == u'"' && at + 1 < table.size() && table[at + 1] == u'"';
        if (doubled) {
            columns.last() += c;
            ++at;
        } else if (c == u'"' && (quoted || columns.last().isEmpty())) {
            quoted = !quoted;
        } else if (!quoted && c == u'\t') {
            columns.append(QString());
        } else if (!quoted && c == u'\n') {
            ++at;
            break;
        } else {
            columns.last() += c;
        }
    }
    return columns;
}

Result<QList<Dialogue>> fromMultidogo(QFile& file, qsizetype most)
{
    QList<Dialogue> dialogues;
    Dialogue now;
    int lastTurn = -1;
    const QString table = QString::fromUtf8(file.readAll());
    qsizetype at = 0;
    nextRecord(table, at); // the names of the columns
    while (at < table.size()) {
        const qsizetype from = at;
        const QStringList columns = nextRecord(table, at);
        if (columns.size() < 4)
            return atLine(file.fileName(), int(QStringView(table).first(from).count(u'\n')) + 1, u"fewer than four columns"_s);
        const QString& id = columns[0];
        const int turn = columns[1].toInt();
        const QString& said = columns[3];
        if (id != now.id) {
            finish(dialogues, std::exchange(now, {id, {}}));
            if (dialogues.size() >= most)
                return dialogues;
            lastTurn = -1;
        }
        if (lastTurn >= 0 && turn > lastTurn + 1)
            now.turns.append({false, u"Thank you, I have noted point %1."_s.arg(turn)});
        if (!said.trimmed().isEmpty())
            now.turns.append({true, said});
        lastTurn = turn;
    }
    finish(dialogues, std::move(now));
    return dialogues;
}

} // namespace

Result<QList<Dialogue>> readDialogues(const QString& path, const QString& format, qsizetype most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {Code::input, path, file.errorString(), 0};
    if (format == "crosswoz"_L1)
        return fromJsonLines(file, "role"_L1, "usr"_L1, most);
    if (format == "greenroom"_L1)
        return fromJsonLines(file, "by"_L1, "customer"_L1, most);
    if (format == "multidogo"_L1)
        return fromMultidogo(file, most);
    return Error {Code::input, u"format"_s, u"crosswoz, multidogo or greenroom is expected, not "_s + format, 0};
}

} // namespace greenroom
