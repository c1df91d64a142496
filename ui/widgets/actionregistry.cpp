// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/actionregistry.h"

#include <QWidget>

#include "ui/theme/icons.h"

namespace greenroom {

ActionRegistry::ActionRegistry(QWidget* window)
    : QObject(window)
    , m_window(window)
{
}

QAction* ActionRegistry::add(const QString& name, Title title, const QKeySequence& shortcut, QLatin1StringView iconName)
{
    auto* action = new QAction(this);
    action->setObjectName(name);
    action->setText(title());
    action->setShortcut(shortcut);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    m_window->addAction(action);
    m_actions.append(action);
    m_facts.insert(action, {std::move(title), shortcut});
    return action;
}

QAction* ActionRegistry::find(const QString& name) const
{
    for (QAction* action : m_actions)
        if (action->objectName() == name)
            return action;
    return nullptr;
}

void ActionRegistry::setEnabled(const QString& name, bool enabled, const QString& whyNot)
{
    QAction* action = find(name);
    action->setEnabled(enabled);
    action->setToolTip(enabled ? QString() : whyNot); // empty: its text again
}

QKeySequence ActionRegistry::defaultShortcut(const QAction* action) const
{
    return m_facts.value(action).shortcut;
}

void ActionRegistry::setWords(const QString& name, const QString& words)
{
    m_facts[find(name)].words = words;
}

QString ActionRegistry::words(const QAction* action) const
{
    return m_facts.value(action).words;
}

void ActionRegistry::retranslate()
{
    for (QAction* action : m_actions)
        action->setText(m_facts.value(action).title());
}

} // namespace greenroom
