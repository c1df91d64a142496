// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/analyzer.h"

#include <memory>

#include <QSet>

#include <unicode/brkiter.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestWord = 40;

icu::UnicodeString toIcu(const QString& text)
{
    return {reinterpret_cast<const UChar*>(text.utf16()), int32_t(text.size())};
}

QString fromIcu(const icu::UnicodeString& text)
{
    return QString(reinterpret_cast<const QChar*>(text.getBuffer()), text.length());
}

/// One of a thread: ICU's transliterators are not for several threads at once.
QString transliterated(const char* id, const QString& text)
{
    thread_local QHash<QByteArray, std::shared_ptr<icu::Transliterator>> made;
    auto& transliterator = made[id];
    if (!transliterator) {
        UErrorCode status = U_ZERO_ERROR;
        transliterator.reset(icu::Transliterator::createInstance(icu::UnicodeString(id), UTRANS_FORWARD, status));
    }
    if (!transliterator)
        return text;
    icu::UnicodeString out = toIcu(text);
    transliterator->transliterate(out);
    return fromIcu(out);
}

bool isHan(char32_t c)
{
    return QChar::script(c) == QChar::Script_Han;
}

void addHan(QList<Token>& tokens, const QList<char32_t>& run)
{
    for (qsizetype i = 0; i < run.size(); ++i) {
        tokens.append({QString::fromUcs4(&run[i], 1), Token::Kind::ideograph});
        if (i + 1 < run.size())
            tokens.append({QString::fromUcs4(&run[i], 2), Token::Kind::pair});
    }
}

} // namespace

QString foldForSearch(const QString& text)
{
    return transliterated("Traditional-Simplified", text.normalized(QString::NormalizationForm_KC).toCaseFolded());
}

QList<Token> analyze(const QString& text)
{
    QList<Token> tokens;
    const QString folded = foldForSearch(text);
    UErrorCode status = U_ZERO_ERROR;
    thread_local const std::unique_ptr<icu::BreakIterator> breaker(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    if (!breaker)
        return tokens;
    const icu::UnicodeString units = toIcu(folded);
    breaker->setText(units);
    QList<char32_t> run;
    int32_t from = breaker->first();
    for (int32_t to = breaker->next(); to != icu::BreakIterator::DONE; from = to, to = breaker->next()) {
        const QString piece = folded.sliced(from, to - from);
        const auto points = piece.toUcs4();
        if (!points.isEmpty() && isHan(points.first())) {
            for (auto point : points)
                run.append(point);
            continue;
        }
        addHan(tokens, run);
        run.clear();
        if (breaker->getRuleStatus() >= UBRK_WORD_NONE_LIMIT)
            tokens.append({piece.left(kLongestWord), Token::Kind::word});
    }
    addHan(tokens, run);
    return tokens;
}

bool isStopWord(const QString& word)
{
    static const QSet<QString> words {u"a"_s, u"an"_s, u"and"_s, u"are"_s, u"as"_s, u"at"_s, u"be"_s, u"by"_s, u"can"_s,
        u"do"_s, u"does"_s, u"for"_s, u"from"_s, u"has"_s, u"have"_s, u"how"_s, u"i"_s, u"in"_s, u"is"_s, u"it"_s, u"its"_s,
        u"me"_s, u"my"_s, u"of"_s, u"on"_s, u"or"_s, u"that"_s, u"the"_s, u"their"_s, u"they"_s, u"this"_s, u"to"_s, u"was"_s,
        u"were"_s, u"what"_s, u"when"_s, u"where"_s, u"which"_s, u"who"_s, u"why"_s, u"will"_s, u"with"_s, u"you"_s, u"your"_s};
    return words.contains(word);
}

} // namespace greenroom
