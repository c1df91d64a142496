// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/conversations/sending/phrasedelegate.h"

#include <QPainter>

#include "app/phrases/phrasemodel.h"
#include "core/text/display.h"
#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

namespace greenroom {

void PhraseDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto ink = [&option](ColorRole role) { return color(role, option.palette); };
    const auto text = [&index](PhraseModel::Role role) { return safeName(index.data(static_cast<int>(role)).toString()); };
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, ink(ColorRole::selected));
    QRect rest = option.rect.adjusted(8, 0, -8, 0);
    // Columns, so that codes stand under codes and titles under titles.
    const auto draw = [&](const QString& part, const QFont& font, ColorRole role, int width) {
        const QString shown = QFontMetrics(font).elidedText(part, Qt::ElideRight, qMin(width, rest.width()));
        painter->setFont(font);
        painter->setPen(ink(role));
        painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine, shown);
        rest.setLeft(rest.left() + width + 8);
    };
    const auto column = [&](int pixels) { return scaled(pixels, option.widget); };
    draw(index.row() < 9 ? QString::number(index.row() + 1) : QString(), textFont(TextSize::small), ColorRole::muted,
        column(12));
    draw(text(PhraseModel::Role::Code), textFont(TextSize::base, true), ColorRole::accent, qMin(column(56), rest.width() / 4));
    draw(text(PhraseModel::Role::Title), textFont(TextSize::base), ColorRole::text, qMin(column(112), rest.width() / 3));
    if (index.data(static_cast<int>(PhraseModel::Role::Holding)).toBool())
        draw(tr("Holding"), textFont(TextSize::small), ColorRole::caution, column(64));
    draw(text(PhraseModel::Role::Text), textFont(TextSize::base), ColorRole::muted, rest.width());
    painter->restore();
}

QSize PhraseDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {scaled(240, option.widget), scaled(28, option.widget)};
}

} // namespace greenroom
