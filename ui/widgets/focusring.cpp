// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focusring.h"

#include <QFocusEvent>
#include <QPainter>

#include "ui/theme/colors.h"

namespace greenroom {

FocusRing::FocusRing(QWidget* around)
    : QWidget(around)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    around->installEventFilter(this);
    hide();
}

bool FocusRing::eventFilter(QObject*, QEvent* event)
{
    const auto surround = [this] {
        setGeometry(parentWidget()->rect());
        show();
        raise();
    };
    switch (event->type()) {
    case QEvent::FocusIn: {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason)
            surround();
        break;
    }
    case QEvent::KeyPress:
        if (parentWidget()->hasFocus())
            surround();
        break;
    case QEvent::FocusOut: hide(); break;
    case QEvent::Resize: setGeometry(parentWidget()->rect()); break;
    default: break;
    }
    return false;
}

void FocusRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color(ColorRole::accent, palette()), 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

} // namespace greenroom
