// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>

#include "core/protocol/codec.h"

namespace greenroom {

/// A value with `fields` as it stands in a `facts` column.
template <codec::Struct T>
QString toFacts(const T& value)
{
    QString text;
    codec::write(text, value, Audience::staff);
    return text;
}

/// The reverse. A row that a newer version wrote otherwise is an error (storage), never half a value.
template <codec::Struct T>
Result<T> fromFacts(const QString& text)
{
    T value {};
    Rule rule;
    if (auto done = codec::read(QJsonDocument::fromJson(text.toUtf8()).object(), value, rule, {}); !done)
        return Error {Code::storage, done.error().field, QStringLiteral("facts do not read: ") + sentence(done.error()), 0};
    return value;
}

/// A pattern for LIKE … ESCAPE '\' that finds the text anywhere, with its own % and _ taken literally.
inline QString likeAnywhere(QString text)
{
    text.replace(u'\\', QStringLiteral("\\\\")).replace(u'%', QStringLiteral("\\%")).replace(u'_', QStringLiteral("\\_"));
    return u'%' + text + u'%';
}

/// The end of the range of texts that begin with this one: [text, afterPrefix(text)).
inline QString afterPrefix(const QString& text)
{
    return text + QChar(QChar::highSurrogate(0x10ffff)) + QChar(QChar::lowSurrogate(0x10ffff));
}

/// As `folded` columns hold text: compatibility forms and case folded.
inline QString foldedText(const QString& text)
{
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded();
}

} // namespace greenroom
