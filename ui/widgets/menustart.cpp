// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/menustart.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

namespace greenroom {

namespace {

void begin(QMenu* menu)
{
    if (!menu->isVisible() || menu->activeAction())
        return;
    // As the person would: an entry that is set active opens the menu behind it, if it has one.
    QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
    QCoreApplication::sendEvent(menu, &down);
}

} // namespace

MenuStart::MenuStart(QObject* parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool MenuStart::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::ShortcutOverride: m_byKey = true; break; // of a shortcut there is no press
    case QEvent::MouseButtonPress: m_byKey = false; break;
    case QEvent::ContextMenu: m_byKey = static_cast<QContextMenuEvent*>(event)->reason() == QContextMenuEvent::Keyboard; break;
    case QEvent::Show: {
        // Menus in menus Qt begins itself.
        auto* menu = qobject_cast<QMenu*>(watched);
        if (m_byKey && menu && !qobject_cast<QMenu*>(menu->parentWidget()))
            QMetaObject::invokeMethod(
                menu, [menu] { begin(menu); }, Qt::QueuedConnection);
        break;
    }
    default: break;
    }
    return false;
}

} // namespace greenroom
