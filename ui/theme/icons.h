// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

#include "ui/theme/colors.h"

namespace greenroom {

/// A Breeze icon by its freedesktop name, drawn in the colour of a role, sharp at every scale. It follows a change of
/// light and dark by itself. An unknown name is an empty icon; tests/ui finds that.
QIcon icon(QLatin1StringView name, ColorRole role = ColorRole::text);

/// The same as a picture, for delegates: `side` device-independent pixels square.
QPixmap iconPixmap(QLatin1StringView name, ColorRole role, int side, double pixelRatio, ColorMode mode);

/// The program's own icon: a doorway between two rooms.
QIcon applicationIcon();
/// The application icon with a number on it; 0: without.
QIcon badgedIcon(int count, ColorMode mode);

} // namespace greenroom
