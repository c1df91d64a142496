// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace greenroom {

namespace {

class Saved {
public:
    explicit Saved(QPainter* painter)
        : m_painter(painter)
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { m_painter->restore(); }
    Q_DISABLE_COPY_MOVE(Saved)

private:
    QPainter* m_painter;
};

void drawChevron(QPainter* painter, const QPointF& middle, const QColor& ink)
{
    QPen pen(ink, 1.5);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(
        QPolygonF {{middle.x() - 3.5, middle.y() - 1.5}, {middle.x(), middle.y() + 2}, {middle.x() + 3.5, middle.y() - 1.5}});
}

QColor blend(const QColor& one, const QColor& other, float share)
{
    const auto mix = [share](float a, float b) { return a + (b - a) * share; };
    return QColor::fromRgbF(mix(one.redF(), other.redF()), mix(one.greenF(), other.greenF()), mix(one.blueF(), other.blueF()));
}

} // namespace

void GreenroomStyle::drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Saved saved(painter);
    const auto at = [option](ColorRole role) { return color(role, option->palette); };
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool enabled = option->state & State_Enabled;
    const bool down = option->state & (State_Sunken | State_On);
    const bool hover = enabled && option->state & State_MouseOver;
    const bool primary = widget && widget->property(kPrimaryProperty).toBool();
    if (button && button->features & QStyleOptionButton::Flat && !hover && !down)
        return;

    QColor fill = at(ColorRole::surface);
    QColor edge = at(ColorRole::outline);
    if (!enabled) {
        fill = at(ColorRole::window);
        edge = at(ColorRole::border);
    } else if (primary) {
        fill = at(ColorRole::accent);
        if (hover || down)
            fill = blend(fill, at(ColorRole::text), down ? 0.22F : 0.12F);
        edge = fill;
    } else if (down) {
        fill = at(ColorRole::selected);
    } else if (hover) {
        fill = at(ColorRole::hover);
    }
    painter->setPen(edge);
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    if (option->state & State_HasFocus && option->state & State_KeyboardFocusChange) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(primary ? at(ColorRole::text) : at(ColorRole::accent), 2));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), kRadius, kRadius);
    }
}

void GreenroomStyle::drawScrollBar(const QStyleOptionComplex* option, QPainter* painter) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const Saved saved(painter);
    const bool hover = option->state & State_MouseOver && option->activeSubControls & SC_ScrollBarSlider;
    const bool down = option->state & State_Sunken && option->activeSubControls & SC_ScrollBarSlider;
    QRectF thumb = proxy()->subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, nullptr);
    thumb.translate(option->rect.topLeft());
    thumb.adjust(2, 2, -2, -2);
    const double radius = qMin(thumb.width(), thumb.height()) / 2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(color(hover || down ? ColorRole::muted : ColorRole::outline, option->palette));
    painter->setOpacity(hover || down ? 0.9 : 0.55);
    painter->drawRoundedRect(thumb, radius, radius);
}

void GreenroomStyle::drawTab(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Saved saved(painter);
    const int inset = pixelMetric(PM_TabBarTabHSpace, option, widget) / 2 - 1;
    const bool selected = option->state & State_Selected;
    painter->setPen(Qt::NoPen);
    if (selected || option->state & State_MouseOver) {
        const QRectF line(option->rect.left() + inset, option->rect.bottom() - 1, option->rect.width() - 2 * inset, 2);
        painter->setBrush(color(selected ? ColorRole::accent : ColorRole::border, option->palette));
        painter->drawRoundedRect(line, 1, 1);
    }
    if (selected && option->state & State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(color(ColorRole::accent, option->palette), 2));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(2, 2, -2, -3), kRadius, kRadius);
    }
}

