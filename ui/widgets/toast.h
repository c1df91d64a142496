// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QFrame>
#include <QTimer>

#include "ui/widgets/label.h"

class QPushButton;

namespace greenroom {

/// A word at the bottom of its parent about what was just done or went wrong, with one thing to do about it (Undo).
/// Goes by itself; takes no focus and no key.
class Toast final : public QFrame {
    Q_OBJECT

public:
    explicit Toast(QWidget* parent);

    void showMessage(const QString& text, ColorRole mark = ColorRole::accent);
    void showMessage(const QString& text, const QString& actionText, std::function<void()> action);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    Label* m_text;
    QPushButton* m_button;
    ColorRole m_mark = ColorRole::accent;
    std::function<void()> m_action;
    QTimer m_gone;
};

} // namespace greenroom
