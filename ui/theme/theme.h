// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/colors.h"

class QApplication;

namespace greenroom {

/// Dresses the application: style, font, palette. Call once before the first widget, with what systemMode() said or
/// the person's own choice.
void installTheme(QApplication& application, ColorMode mode);
/// Changes light and dark while running; every widget follows by its palette.
void setTheme(ColorMode mode);
/// What the desktop environment asked for when the application started.
ColorMode systemMode();

} // namespace greenroom
