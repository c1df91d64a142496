// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <QHash>
#include <QList>
#include <QString>
#include <QVarLengthArray>

namespace greenroom {

/// A text as numbers and addresses are looked for in it: letters small, digits of any script and full-width marks as in ASCII,
/// any dash '-', any blank ' ', any line break '\n', the characters of addresses and of numbers' names simplified; what cannot
/// be seen is left out. A character is one sign.
class FoldedText {
public:
    explicit FoldedText(QStringView text);

    /// What took() leaves: nothing reaches across it. Also a star of the text itself.
    static constexpr char16_t kTaken = u'*';

    qsizetype size() const { return m_signs.size(); }
    /// 0 beyond either end.
    char16_t operator[](qsizetype i) const { return i < 0 || i >= m_signs.size() ? u'\0' : m_signs[i]; }
    std::u16string_view between(qsizetype from, qsizetype to) const { return {m_signs.constData() + from, size_t(to - from)}; }
    /// In the text as it was given.
    qsizetype from(qsizetype i) const { return m_from[i]; }
    qsizetype end(qsizetype i) const { return m_end[i]; }

    void take(qsizetype from, qsizetype to) { std::fill(m_signs.begin() + from, m_signs.begin() + to, kTaken); }

private:
    QVarLengthArray<char16_t, 256> m_signs;
    QVarLengthArray<qsizetype, 256> m_from;
    QVarLengthArray<qsizetype, 256> m_end;
};

inline bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}
inline bool isLatin(char16_t c)
{
    return c >= u'a' && c <= u'z';
}
inline bool isHan(char16_t c)
{
    return (c >= 0x3400 && c <= 0x9fff) || c == u'〇';
}
inline bool isBlank(char16_t c)
{
    return c == u' ' || c == u'\n';
}
inline bool isOneOf(char16_t c, std::u16string_view list)
{
    return c != 0 && list.find(c) != std::u16string_view::npos;
}
/// Written between the digits of one number.
inline bool isBetweenDigits(char16_t c)
{
    return isBlank(c) || c == u'-' || c == u'.';
}

/// Digits with nothing between them; the signs [from, to) of a folded text.
struct DigitGroup {
    qsizetype from = 0;
    qsizetype to = 0;
    bool joined = false; ///< only what is written between the digits of one number stands before it: at most two such signs
    bool loose = false; ///< joined, or by other marks: commas, slashes, emoji
    qsizetype size() const { return to - from; }
};
using DigitGroups = QVarLengthArray<DigitGroup, 32>;

DigitGroups digitGroups(const FoldedText& text);
/// The digits of the groups [from, to), as "0" to "9".
std::u16string digitsOf(const FoldedText& text, const DigitGroups& groups, qsizetype from, qsizetype to);

/// Words that are looked for at a place. They are given folded, with '|' between them; the longest counts. A word of letters
/// stands by itself.
class WordList {
public:
    explicit WordList(std::u16string_view words);

    /// Length of the word that ends before `at`; 0: none.
    qsizetype endingAt(const FoldedText& text, qsizetype at) const;
    /// Length of the word that begins at `at`; 0: none.
    qsizetype startingAt(const FoldedText& text, qsizetype at) const;

private:
    std::array<QHash<char16_t, QList<std::u16string_view>>, 2> m_words; ///< by the first, by the last character
};

/// What the words beside a number say it is.
enum class NumberName {
    none,
    card, ///< of a bank card
    phone,
    thing, ///< of an order, a parcel, a ware, a device …
    topic, ///< there is talk of such a thing: it may be its number
};

/// By the words right before the signs [from, to): only such as "number", "is" and brackets may be between. In a list of
/// numbers the words before the first speak of all.
NumberName nameBefore(const FoldedText& text, qsizetype from);
/// Right behind, as in "… is my order number"; thing or none.
NumberName nameBehind(const FoldedText& text, qsizetype to);
/// It is part of a link, a file's name, an identifier with letters or an amount.
bool isInsideOther(const FoldedText& text, qsizetype from, qsizetype to);

} // namespace greenroom
