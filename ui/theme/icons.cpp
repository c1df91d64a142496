// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/theme/metrics.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

class ThemedIconEngine final : public QIconEngine {
public:
    ThemedIconEngine(QLatin1StringView name, ColorRole role)
        : m_name(name)
        , m_role(role)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const double ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, render(qMin(rect.width(), rect.height()), ratio, mode));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return render(qMin(size.width(), size.height()), 1, mode);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap result = render(qRound(qMin(size.width(), size.height()) / scale), scale, mode);
        result.setDevicePixelRatio(scale);
        return result;
    }

    QIconEngine* clone() const override { return new ThemedIconEngine(m_name, m_role); }
    bool isNull() override { return !QFile::exists(":/icons/"_L1 + m_name + ".svg"_L1); }

private:
    QPixmap render(int side, double ratio, QIcon::Mode mode) const
    {
        // A chosen row is a tint: what is marked in it keeps its colour.
        const ColorRole role = mode == QIcon::Disabled ? ColorRole::outline : m_role;
        return iconPixmap(m_name, role, side, ratio, modeOf(QGuiApplication::palette()));
    }

    QLatin1StringView m_name;
    ColorRole m_role;
};

void drawDoorway(QPainter& painter, const QRectF& rect, const QColor& ground, const QColor& mark)
{
    const double unit = rect.width() / 16;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect, 3.5 * unit, 3.5 * unit);
    QPainterPath curtain;
    curtain.moveTo(rect.left() + 3.5 * unit, rect.top() + 3.5 * unit);
    curtain.lineTo(rect.left() + 12.5 * unit, rect.top() + 3.5 * unit);
    curtain.lineTo(rect.left() + 12.5 * unit, rect.top() + 12.5 * unit);
    curtain.quadTo(rect.left() + 9.5 * unit, rect.top() + 9 * unit, rect.left() + 8 * unit, rect.top() + 5.5 * unit);
    curtain.quadTo(rect.left() + 6.5 * unit, rect.top() + 9 * unit, rect.left() + 3.5 * unit, rect.top() + 12.5 * unit);
    curtain.closeSubpath();
    painter.setBrush(mark);
    painter.drawPath(curtain);
}

} // namespace

QIcon icon(QLatin1StringView name, ColorRole role)
{
    return QIcon(new ThemedIconEngine(name, role));
}

QPixmap iconPixmap(QLatin1StringView name, ColorRole role, int side, double pixelRatio, ColorMode mode)
{
    const int pixels = qRound(side * pixelRatio);
    const QString key
        = u"greenroom/%1/%2/%3/%4"_s.arg(name).arg(static_cast<int>(role)).arg(pixels).arg(static_cast<int>(mode));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        pixmap.setDevicePixelRatio(pixelRatio);
        return pixmap;
    }
    pixmap = QPixmap(qMax(1, pixels), qMax(1, pixels));
    pixmap.fill(Qt::transparent);
    QFile file(":/icons/"_L1 + name + ".svg"_L1);
    if (file.open(QIODevice::ReadOnly)) {
        // Only icons that came with the program are read here, never a file from outside.
        QSvgRenderer renderer(file.readAll());
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(pixmap.rect(), color(role, mode));
    }
    QPixmapCache::insert(key, pixmap);
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

QIcon applicationIcon()
{
    return badgedIcon(0, ColorMode::light);
}

QIcon badgedIcon(int count, ColorMode mode)
{
    QIcon result;
    for (const int side : {16, 22, 32, 48, 64, 128}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const QRectF rect(0, 0, side, side);
        drawDoorway(painter, rect, color(ColorRole::accent, mode), color(ColorRole::onAccent, mode));
        if (count > 0) {
            const QRectF badge(side * 0.35, side * 0.35, side * 0.65, side * 0.65);
            painter.setBrush(color(ColorRole::critical, mode));
            painter.drawEllipse(badge);
            QFont font = textFont(TextSize::base, true);
            font.setPixelSize(qMax(8, qRound(side * (count > 9 ? 0.34 : 0.45))));
            painter.setFont(font);
            painter.setPen(color(ColorRole::onCritical, mode));
            painter.drawText(badge, Qt::AlignCenter, count > 99 ? u"99+"_s : QString::number(count));
        }
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace greenroom
