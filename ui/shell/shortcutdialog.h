// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;
class QKeySequence;
class QKeySequenceEdit;
class QPushButton;
class QTreeWidget;

namespace greenroom {

class ActionRegistry;
class Label;
class Settings;

/// Every action's keys, to be changed, and those that cannot be. Keys that belong to another action are refused by name.
class ShortcutDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutDialog)

public:
    ShortcutDialog(ActionRegistry& actions, Settings& settings, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void assign();
    void reset();
    QAction* chosen() const; ///< null: keys that cannot be changed
    bool clashes(const QAction* action, const QKeySequence& keys);
    void showProblem();
    void retranslate();

    ActionRegistry& m_actions;
    Settings& m_settings;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_keys;
    QPushButton* m_set;
    QPushButton* m_reset;
    QPushButton* m_done;
    Label* m_problem;
    const QAction* m_owner = nullptr; ///< whose the refused keys are
    bool m_forWriting = false; ///< the refused keys are nobody's to have
};

} // namespace greenroom
