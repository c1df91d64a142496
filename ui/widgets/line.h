// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace greenroom {

/// A one-pixel line between two things that lie above each other.
class Line final : public QWidget {
    Q_OBJECT

public:
    explicit Line(QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace greenroom
