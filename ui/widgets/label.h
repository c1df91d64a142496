// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "ui/theme/colors.h"
#include "ui/theme/metrics.h"

namespace greenroom {

/// Plain text, whatever it holds: foreign text is never read as markup. Coloured by role, in both modes.
class Label final : public QLabel {
    Q_OBJECT

public:
    explicit Label(QWidget* parent, TextSize size = TextSize::base, ColorRole role = ColorRole::text, bool bold = false);

    void setRole(ColorRole role);
    /// Cut with an ellipsis where the room ends; the whole text is then the tooltip.
    void setElided(bool elided);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void recolor();

    ColorRole m_role;
    bool m_elided = false;
};

/// A tooltip that shows foreign text as it is.
QString plainToolTip(const QString& text);

} // namespace greenroom
