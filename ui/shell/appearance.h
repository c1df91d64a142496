// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/settings/settings.h"
#include "ui/theme/colors.h"

namespace greenroom {

/// The colours a choice means now; ThemeChoice::system asks the desktop environment.
ColorMode colorMode(ThemeChoice choice);

} // namespace greenroom
