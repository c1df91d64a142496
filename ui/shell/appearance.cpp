// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/appearance.h"

#include "ui/theme/theme.h"

namespace greenroom {

ColorMode colorMode(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::light: return ColorMode::light;
    case ThemeChoice::dark: return ColorMode::dark;
    case ThemeChoice::system: break;
    }
    return systemMode();
}

} // namespace greenroom
