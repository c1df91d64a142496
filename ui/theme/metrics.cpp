// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/metrics.h"

#include <array>

#include <QApplication>
#include <QFontInfo>
#include <QFontMetrics>
#include <QPainter>
#include <QWidget>

namespace greenroom {

namespace {

int digitWidth(const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(QLatin1Char('0'));
}

} // namespace

double pointSize(TextSize size)
{
    switch (size) {
    case TextSize::small: return 9;
    case TextSize::base: return 10;
    case TextSize::medium: return 11;
    case TextSize::large: return 13;
    case TextSize::title: return 16;
    }
    return 10;
}

QFont textFont(TextSize size, bool bold)
{
    // Painting asks for it hundreds of times a frame, and a font made anew is matched against the machine's fonts anew.
    // Not a plain QFont: made by itself, that one is a copy of the application's font already.
    static std::optional<QFont> base;
    static std::array<std::array<QFont, 2>, 5> made;
    if (const QFont now = QApplication::font(); !base || !now.isCopyOf(*base)) {
        base = now;
        for (size_t each = 0; each < made.size(); ++each)
            for (const bool heavy : {false, true}) {
                QFont& font = made[each][heavy];
                font = *base;
                font.setPointSizeF(base->pointSizeF() * pointSize(static_cast<TextSize>(each)) / pointSize(TextSize::base));
                font.setWeight(heavy ? QFont::DemiBold : QFont::Normal);
            }
    }
    return made[static_cast<size_t>(size)][bold];
}

int scaled(int pixels, const QFont& font)
{
    return qRound(pixels * font.pointSizeF() / pointSize(TextSize::base));
}

int scaled(int pixels, const QWidget*)
{
    return scaled(pixels, QApplication::font());
}

int tabularWidth(const QString& text, const QFontMetrics& metrics)
{
    int width = 0;
    for (const QChar each : text)
        width += each.isDigit() ? digitWidth(metrics) : metrics.horizontalAdvance(each);
    return width;
}

void tabularText(QPainter& painter, const QRect& rect, const QString& text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int cell = digitWidth(metrics);
    const int baseline = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    int x = rect.left();
    for (const QChar each : text) {
        const int width = metrics.horizontalAdvance(each);
        painter.drawText(each.isDigit() ? x + (cell - width) / 2 : x, baseline, QString(each));
        x += each.isDigit() ? cell : width;
    }
}

} // namespace greenroom
