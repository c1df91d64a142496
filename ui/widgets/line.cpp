// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/line.h"

#include <QPainter>

#include "ui/theme/colors.h"

namespace greenroom {

Line::Line(QWidget* parent)
    : QWidget(parent)
{
    setFixedHeight(1);
}

void Line::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), color(ColorRole::border, palette()));
}

} // namespace greenroom
