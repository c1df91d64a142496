// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QAction>
#include <QHash>

class QWidget;

namespace greenroom {

/// Every action of the program, once and by name: menus, buttons, shortcuts, the command palette and tests all use it.
class ActionRegistry final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActionRegistry)

public:
    /// The actions live on this window, so that their shortcuts work anywhere in it.
    explicit ActionRegistry(QWidget* window);

    using Title = std::function<QString()>;
    /// The title is asked again whenever the language changes. The name is for ever: settings and tests know it.
    QAction* add(const QString& name, Title title, const QKeySequence& shortcut, QLatin1StringView icon = {});
    /// Null when nobody added it.
    QAction* find(const QString& name) const;
    const QList<QAction*>& all() const { return m_actions; }
    /// While it cannot be done, `whyNot` stands where its tool tip is; empty where that is plain to see.
    void setEnabled(const QString& name, bool enabled, const QString& whyNot = {});
    QKeySequence defaultShortcut(const QAction* action) const;
    /// What else it is called by those who look for it, in any language; not shown.
    void setWords(const QString& name, const QString& words);
    QString words(const QAction* action) const;
    void retranslate();

private:
    struct Facts {
        Title title;
        QKeySequence shortcut;
        QString words {};
    };
    QWidget* m_window;
    QList<QAction*> m_actions;
    QHash<const QAction*, Facts> m_facts;
};

} // namespace greenroom
