// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/sendingrule.h"

#include <QSet>

#include "core/domain/sending/unfold.h"
#include "core/text/display.h"

namespace greenroom {

namespace {

Error refused(const QString& place, const QString& why, qint64 limit = 0)
{
    return {Code::invalidField, place, why, limit};
}

std::optional<Error> checkText(const QString& place, const Rule& rule, const QString& text)
{
    if (rule.notEmpty && text.trimmed().isEmpty())
        return refused(place, QStringLiteral("empty"));
    if (codePoints(text) > rule.chars)
        return refused(place, QStringLiteral("longer than %1 characters").arg(rule.chars), rule.chars);
    return {};
}

std::optional<Error> checkText(const QString& place, const Rule& rule, const QStringList& words)
{
    if (words.size() > rule.items)
        return refused(place, QStringLiteral("more than %1").arg(rule.items), rule.items);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString each = QStringLiteral("%1[%2]").arg(place).arg(i);
        if (const std::optional<Error> error = checkText(each, rule, words[i]))
            return error;
        if (unfold(words[i]).empty())
            return refused(each, QStringLiteral("there is no letter and no digit in it"));
    }
    return {};
}

template <class T>
std::optional<Error> checkText(const QString&, const Rule&, const T&)
{
    return {};
}

std::optional<Error> checkFields(const QString& place, const SendingRule& rule)
{
    std::optional<Error> error;
    std::apply(
        [&](const auto&... each) {
            ((error = error ? error : checkText(place + u'.' + each.name, each.rule, rule.*each.member)), ...);
        },
        SendingRule::fields);
    return error;
}

} // namespace

Result<void> check(const QList<SendingRule>& rules)
{
    if (rules.size() > kMostSendingRules)
        return refused(QStringLiteral("rules"), QStringLiteral("more than %1").arg(kMostSendingRules), kMostSendingRules);
    QSet<QString> names;
    for (qsizetype i = 0; i < rules.size(); ++i) {
        const QString place = QStringLiteral("rules[%1]").arg(i);
        if (const std::optional<Error> error = checkFields(place, rules[i]))
            return *error;
        if (names.contains(rules[i].name))
            return refused(place + QStringLiteral(".name"), QStringLiteral("the name is there twice"));
        names.insert(rules[i].name);
        if (rules[i].topic == SendingTopic::words && rules[i].words.isEmpty())
            return refused(place + QStringLiteral(".words"), QStringLiteral("own words without a word"));
    }
    return {};
}

} // namespace greenroom
