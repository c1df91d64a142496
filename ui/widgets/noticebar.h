// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/widgets/label.h"

class QPushButton;

namespace greenroom {

/// A line across a pane about what stands just now, with what to do about it. Hidden while there is nothing to say.
class NoticeBar : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeBar)

public:
    NoticeBar(QLatin1StringView iconName, QWidget* parent);

    /// Empty: there is nothing to say.
    void setText(const QString& text);
    QString text() const { return m_text->text(); }
    /// It stands in the way: in the critical colour, not in caution's.
    void setGrave(bool grave);
    QPushButton* button() const { return m_button; }
    /// For one more thing to do, before the other.
    QPushButton* addButton();

protected:
    void changeEvent(QEvent* event) override;

private:
    void tint();

    QLatin1StringView m_iconName;
    bool m_grave = false;
    QLabel* m_picture;
    Label* m_text;
    QPushButton* m_button;
};

} // namespace greenroom
