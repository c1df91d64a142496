// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPalette>

#include "core/base/ids.h"

namespace greenroom {

/// What a colour is for. Widgets ask for a role, never for a colour.
enum class ColorRole {
    window, ///< behind panes
    surface, ///< panes, lists, fields
    sunken, ///< wells, headers of lists
    border, ///< lines between things; decoration only
    outline, ///< the edge of a control, needed to see it
    hover, ///< under the pointer
    selected, ///< the chosen row
    text,
    muted, ///< second-rank text
    accent,
    onAccent,
    customerBubble,
    agentBubble,
    note, ///< internal notes
    positive,
    caution,
    critical,
    onCritical, ///< text on a critical fill
    overdueTint, ///< behind a row whose deadline is near or past
    cautionTint,
    shop1, ///< this one to shop8: what a shop is told from others by, beside its name; which it has: shopRole()
    shop2,
    shop3,
    shop4,
    shop5,
    shop6,
    shop7,
    shop8,
};

enum class ColorMode { light, dark };

/// The colour of a role. Text roles reach 4.5 : 1 on every surface they are used on, marks 3 : 1 (tests/ui/tst_theme).
QColor color(ColorRole role, ColorMode mode);
/// The same, with the mode read off a palette: it is dark when its window text is lighter than its window.
QColor color(ColorRole role, const QPalette& palette);
/// The shop's own, the same on every desk.
ColorRole shopRole(ShopId shop);
ColorMode modeOf(const QPalette& palette);
/// The application's palette for a mode.
QPalette paletteFor(ColorMode mode);
/// WCAG 2 contrast ratio, 1 to 21.
double contrast(const QColor& one, const QColor& other);
QList<ColorRole> allColorRoles();

} // namespace greenroom
