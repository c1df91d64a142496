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

Result<QList<Dialogue>> fromMultidogo(QFile& file, qsizetype most)
{
    QList<Dialogue> dialogues;
    Dialogue now;
    int lastTurn = -1;
    file.readLine(); // the names of the columns
    for (int line = 2; !file.atEnd(); ++line) {
        const QList<QByteArray> columns = file.readLine().split('\t');
        if (columns.size() < 4)
            return atLine(file.fileName(), line, u"fewer than four columns"_s);
        const QString id = QString::fromUtf8(columns[0]);
        const int turn = columns[1].toInt();
        const QString said = QString::fromUtf8(columns[3]);
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
