// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/presence/presenceservice.h"
#include "core/domain/owedclock.h"

class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace greenroom {

class ActionRegistry;
class DeskClock;
class Label;

/// The queues, one live row each, the longest wait first: how many wait and why, and the way to the one that waits longest.
class QueueBoard final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueueBoard)

public:
    struct Parts {
        PresenceService& presence;
        DeskClock& clock;
        ActionRegistry& actions;
    };
    QueueBoard(const Parts& parts, QWidget* parent);

    /// How pressing a wait is, by its share of this.
    void setTarget(Millis target);
    void showTimes();

Q_SIGNALS:
    void openRequested(greenroom::ConversationId conversation);
    void whyRequested(greenroom::ConversationId conversation);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool asksWhy(const QKeyEvent& key) const;
    void take();
    void fill(QTreeWidgetItem* item, const QueueFacts& queue) const;
    void fillTime(QTreeWidgetItem* item) const;
    void onChosen();
    /// The one that waits longest in the chosen queue; none: nobody waits.
    std::optional<ConversationId> longest() const;
    void open();
    void explain();
    void retranslate();

    Parts m_parts;
    OwedClock m_clock;
    // Tab goes in the order in which they are made.
    Label* m_title;
    QPushButton* m_open;
    QPushButton* m_why;
    QTreeWidget* m_list;
};

} // namespace greenroom
