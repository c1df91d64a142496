// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/noticebar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include "ui/theme/icons.h"

namespace greenroom {

NoticeBar::NoticeBar(QLatin1StringView iconName, QWidget* parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_picture(new QLabel(this))
    , m_text(new Label(this, TextSize::base, ColorRole::caution, true))
    , m_button(new QPushButton(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window); // else the parent's, which has no tint
    m_text->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_picture);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    tint();
    hide();
}

void NoticeBar::setText(const QString& text)
{
    if (text != m_text->text())
        m_text->setText(text);
    setVisible(!text.isEmpty());
}

void NoticeBar::setGrave(bool grave)
{
    if (std::exchange(m_grave, grave) == grave)
        return;
    m_text->setRole(grave ? ColorRole::critical : ColorRole::caution);
    tint();
}

QPushButton* NoticeBar::addButton()
{
    auto* made = new QPushButton(this);
    auto* row = qobject_cast<QHBoxLayout*>(layout());
    row->insertWidget(row->indexOf(m_button), made);
    setTabOrder(made, m_button);
    return made;
}

void NoticeBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

/// By the parent's palette: the own one has the tint of the mode before.
void NoticeBar::tint()
{
    const ColorMode mode = modeOf(parentWidget()->palette());
    const QColor ground = color(m_grave ? ColorRole::overdueTint : ColorRole::cautionTint, mode);
    if (palette().color(QPalette::Window) == ground)
        return;
    QPalette own;
    own.setColor(QPalette::Window, ground);
    setPalette(own);
    const ColorRole ink = m_grave ? ColorRole::critical : ColorRole::caution;
    m_picture->setPixmap(iconPixmap(m_iconName, ink, scaled(16, this), devicePixelRatioF(), mode));
}

} // namespace greenroom
