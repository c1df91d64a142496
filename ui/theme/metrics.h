// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;
class QWidget;

namespace greenroom {

/// The type scale. base is what the application's font is set to.
enum class TextSize { small, base, medium, large, title };

/// Point size: 9, 10, 11, 13, 16.
double pointSize(TextSize size);
/// The application's font at a size, normal or bold.
QFont textFont(TextSize size, bool bold = false);

/// Design pixels (at 96 dpi and the base font) in the unit of the font in use, so that a larger font keeps proportions.
int scaled(int pixels, const QFont& font);
int scaled(int pixels, const QWidget* widget);

/// Radius of corners, in device-independent pixels.
inline constexpr double kRadius = 6;

/// Width of a text drawn with tabularText().
int tabularWidth(const QString& text, const QFontMetrics& metrics);
/// Draws digits in cells of equal width, so that a running clock does not tremble. Left-aligned, vertically centred.
void tabularText(QPainter& painter, const QRect& rect, const QString& text);

} // namespace greenroom
