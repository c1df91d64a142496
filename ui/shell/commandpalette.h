// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace greenroom {

class ActionRegistry;

/// Ctrl+K: every action by typing part of its name, or of what else it is called.
class CommandPalette final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    CommandPalette(const ActionRegistry& actions, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void narrow();
    void run();
    void retranslate();

    const ActionRegistry& m_actions;
    QLineEdit* m_field;
    QTreeWidget* m_list;
};

} // namespace greenroom
