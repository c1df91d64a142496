// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/phrase.h"

#include <QRegularExpression>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

QString folded(const QString& text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

const QRegularExpression& variable()
{
    static const QRegularExpression pattern(u"\\{([a-z]{1,20})\\}"_s);
    return pattern;
}

} // namespace

QString expand(const QString& text, const QHash<QString, QString>& values)
{
    QString out;
    qsizetype done = 0;
    // One pass over the original: a value that looks like a variable is not filled in again.
    for (const QRegularExpressionMatch& match : variable().globalMatch(text)) {
        const QString value = values.value(match.captured(1));
        out += QStringView(text).sliced(done, match.capturedStart() - done);
        out += value.isEmpty() ? match.captured(0) : value;
        done = match.capturedEnd();
    }
    return out + QStringView(text).sliced(done);
}

std::optional<int> rank(const Phrase& phrase, const QString& typed)
{
    const QString wanted = folded(typed.trimmed());
    const QString code = folded(phrase.code);
    const QString title = folded(phrase.title);
    if (code == wanted)
        return 0;
    if (code.startsWith(wanted))
        return 1;
    if (folded(phrase.initials).startsWith(wanted))
        return 2;
    if (title.startsWith(wanted))
        return 3;
    if (title.contains(wanted))
        return 4;
    if (folded(phrase.text).contains(wanted))
        return 5;
    return std::nullopt;
}

} // namespace greenroom
