// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace greenroom {

/// One searchable piece of a text.
struct Token {
    enum class Kind {
        word, ///< of an alphabetic script, or a number: to be stemmed by language
        ideograph, ///< one Chinese character
        pair, ///< two neighbouring Chinese characters
    };
    QString text;
    Kind kind = Kind::word;
    friend bool operator==(const Token&, const Token&) = default;
};

/// The text as search compares it: compatibility forms, case folded, traditional characters made simplified.
QString foldForSearch(const QString& text);

/// Takes a text apart for search, Chinese and English mixed: ICU finds the words of alphabetic scripts; runs of Chinese
/// give each character and each pair of neighbours, which needs no dictionary and forgives a wrong character. Never longer
/// than twice the text. Any thread.
QList<Token> analyze(const QString& text);

/// True for English words that say nothing about what is asked: "the", "is", "how" …
bool isStopWord(const QString& word);

} // namespace greenroom
