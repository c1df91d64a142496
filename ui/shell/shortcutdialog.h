// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;
class QKeySequence;
class QKeySequenceEdit;
class QTreeWidget;

namespace greenroom {

class ActionRegistry;
class Label;
class Settings;

/// Every action's keys, to be changed. Keys that belong to another action are refused by name.
class ShortcutDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutDialog)

public:
    ShortcutDialog(ActionRegistry& actions, Settings& settings, QWidget* parent);

private:
    void fill();
    void assign();
    void reset();
    bool clashes(const QAction* action, const QKeySequence& keys);

    ActionRegistry& m_actions;
    Settings& m_settings;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_keys;
    Label* m_problem;
};

} // namespace greenroom
