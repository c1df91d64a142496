// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"

namespace greenroom {

EmptyState::EmptyState(QLatin1StringView iconName, QWidget* parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_picture(new QLabel(this))
    , m_title(new Label(this, TextSize::medium, ColorRole::text, true))
    , m_hint(new Label(this, TextSize::base, ColorRole::muted))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(4);
    layout->addStretch(2);
    for (QLabel* each : {m_picture, static_cast<QLabel*>(m_title), static_cast<QLabel*>(m_hint)}) {
        each->setAlignment(Qt::AlignCenter);
        layout->addWidget(each);
    }
    layout->addStretch(3);
    m_title->setWordWrap(true);
    m_hint->setWordWrap(true);
    drawPicture();
}

void EmptyState::setTexts(const QString& title, const QString& hint)
{
    m_title->setText(title);
    m_hint->setText(hint);
}

void EmptyState::offer(QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* column = qobject_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->indexOf(m_hint) + 1, button, 0, Qt::AlignCenter);
}

void EmptyState::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawPicture();
}

void EmptyState::resizeEvent(QResizeEvent* event)
{
    // A small pane keeps the words and drops the picture.
    m_picture->setVisible(height() >= scaled(190, this));
    QWidget::resizeEvent(event);
}

void EmptyState::drawPicture()
{
    m_picture->setPixmap(iconPixmap(m_iconName, ColorRole::outline, scaled(40, this), devicePixelRatioF(), modeOf(palette())));
}

} // namespace greenroom