void GreenroomStyle::drawMenuItem(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (!item)
        return;
    const Saved saved(painter);
    const QRect rect = option->rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1, color(ColorRole::border, option->palette));
        return;
    }
    const bool enabled = option->state & State_Enabled;
    const bool chosen = option->state & State_Selected && enabled;
    if (chosen) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color(ColorRole::selected, option->palette));
        painter->drawRoundedRect(rect.adjusted(4, 1, -4, -1), kRadius - 2, kRadius - 2);
    }
    const QColor ink = color(enabled ? ColorRole::text : ColorRole::outline, option->palette);
    const int side = 16;
    const QRect mark(rect.left() + 12, rect.center().y() - side / 2, side, side);
    if (item->checked) {
        painter->setPen(QPen(color(ColorRole::accent, option->palette), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(QPolygon {{mark.left() + 3, mark.center().y()}, {mark.left() + 6, mark.center().y() + 4},
            {mark.right() - 2, mark.top() + 4}});
    } else if (!item->icon.isNull() && item->checkType == QStyleOptionMenuItem::NotCheckable) {
        item->icon.paint(painter, mark, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QRect text = rect.adjusted(12 + side + 8, 0, -12, 0);
    const qsizetype tab = item->text.indexOf(QLatin1Char('\t'));
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic;
    painter->setFont(item->font);
    painter->setPen(ink);
    painter->drawText(text, flags | Qt::AlignLeft, tab < 0 ? item->text : item->text.left(tab));
    if (tab >= 0) {
        painter->setPen(color(enabled ? ColorRole::muted : ColorRole::outline, option->palette));
        painter->drawText(text, flags | Qt::AlignRight, item->text.mid(tab + 1));
    }
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        painter->translate(rect.right() - 14, rect.center().y());
        painter->rotate(-90);
        drawChevron(painter, {0, 0}, ink);
    }
    Q_UNUSED(widget)
}

void GreenroomStyle::drawCheck(const QStyleOption* option, QPainter* painter, bool round) const
{
    const Saved saved(painter);
    const bool on = option->state & (State_On | State_NoChange);
    const bool enabled = option->state & State_Enabled;
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor mark = color(enabled ? ColorRole::accent : ColorRole::outline, option->palette);
    painter->setPen(on ? mark : color(ColorRole::outline, option->palette));
    painter->setBrush(on ? mark : color(ColorRole::surface, option->palette));
    if (round)
        painter->drawEllipse(box);
    else
        painter->drawRoundedRect(box, 4, 4);
    if (!on)
        return;
    const QColor ink = color(ColorRole::onAccent, option->palette);
    if (round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        painter->drawEllipse(box.center(), 3, 3);
        return;
    }
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(ink, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = box.center();
    painter->drawPolyline(
        QPolygonF {{middle.x() - 4, middle.y()}, {middle.x() - 1, middle.y() + 3}, {middle.x() + 4, middle.y() - 3}});
}

bool GreenroomStyle::opensMenuBesideText(const QStyleOption* option)
{
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    return button && button->features & QStyleOptionToolButton::HasMenu
        && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon;
}

void GreenroomStyle::drawToolButton(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
    if (!button)
        return;
    QStyleOptionToolButton plain = *button;
    // Fusion's menu mark hangs over the edge; ours stands on the text's line, and an icon alone needs none.
    plain.features &= ~QStyleOptionToolButton::HasMenu;
    const bool marked = opensMenuBesideText(option);
    proxy()->drawPrimitive(PE_PanelButtonTool, &plain, painter, widget);
    if (marked)
        plain.rect.setRight(plain.rect.right() - kMenuMark);
    plain.state &= ~(State_MouseOver | State_Sunken | State_On | State_HasFocus);
    QProxyStyle::drawComplexControl(CC_ToolButton, &plain, painter, widget);
    if (option->state & State_HasFocus) {
        QStyleOptionFocusRect ring;
        ring.QStyleOption::operator=(*option); // around the mark too
        proxy()->drawPrimitive(PE_FrameFocusRect, &ring, painter, widget);
    }
    const Saved saved(painter);
    if (marked)
        drawChevron(painter, {button->rect.right() - 10.0, button->rect.center().y() + 0.5},
            color(option->state & State_Enabled ? ColorRole::muted : ColorRole::outline, option->palette));
}

void GreenroomStyle::drawCombo(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (!combo)
        return;
    const Saved saved(painter);
    const bool enabled = option->state & State_Enabled;
    const bool focus = option->state & State_HasFocus;
    const bool hover = enabled && option->state & State_MouseOver;
    painter->setBrush(color(hover ? ColorRole::hover : ColorRole::surface, option->palette));
    painter->setPen(QPen(
        color(focus ? ColorRole::accent : (enabled ? ColorRole::outline : ColorRole::border), option->palette), focus ? 2 : 1));
    const double inset = focus ? 1 : 0.5;
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
    drawChevron(painter, {option->rect.right() - 13.0, option->rect.center().y() + 0.5},
        color(enabled ? ColorRole::muted : ColorRole::outline, option->palette));
    Q_UNUSED(widget)
}

void GreenroomStyle::drawSpinBox(const QStyleOptionComplex* option, QPainter* painter) const
{
    const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (!box)
        return;
    const Saved saved(painter);
    const bool enabled = option->state & State_Enabled;
    const bool focus = option->state & State_HasFocus;
    const double inset = focus ? 1 : 0.5;
    painter->setBrush(color(ColorRole::surface, option->palette));
    painter->setPen(QPen(
        color(focus ? ColorRole::accent : (enabled ? ColorRole::outline : ColorRole::border), option->palette), focus ? 2 : 1));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
    for (const bool up : {true, false}) {
        const bool can = enabled
            && box->stepEnabled & (up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled);
        const SubControl part = up ? SC_SpinBoxUp : SC_SpinBoxDown;
        const QRectF place = proxy()->subControlRect(CC_SpinBox, option, part, nullptr);
        if (can && option->activeSubControls & part) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color(option->state & State_Sunken ? ColorRole::selected : ColorRole::hover, option->palette));
            painter->drawRoundedRect(place.adjusted(0, 1, -2, -1), 2, 2);
        }
        const Saved turned(painter);
        painter->translate(place.center());
        if (up)
            painter->rotate(180);
        drawChevron(painter, {0, 0}, color(can ? ColorRole::muted : ColorRole::outline, option->palette));
    }
}

void GreenroomStyle::drawFrame(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const Saved saved(painter);
    if (!qobject_cast<const QAbstractScrollArea*>(widget) || widget->isWindow()) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(color(ColorRole::border, option->palette));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    }
    // A field of several lines, or a list to choose from, has the edge and the ring of a field of one line.
    const bool focus = option->state & State_HasFocus;
    const double inset = focus ? 1 : 0.5;
    painter->setBrush(color(ColorRole::surface, option->palette));
    painter->setPen(QPen(color(focus ? ColorRole::accent : ColorRole::outline, option->palette), focus ? 2 : 1));
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
}

