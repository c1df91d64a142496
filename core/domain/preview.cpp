// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/preview.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kPreviewChars = 120;

QString marked(QLatin1StringView kind, const QString& knownBy = {})
{
    const QString mark = QString(QChar(QChar::ObjectReplacementCharacter)) + kind;
    return knownBy.isEmpty() ? mark : mark + u' ' + knownBy;
}

} // namespace

QString previewOf(const Content& content)
{
    QString line;
    if (std::holds_alternative<Image>(content))
        line = marked(Image::kind);
    else if (const auto* voice = std::get_if<Voice>(&content))
        line = marked(Voice::kind, QString::number(voice->durationMs));
    else if (const auto* order = std::get_if<OrderCard>(&content))
        line = marked(OrderCard::kind, order->number);
    else if (const auto* product = std::get_if<ProductCard>(&content))
        line = marked(ProductCard::kind, product->title);
    else if (std::holds_alternative<Recalled>(content))
        line = marked(Recalled::kind);
    else
        line = plainText(content).remove(QChar(QChar::ObjectReplacementCharacter));
    return line.left(kPreviewChars).simplified();
}

std::optional<Content> thingOf(const QString& preview)
{
    if (!preview.startsWith(QChar(QChar::ObjectReplacementCharacter)))
        return {};
    const QString kind = preview.section(u' ', 0, 0).mid(1);
    const QString knownBy = preview.section(u' ', 1);
    if (kind == Image::kind)
        return Image();
    if (kind == Recalled::kind)
        return Recalled();
    if (kind == Voice::kind) {
        Voice voice;
        voice.durationMs = knownBy.toLongLong();
        return voice;
    }
    if (kind == OrderCard::kind) {
        OrderCard card;
        card.number = knownBy;
        return card;
    }
    if (kind == ProductCard::kind) {
        ProductCard card;
        card.title = knownBy;
        return card;
    }
    return UnknownContent();
}

} // namespace greenroom
