// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace greenroom {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

Toast::Toast(QWidget* parent)
    : QFrame(parent)
    , m_text(new Label(this))
    , m_button(new QPushButton(this))
{
    setObjectName(u"toast"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    m_text->setWordWrap(true);
    m_button->setFocusPolicy(Qt::NoFocus);
    m_button->setFlat(true);
    m_gone.setSingleShot(true);
    connect(&m_gone, &QTimer::timeout, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (m_action)
            m_action();
    });
    parent->installEventFilter(this);
    hide();
}

void Toast::showMessage(const QString& text, ColorRole mark)
{
    m_mark = mark;
    showMessage(text, {}, {});
}

void Toast::showMessage(const QString& text, const QString& actionText, std::function<void()> action)
{
    if (action)
        m_mark = ColorRole::accent;
    m_text->setText(text);
    m_button->setText(actionText);
    m_button->setVisible(static_cast<bool>(action));
    m_action = std::move(action);
    place();
    show();
    raise();
    m_gone.start(6s);
}

void Toast::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(ColorRole::border, palette()));
    painter.setBrush(color(ColorRole::surface, palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(m_mark, palette()));
    painter.drawRoundedRect(QRectF(4, 6, 3, height() - 12), 1.5, 1.5);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::place()
{
    const QSize room = parentWidget()->size();
    setFixedWidth(qMin(scaled(460, this), room.width() - 32));
    adjustSize();
    move((room.width() - width()) / 2, room.height() - height() - scaled(48, this));
}

} // namespace greenroom
