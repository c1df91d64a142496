// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPixmapCache>

#include "ui/theme/metrics.h"
#include "ui/theme/style.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// What the desktop environment asked for before the application was dressed.
std::optional<ColorMode>& undressedMode()
{
    static std::optional<ColorMode> mode;
    return mode;
}

} // namespace

ColorMode systemMode()
{
    return undressedMode().value_or(modeOf(QApplication::palette()));
}

void installTheme(QApplication& application, ColorMode mode)
{
    if (!undressedMode())
        undressedMode() = modeOf(QApplication::palette());
    QFont font = application.font();
    // The Chinese family is named so that shared code points get Chinese shapes, not Japanese ones.
    font.setFamilies({font.family(), u"Noto Sans CJK SC"_s});
    font.setPointSizeF(qMax(font.pointSizeF(), pointSize(TextSize::base)));
    application.setFont(font);
    application.setStyle(new GreenroomStyle);
    application.setPalette(paletteFor(mode));
}

void setTheme(ColorMode mode)
{
    QPixmapCache::clear();
    QApplication::setPalette(paletteFor(mode));
}

} // namespace greenroom
