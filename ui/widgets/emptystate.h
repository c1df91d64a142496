// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/widgets/label.h"

class QAction;

namespace greenroom {

/// What a pane says while it has nothing to show: what this is, and the next step.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    EmptyState(QLatin1StringView iconName, QWidget* parent);

    void setTexts(const QString& title, const QString& hint);
    /// One thing to do about it, as a button below the words.
    void offer(QAction* action);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void drawPicture();

    QLatin1StringView m_iconName;
    QLabel* m_picture;
    Label* m_title;
    Label* m_hint;
};

} // namespace greenroom
