// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/line.h"

#include <QPainter>

namespace greenroom {

Line::Line(QWidget* parent, int pixels)
    : QWidget(parent)
{
    setFixedHeight(pixels);
}

void Line::setRole(ColorRole role)
{
    m_role = role;
    update();
}

void Line::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), color(m_role, palette()));
}

} // namespace greenroom
