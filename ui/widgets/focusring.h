// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace greenroom {

/// An edge around what has the keyboard, for what shows that in no other way; a click alone draws none.
class FocusRing final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FocusRing)

public:
    /// Lies over `around` and is owned by it.
    explicit FocusRing(QWidget* around);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace greenroom
