// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/base/error.h"

class QToolButton;

namespace greenroom {

class ActionRegistry;
class DeskClock;
class Label;
class LockBreak;
class PresenceBar;
class PresenceService;
class SessionService;
class Ticker;

/// The strip at the bottom: own presence with its menu, load, how the queues stand, surge mode, and the connection.
class StatusStrip final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusStrip)

public:
    struct Parts {
        SessionService& session;
        PresenceService& presence;
        LockBreak& lockBreak;
        DeskClock& clock;
        Ticker& ticker;
        ActionRegistry& actions;
    };
    StatusStrip(const Parts& parts, QWidget* parent);

Q_SIGNALS:
    /// The server did not take another presence.
    void presenceRefused(const greenroom::Error& why);

protected:
    void changeEvent(QEvent* event) override;

private:
    void update();
    void updateQueue();

    Parts m_parts;
    PresenceBar* m_presence;
    Label* m_load;
    Label* m_queue;
    Label* m_surge;
    QToolButton* m_connection;
};

} // namespace greenroom
