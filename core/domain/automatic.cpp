// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/automatic.h"

#include <QRegularExpression>
#include <QStringList>

#include "core/domain/phrase.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestValue = 80;

QStringList variablesOf(AutomaticMoment moment)
{
    switch (moment) {
    case AutomaticMoment::welcome:
    case AutomaticMoment::nobodyThere: return {u"shop"_s};
    case AutomaticMoment::waiting: return {u"shop"_s, u"place"_s, u"minutes"_s};
    case AutomaticMoment::reminder:
    case AutomaticMoment::closing: return {u"shop"_s, u"agent"_s};
    }
    return {};
}

Error refused(const QString& place, const QString& why, qint64 limit = 0)
{
    return {Code::invalidField, place, why, limit};
}

} // namespace

Result<void> check(const AutomaticMessage& message)
{
    static const QRegularExpression tag(u"^[a-z]{2,8}(-[a-z0-9]{1,8})*\\z"_s);
    static const QRegularExpression variable(u"\\{([^{}]*)\\}"_s);
    if (!tag.match(message.language).hasMatch())
        return refused(u"language"_s, u"\"%1\" is no language like zh or pt-BR"_s.arg(message.language.left(40)));
    if (message.after != Millis(0) && message.moment != AutomaticMoment::waiting)
        return refused(u"after"_s, u"only what is said while somebody waits has a time"_s);
    const QStringList known = variablesOf(message.moment);
    for (const QRegularExpressionMatch& each : variable.globalMatch(message.text))
        if (!known.contains(each.captured(1)))
            return refused(u"text"_s,
                u"\"%1\" at character %2 is no variable here; there is {%3}"_s.arg(each.captured(0).left(40))
                    .arg(codePoints(QStringView(message.text).left(each.capturedStart())) + 1)
                    .arg(known.join(u"}, {"_s)));
    QHash<QString, QString> longest;
    for (const QString& each : known)
        longest.insert(each, QString(kLongestValue, u'x'));
    if (codePoints(expand(message.text, longest)) > kMessageChars)
        return refused(
            u"text"_s, u"with its variables filled in it may be longer than %1 characters"_s.arg(kMessageChars), kMessageChars);
    return {};
}

std::optional<QString> filledIn(const AutomaticMessage& message, const QHash<QString, QString>& values)
{
    for (const QString& each : variablesOf(message.moment))
        if (message.text.contains(u'{' + each + u'}') && values.value(each).isEmpty())
            return {};
    return expand(message.text, values);
}

} // namespace greenroom