void GreenroomStyle::drawHeader(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
    if (element == CE_Header) {
        if (header && header->sortIndicator != QStyleOptionHeader::None && header->textAlignment & Qt::AlignRight)
            drawSortedFigures(header, painter, widget);
        else
            QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    if (element == CE_HeaderLabel) {
        if (!header)
            return;
        QStyleOptionHeader copy = *header;
        copy.palette.setColor(QPalette::ButtonText, color(ColorRole::muted, option->palette));
        copy.state &= ~State_On; // would be bold
        // The margin is meant for left and right; above and below it would cut the text.
        const int margin = pixelMetric(PM_HeaderMargin, option, widget);
        copy.rect.adjust(0, -margin, 0, margin);
        const Saved saved(painter);
        painter->setFont(textFont(TextSize::small));
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    painter->fillRect(option->rect, color(ColorRole::surface, option->palette));
    painter->fillRect(
        option->rect.left(), option->rect.bottom(), option->rect.width(), 1, color(ColorRole::border, option->palette));
}

/// The heading stays over its figures, to the right, and the arrow goes before it.
void GreenroomStyle::drawSortedFigures(const QStyleOptionHeader* header, QPainter* painter, const QWidget* widget) const
{
    constexpr int kArrow = 8;
    constexpr int kGap = 4;
    const Saved saved(painter);
    painter->setClipRect(header->rect);
    proxy()->drawControl(CE_HeaderSection, header, painter, widget);
    QStyleOptionHeader part = *header;
    part.sortIndicator = QStyleOptionHeader::None; // would take its room to the right
    part.rect = subElementRect(SE_HeaderLabel, &part, widget);
    const int width = QFontMetrics(textFont(TextSize::small)).horizontalAdvance(header->text);
    const int left = qMax(part.rect.left(), part.rect.right() + 1 - width - kGap - kArrow);
    part.rect.setLeft(left + kArrow + 1);
    proxy()->drawControl(CE_HeaderLabel, &part, painter, widget);
    part.sortIndicator = header->sortIndicator;
    part.rect = QRect(left, header->rect.center().y() - 1, kArrow, kArrow); // Fusion draws in its upper half
    proxy()->drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
}

void GreenroomStyle::drawItem(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    if (!item)
        return;
    // The chosen row is a tint: its text keeps its colour.
    QStyleOptionViewItem copy = *item;
    copy.palette.setColor(QPalette::HighlightedText, copy.palette.color(QPalette::Text));
    QProxyStyle::drawControl(CE_ItemViewItem, &copy, painter, widget);
}

} // namespace greenroom
