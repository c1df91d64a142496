// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace greenroom {

/// Marks a push button as the one main action of its place: setProperty(kPrimaryProperty, true).
inline constexpr char kPrimaryProperty[] = "greenroomPrimary";
/// Tabs that have to stand in a narrow pane, closer together: setProperty(kDenseProperty, true).
inline constexpr char kDenseProperty[] = "greenroomDense";

/// Flat controls on one grid over Fusion: radius 6, a two-pixel ring on what has the keyboard, rows of 28, thin scroll bars.
class GreenroomStyle final : public QProxyStyle {
    Q_OBJECT

public:
    GreenroomStyle();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    void drawPrimitive(
        PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(
        ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(
        ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const override;

private:
    static bool opensMenuBesideText(const QStyleOption* option);
    static constexpr int kMenuMark = 6;
    static constexpr int kTextInset = 8; ///< from the edge of a control or row to its text

    void drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawScrollBar(const QStyleOptionComplex* option, QPainter* painter) const;
    void drawTab(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawMenuItem(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawCheck(const QStyleOption* option, QPainter* painter, bool round) const;
    void drawToolButton(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawCombo(const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawSpinBox(const QStyleOptionComplex* option, QPainter* painter) const;
    void drawFrame(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawHeader(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawSortedFigures(const QStyleOptionHeader* header, QPainter* painter, const QWidget* widget) const;
    void drawItem(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
};

} // namespace greenroom
