// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colors.h"

#include <array>
#include <cmath>

namespace greenroom {

namespace {

struct Pair {
    ColorRole role;
    QRgb light;
    QRgb dark;
};

constexpr std::array kColors {
    Pair {ColorRole::window, 0xfff5f6f8, 0xff16181d},
    Pair {ColorRole::surface, 0xffffffff, 0xff1e2128},
    Pair {ColorRole::sunken, 0xffeceef2, 0xff121419},
    Pair {ColorRole::border, 0xffd9dde4, 0xff30343d},
    Pair {ColorRole::outline, 0xff848d9b, 0xff717a8a},
    Pair {ColorRole::hover, 0xfff0f2f6, 0xff262a32},
    Pair {ColorRole::selected, 0xffe3ebfd, 0xff283450},
    Pair {ColorRole::text, 0xff1b1f27, 0xffe6e8ec},
    Pair {ColorRole::muted, 0xff5b6472, 0xff9aa3b2},
    Pair {ColorRole::accent, 0xff2f5fd7, 0xff86a8ff},
    Pair {ColorRole::onAccent, 0xffffffff, 0xff101319},
    Pair {ColorRole::customerBubble, 0xffeceef2, 0xff2a2e37},
    Pair {ColorRole::agentBubble, 0xffdce7ff, 0xff25365f},
    Pair {ColorRole::note, 0xfffff3cf, 0xff3b3320},
    Pair {ColorRole::positive, 0xff1a7549, 0xff5fcf95},
    Pair {ColorRole::caution, 0xff8f5300, 0xfff2b45a},
    Pair {ColorRole::critical, 0xffb8232a, 0xffff8080},
    Pair {ColorRole::onCritical, 0xffffffff, 0xff1a0d0e},
    Pair {ColorRole::overdueTint, 0xfffdebec, 0xff3a2024},
    Pair {ColorRole::cautionTint, 0xfffff6e6, 0xff332a1a},
    Pair {ColorRole::shop1, 0xff2967ae, 0xff84addb},
    Pair {ColorRole::shop2, 0xff1d6f7c, 0xff45b7c9},
    Pair {ColorRole::shop3, 0xff1a7053, 0xff37be91},
    Pair {ColorRole::shop4, 0xff3e701a, 0xff6fbe37},
    Pair {ColorRole::shop5, 0xff78611c, 0xffc8a641},
    Pair {ColorRole::shop6, 0xffba2c67, 0xffe094b4},
    Pair {ColorRole::shop7, 0xffa22cba, 0xffd394e0},
    Pair {ColorRole::shop8, 0xff6c49d4, 0xffb1a0e3},
};

double channel(int value)
{
    const double part = value / 255.0;
    return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& of)
{
    return 0.2126 * channel(of.red()) + 0.7152 * channel(of.green()) + 0.0722 * channel(of.blue());
}

} // namespace

QColor color(ColorRole role, ColorMode mode)
{
    const Pair& pair = kColors[static_cast<std::size_t>(role)];
    Q_ASSERT(pair.role == role);
    return QColor::fromRgb(mode == ColorMode::dark ? pair.dark : pair.light);
}

QColor color(ColorRole role, const QPalette& palette)
{
    return color(role, modeOf(palette));
}

ColorRole shopRole(ShopId shop)
{
    constexpr int first = static_cast<int>(ColorRole::shop1);
    constexpr int count = static_cast<int>(ColorRole::shop8) - first + 1;
    return static_cast<ColorRole>(first + static_cast<int>(shop.value.low % count)); // the random end of the id
}

ColorMode modeOf(const QPalette& palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness() ? ColorMode::dark
                                                                                                         : ColorMode::light;
}

QPalette paletteFor(ColorMode mode)
{
    const auto at = [mode](ColorRole role) { return color(role, mode); };
    QPalette palette;
    palette.setColor(QPalette::Window, at(ColorRole::window));
    palette.setColor(QPalette::WindowText, at(ColorRole::text));
    palette.setColor(QPalette::Base, at(ColorRole::surface));
    palette.setColor(QPalette::AlternateBase, at(ColorRole::sunken));
    palette.setColor(QPalette::Text, at(ColorRole::text));
    palette.setColor(QPalette::Button, at(ColorRole::surface));
    palette.setColor(QPalette::ButtonText, at(ColorRole::text));
    palette.setColor(QPalette::BrightText, at(ColorRole::critical));
    palette.setColor(QPalette::ToolTipBase, at(ColorRole::text));
    palette.setColor(QPalette::ToolTipText, at(ColorRole::surface));
    palette.setColor(QPalette::Highlight, at(ColorRole::accent));
    palette.setColor(QPalette::HighlightedText, at(ColorRole::onAccent));
    palette.setColor(QPalette::Link, at(ColorRole::accent));
    palette.setColor(QPalette::LinkVisited, at(ColorRole::accent));
    palette.setColor(QPalette::PlaceholderText, at(ColorRole::muted));
    palette.setColor(QPalette::Light, at(ColorRole::surface));
    palette.setColor(QPalette::Midlight, at(ColorRole::hover));
    palette.setColor(QPalette::Mid, at(ColorRole::border));
    palette.setColor(QPalette::Dark, at(ColorRole::outline));
    palette.setColor(QPalette::Shadow, at(ColorRole::border));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, at(ColorRole::outline));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, at(ColorRole::border));
    return palette;
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QList<ColorRole> allColorRoles()
{
    QList<ColorRole> roles;
    for (const Pair& pair : kColors)
        roles.append(pair.role);
    return roles;
}

} // namespace greenroom
