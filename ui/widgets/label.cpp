// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QEvent>
#include <QPainter>

namespace greenroom {

using namespace Qt::StringLiterals;

Label::Label(QWidget* parent, TextSize size, ColorRole role, bool bold)
    : QLabel(parent)
    , m_role(role)
{
    setTextFormat(Qt::PlainText);
    setFont(textFont(size, bold));
    setForegroundRole(QPalette::Text);
    recolor();
}

void Label::setRole(ColorRole role)
{
    if (m_role == role)
        return;
    m_role = role;
    recolor();
}

void Label::setElided(bool elided)
{
    m_elided = elided;
    updateGeometry();
    update();
}

QSize Label::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(fontMetrics().averageCharWidth() * 4, hint.height()) : hint;
}

void Label::paintEvent(QPaintEvent* event)
{
    if (!m_elided) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QRect area = contentsRect();
    const QString shown = fontMetrics().elidedText(text().simplified(), Qt::ElideRight, area.width());
    painter.setPen(color(m_role, palette()));
    painter.drawText(area, static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
    const QString tip = shown == text() ? QString() : plainToolTip(text());
    if (tip != toolTip())
        setToolTip(tip);
}

void Label::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolor();
}

void Label::recolor()
{
    const QColor wanted = color(m_role, palette());
    if (palette().color(QPalette::Active, QPalette::Text) == wanted)
        return;
    // Only this one role is set: the mode is read off the window's colours, which stay inherited.
    QPalette own;
    own.setColor(QPalette::Text, wanted);
    setPalette(own);
}

QString plainToolTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? "<qt>"_L1 + text.toHtmlEscaped() + "</qt>"_L1 : text;
}

} // namespace greenroom
