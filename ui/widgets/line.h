// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/colors.h"

namespace greenroom {

/// A line between two things that lie above each other; one pixel, or a band of so many.
class Line final : public QWidget {
    Q_OBJECT

public:
    explicit Line(QWidget* parent, int pixels = 1);

    void setRole(ColorRole role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColorRole m_role = ColorRole::border;
};

} // namespace greenroom
