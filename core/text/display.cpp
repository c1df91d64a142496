// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/display.h"

#include <QList>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxMarks = 20;
constexpr int kMaxLines = 1000;
constexpr int kMaxNameChars = 80;

bool isMark(char32_t c)
{
    const auto category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

bool isBidiControl(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool isZeroWidth(char32_t c)
{
    return (c >= 0x200b && c <= 0x200d) || c == 0x2060 || c == 0xfeff || c == 0x00ad;
}

void append(QString& out, char32_t c)
{
    for (char16_t unit : QChar::fromUcs4(c))
        out.append(QChar(unit));
}

} // namespace

qsizetype codePoints(QStringView text)
{
    qsizetype count = text.size();
    for (qsizetype i = 1; i < text.size(); ++i)
        if (text[i].isLowSurrogate() && text[i - 1].isHighSurrogate())
            --count;
    return count;
}

QString safeForDisplay(const QString& text)
{
    QString out;
    out.reserve(text.size());
    int marks = 0;
    int lines = 1;
    for (char32_t c : text.toUcs4()) {
        if (c == U'\r')
            continue;
        if (c == U'\n' && ++lines > kMaxLines)
            c = U' ';
        if (QChar::isSurrogate(c))
            c = QChar::ReplacementCharacter;
        if (c != U'\n' && c != U'\t' && QChar::category(c) == QChar::Other_Control)
            continue;
        marks = isMark(c) ? marks + 1 : 0;
        if (marks <= kMaxMarks)
            append(out, c);
    }
    return out;
}

QString safeName(const QString& name)
{
    QString out;
    int count = 0;
    for (char32_t c : safeForDisplay(name).toUcs4()) {
        if (isBidiControl(c) || isZeroWidth(c))
            continue;
        if (c == U'\n' || c == U'\t')
            c = U' ';
        if (++count > kMaxNameChars)
            break;
        append(out, c);
    }
    return out.simplified();
}

} // namespace greenroom
