// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace greenroom {

class ActionRegistry;
class DeskClock;
class Label;
class PresenceService;
class SessionService;
class Ticker;

/// The strip at the bottom: own presence with its menu, load, how the queues stand, and the connection.
class StatusStrip final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusStrip)

public:
    struct Parts {
        SessionService& session;
        PresenceService& presence;
        DeskClock& clock;
        Ticker& ticker;
        ActionRegistry& actions;
    };
    StatusStrip(const Parts& parts, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void update();
    void updateQueue();

    Parts m_parts;
    QToolButton* m_presence;
    Label* m_load;
    Label* m_queue;
    QToolButton* m_connection;
};

} // namespace greenroom
