// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QToolButton>

#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

namespace greenroom {

using namespace Qt::StringLiterals;

GreenroomStyle::GreenroomStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void GreenroomStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QTabBar*>(widget) || widget->inherits("QComboBox")
        || widget->inherits("QScrollBar"))
        widget->setAttribute(Qt::WA_Hover);
    // The list a combo box opens paints its rows past the style unless it is told otherwise.
    if (auto* combo = qobject_cast<QComboBox*>(widget); combo && combo->itemDelegate()->inherits("QComboBoxDelegate"))
        combo->setItemDelegate(new QStyledItemDelegate(combo));
}

void GreenroomStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto at = [option](ColorRole role) { return color(role, option->palette); };
    switch (element) {
    case PE_PanelButtonCommand: drawButton(option, painter, widget); return;
    case PE_PanelButtonTool: {
        const bool down = option->state & (State_Sunken | State_On);
        if (!down && !(option->state & State_MouseOver && option->state & State_Enabled))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(at(down ? ColorRole::selected : ColorRole::hover));
        painter->drawRoundedRect(option->rect, kRadius, kRadius);
        painter->restore();
        return;
    }
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (element == PE_PanelLineEdit && frame && frame->lineWidth <= 0) {
            painter->fillRect(option->rect, option->palette.base());
            return;
        }
        const bool focus = option->state & State_HasFocus;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(at(ColorRole::surface));
        painter->setPen(QPen(at(focus ? ColorRole::accent : ColorRole::outline), focus ? 2 : 1));
        const double inset = focus ? 1 : 0.5;
        painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
        painter->restore();
        return;
    }
    case PE_FrameFocusRect: {
        if (widget && qobject_cast<const QAbstractItemView*>(widget))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(at(ColorRole::accent), 2));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), kRadius - 2, kRadius - 2);
        painter->restore();
        return;
    }
    case PE_IndicatorCheckBox: drawCheck(option, painter, false); return;
    case PE_IndicatorRadioButton: drawCheck(option, painter, true); return;
    case PE_PanelMenu:
    case PE_FrameMenu: {
        painter->save();
        painter->setPen(at(ColorRole::border));
        painter->setBrush(element == PE_PanelMenu ? QBrush(at(ColorRole::surface)) : QBrush(Qt::NoBrush));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    }
    case PE_FrameTabBarBase:
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem: return;
    case PE_Frame: drawFrame(option, painter, widget); return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (option->state & State_Selected)
            painter->fillRect(option->rect, at(ColorRole::selected));
        else if (option->state & State_MouseOver && option->state & State_Enabled)
            painter->fillRect(option->rect, at(ColorRole::hover));
        return;
    case PE_FrameDockWidget:
    case PE_FrameTabWidget: return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void GreenroomStyle::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case CE_PushButtonLabel: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (!button || !widget)
            break;
        QStyleOptionButton copy = *button;
        const bool enabled = option->state & State_Enabled;
        if (enabled && widget->property(kPrimaryProperty).toBool())
            copy.palette.setColor(QPalette::ButtonText, color(ColorRole::onAccent, option->palette));
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    case CE_TabBarTabShape: drawTab(option, painter, widget); return;
    case CE_TabBarTabLabel: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        if (!tab)
            break;
        QStyleOptionTab copy = *tab;
        if (!(tab->state & State_Selected))
            copy.palette.setColor(QPalette::WindowText, color(ColorRole::muted, option->palette));
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    case CE_ToolBar: {
        painter->fillRect(option->rect, color(ColorRole::window, option->palette));
        painter->fillRect(
            option->rect.right(), option->rect.top(), 1, option->rect.height(), color(ColorRole::border, option->palette));
        return;
    }
    case CE_Header:
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
    case CE_HeaderLabel: drawHeader(element, option, painter, widget); return;
    case CE_ItemViewItem: drawItem(option, painter, widget); return;
    case CE_MenuItem: drawMenuItem(option, painter, widget); return;
    case CE_Splitter: {
        const bool wide = option->rect.width() > option->rect.height();
        const QColor line = color(option->state & State_MouseOver ? ColorRole::accent : ColorRole::border, option->palette);
        const QPoint middle = option->rect.center();
        painter->fillRect(wide ? QRect(option->rect.left(), middle.y(), option->rect.width(), 1)
                               : QRect(middle.x(), option->rect.top(), 1, option->rect.height()),
            line);
        return;
    }
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void GreenroomStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ScrollBar: drawScrollBar(option, painter); return;
    case CC_ComboBox: drawCombo(option, painter, widget); return;
    case CC_ToolButton: drawToolButton(option, painter, widget); return;
    case CC_SpinBox: drawSpinBox(option, painter); return;
    default: QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

int GreenroomStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return 10;
    case PM_ScrollView_ScrollBarSpacing: return 1;
    case PM_DefaultFrameWidth:
        // So wide that the square corners of what is inside stay clear of the round ones.
        if (qobject_cast<const QAbstractScrollArea*>(widget))
            return 3;
        return qobject_cast<const QLineEdit*>(widget) ? 2 : 1;
    case PM_FocusFrameHMargin: return kTextInset - 1;
    case PM_HeaderMargin: return kTextInset;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    case PM_SplitterWidth: return 5;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize: return 18;
    case PM_TabBarTabHSpace: return widget && widget->property(kDenseProperty).toBool() ? 10 : 18;
    case PM_TabBarTabVSpace: return 12;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap: return 0;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return 4;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize GreenroomStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton: return {size.width() + 28, qMax(size.height() + 8, scaled(30, widget))};
    case CT_SpinBox: result.setHeight(qMax(option->fontMetrics.height() + 10, scaled(30, widget))); return result;
    case CT_LineEdit:
    case CT_ComboBox: result.setHeight(qMax(result.height(), scaled(30, widget))); return result;
    case CT_ItemViewItem: result.setHeight(qMax(result.height(), scaled(28, widget))); return result;
    case CT_HeaderSection: result.setHeight(scaled(28, widget)); return result;
    case CT_ToolButton:
        if (opensMenuBesideText(option))
            result.rwidth() += kMenuMark;
        return result.expandedTo({scaled(28, widget), scaled(28, widget)});
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {result.width(), 9};
        result.setHeight(qMax(result.height(), scaled(28, widget)));
        result.rwidth() += 24;
        return result;
    }
    default: return result;
    }
}

int GreenroomStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup: return 0;
    case SH_ScrollBar_Transient: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_TabBar_Alignment: return Qt::AlignLeft;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QRect GreenroomStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_TabWidgetTabBar)
        return rect.translated(3, 0); // its first name stands over the texts below
    const auto* field = qobject_cast<const QLineEdit*>(widget);
    if (element != SE_LineEditContents || !field)
        return rect;
    // A leading icon brings its own room; without one the letters would stand against the edge.
    const QList<QAction*> actions = field->actions();
    const bool led = std::any_of(actions.begin(), actions.end(),
        [](const QAction* action) { return action->objectName() != "_q_qlineeditclearaction"_L1; });
    return led ? rect : rect.adjusted(kTextInset - 4, 0, 0, 0);
}

QRect GreenroomStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const
{
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return option->rect.adjusted(kTextInset - 1, 2, -scaled(26, widget), -2); // clear of the ring
    if (control == CC_ScrollBar) {
        // No arrow buttons: the whole length is groove.
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        const bool lying = bar->orientation == Qt::Horizontal;
        const int length = lying ? bar->rect.width() : bar->rect.height();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        int thumb = length;
        if (range > 0)
            thumb = qBound(
                qMin(32, length), static_cast<int>(qint64(bar->pageStep) * length / (range + bar->pageStep)), length);
        const int start = sliderPositionFromValue(
            bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
        const auto along = [&](int from, int size) {
            return lying ? QRect(from, 0, size, bar->rect.height()) : QRect(0, from, bar->rect.width(), size);
        };
        switch (part) {
        case SC_ScrollBarAddLine:
        case SC_ScrollBarSubLine: return {};
        case SC_ScrollBarSubPage: return along(0, start);
        case SC_ScrollBarAddPage: return along(start + thumb, length - start - thumb);
        case SC_ScrollBarGroove: return along(0, length);
        case SC_ScrollBarSlider: return along(start, thumb);
        default: break;
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace greenroom
