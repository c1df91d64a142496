// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/codec.h"

#include <algorithm>
#include <limits>

#include "core/text/display.h"

namespace greenroom::codec {

using namespace Qt::StringLiterals;

void writeString(QString& out, QStringView text)
{
    static constexpr char16_t hex[] = u"0123456789abcdef";
    out += u'"';
    const auto isPlain = [](QChar c) { return c >= u' ' && c != u'"' && c != u'\\' && c != QChar(0x7f) && !c.isSurrogate(); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto* const rest = text.begin() + i;
        const auto* const special = std::find_if_not(rest, text.end(), isPlain);
        out += QStringView(rest, special);
        i = special - text.begin();
        if (i == text.size())
            break;
        const QChar c = text[i];
        switch (c.unicode()) {
        case u'"': out += "\\\""_L1; break;
        case u'\\': out += "\\\\"_L1; break;
        case u'\n': out += "\\n"_L1; break;
        case u'\r': out += "\\r"_L1; break;
        case u'\t': out += "\\t"_L1; break;
        default: {
            // A lone surrogate cannot travel in UTF-8; it becomes the replacement character.
            const bool pairStart = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
            const bool pairEnd = c.isLowSurrogate() && i > 0 && text[i - 1].isHighSurrogate();
            if (c.isSurrogate() && !pairStart && !pairEnd)
                out += QChar(QChar::ReplacementCharacter);
            else if (c < u' ' || c == QChar(0x7f))
                out += "\\u00"_L1 + QChar(hex[c.unicode() >> 4]) + QChar(hex[c.unicode() & 0xf]);
            else
                out += c;
        }
        }
    }
    out += u'"';
}

Error invalid(const QString& path, const QString& detail)
{
    return {Code::invalidField, path, detail, 0};
}

Result<void> read(const QJsonValue& json, bool& out, const Rule&, const QString& path)
{
    if (!json.isBool())
        return invalid(path, u"true or false is expected"_s);
    out = json.toBool();
    return {};
}

Result<void> read(const QJsonValue& json, qint64& out, const Rule& rule, const QString& path)
{
    // toInteger gives the default for whatever is no whole number; two defaults tell the default from the value.
    if (!json.isDouble() || json.toInteger(0) != json.toInteger(1))
        return invalid(path, u"a whole number is expected"_s);
    out = json.toInteger();
    if (out < rule.least || out > rule.most)
        return invalid(path, QString::number(out));
    return {};
}

/// Half a character becomes what writeString() would make of it, so that what is stored is what was read.
static void replaceLoneSurrogates(QString& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
}

Result<void> read(const QJsonValue& json, QString& out, const Rule& rule, const QString& path)
{
    if (!json.isString())
        return invalid(path, u"a text is expected"_s);
    out = json.toString();
    if (!out.isValidUtf16())
        replaceLoneSurrogates(out);
    if (rule.notEmpty && out.trimmed().isEmpty())
        return invalid(path, u"empty"_s);
    if (codePoints(out) > rule.chars)
        return Error {Code::tooLong, path, {}, rule.chars};
    if (out.size() > kMessageBytes / 4 && out.toUtf8().size() > kMessageBytes)
        return Error {Code::tooLong, path, {}, kMessageBytes};
    return {};
}

Result<void> read(const QJsonValue& json, Instant& out, const Rule&, const QString& path)
{
    qint64 millis = 0;
    Rule range;
    range.least = 0;
    range.most = 1LL << 46; // the year 4199
    if (auto done = read(json, millis, range, path); !done)
        return done;
    out = fromMillis(millis);
    return {};
}

Result<void> read(const QJsonValue& json, Millis& out, const Rule& rule, const QString& path)
{
    qint64 millis = 0;
    if (auto done = read(json, millis, rule, path); !done)
        return done;
    out = Millis(millis);
    return {};
}

Result<void> read(const QJsonValue& json, Uuid& out, const Rule&, const QString& path)
{
    const auto id = Uuid::fromString(json.toString());
    if (!id)
        return invalid(path, json.toString().left(40));
    out = *id;
    return {};
}

Result<void> read(const QJsonValue& json, StreamId& out, const Rule&, const QString& path)
{
    const auto id = StreamId::fromString(json.toString());
    if (!id)
        return invalid(path, json.toString().left(60));
    out = *id;
    return {};
}

Result<void> read(const QJsonValue& json, Code& out, const Rule&, const QString& path)
{
    const auto code = codeFromName(json.toString());
    if (!code)
        return invalid(path, json.toString().left(40));
    out = *code;
    return {};
}

} // namespace greenroom::codec
