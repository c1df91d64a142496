// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/paneldelegate.h"

#include <QPainter>

#include "core/text/display.h"
#include "ui/theme/metrics.h"

namespace greenroom {

PanelDelegate::PanelDelegate(Reader reader, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_reader(std::move(reader))
{
}

void PanelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto ink = [&option](ColorRole role) { return color(role, option.palette); };
    const PanelRow row = m_reader(index);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, ink(ColorRole::selected));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, ink(ColorRole::hover));
    const QFont bold = textFont(TextSize::base, true);
    const QFont small = textFont(TextSize::small);
    const QRect area = option.rect.adjusted(12, 4, -12, -4);
    const int rightWidth = QFontMetrics(small).horizontalAdvance(row.right) + 2;
    painter->setFont(small);
    painter->setPen(ink(row.rightRole));
    const QRect top(area.left(), area.top(), area.width(), area.height() / 2);
    painter->drawText(top, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, row.right);
    painter->setFont(bold);
    painter->setPen(ink(ColorRole::text));
    painter->drawText(top, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(bold).elidedText(safeName(row.title), Qt::ElideRight, qMax(20, top.width() - rightWidth - 8)));
    painter->setFont(small);
    painter->setPen(ink(ColorRole::muted));
    painter->drawText(area.adjusted(0, area.height() / 2, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(small).elidedText(safeName(row.subtitle), Qt::ElideRight, area.width()));
    painter->restore();
}

QSize PanelDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {scaled(160, option.widget), scaled(46, option.widget)};
}

} // namespace greenroom
