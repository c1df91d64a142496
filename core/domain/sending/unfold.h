// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStringView>

namespace greenroom {

/// One character of a text as those read it who know the tricks. What only stands between characters (spaces, punctuation,
/// zero-width and combining characters, emoji) is no sign: the next one tells what stood before it.
struct Sign {
    enum class Kind : quint8 {
        letter, ///< a to z
        digit, ///< 0 to 9
        other, ///< Chinese, kana …; a pinyin syllable written out is one such sign
    };
    enum class Gap : quint8 {
        none, ///< nothing that can be seen
        soft, ///< space, dot, dash, emoji …
        comma, ///< ends a clause
        stop, ///< ends a sentence
    };

    char32_t plain = 0; ///< small, simplified, look-alikes made one; beyond Unicode's private area for a pinyin syllable
    char32_t sound = 0; ///< the same for what is put for each other: it sounds alike, or is a digit in a word of letters
    Kind kind = Kind::other;
    Gap gap = Gap::none; ///< before it
    char16_t mark = 0; ///< the first mark in that gap; a space if there are only spaces; 0: no gap
    bool alone = false; ///< that mark is all there is in the gap
    qint32 from = 0; ///< in the source, UTF-16
    qint32 end = 0; ///< behind its last unit in the source
    /// How far into the text, so that a Chinese character counts kWide and a letter or digit one: what is near in one language
    /// is then near in the other.
    qint32 place = 0;
    qint32 clause = 0; ///< counts up; a mark between characters that all stand apart ends nothing
    qint32 sentence = 0;

    static constexpr qint32 kWide = 3;
};

/// Linear in the text. Ranges ascend, do not overlap and never part a surrogate pair; marks put on a character belong to it.
std::vector<Sign> unfold(QStringView text);

/// 0 to 9 for a digit, also a Chinese one; -1 for others.
int digitOf(const Sign& sign);

} // namespace greenroom
