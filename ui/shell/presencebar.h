// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "app/presence/lockbreak.h"
#include "app/workspace/deskclock.h"

class QMenu;
class QToolButton;

namespace greenroom {

class ActionRegistry;
class Label;
class SessionService;
class Ticker;

/// One's own presence with its menu, who put one there if somebody else did, and how a break stands: what is left of it, that
/// too many are on one already, that one is asked for, and that locking the screen made none.
class PresenceBar final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PresenceBar)

public:
    struct Parts {
        SessionService& session;
        PresenceService& presence;
        LockBreak& lockBreak;
        DeskClock& clock;
        Ticker& ticker;
        ActionRegistry& actions;
    };
    PresenceBar(const Parts& parts, QWidget* parent);

Q_SIGNALS:
    /// The server did not take it; but that no break is free is said here.
    void refused(const greenroom::Error& why);

protected:
    void changeEvent(QEvent* event) override;

private:
    /// A break that the limit did not allow.
    struct NoBreak {
        BreakReason reason = BreakReason::none;
        qint64 limit = 0; ///< how many are on one
        Presence in = Presence::online; ///< while this one stays as it is
    };
    /// Locking the screen made no break, which is said for a while to who is back.
    struct StayedOnline {
        qint64 limit = 0; ///< how many were on one
        Instant until;
    };

    QMenu* buildMenu();
    void connectActions();
    PresenceService::DoneCallback whenDone(BreakReason reason);
    void onChanged();
    void update();
    void showBreak();
    void showLockBreak();
    void onLockBreakRefused(const Error& why);

    Parts m_parts;
    std::optional<NoBreak> m_noBreak;
    std::optional<StayedOnline> m_stayedOnline;
    QToolButton* m_button;
    Label* m_said;
    QToolButton* m_ask;
};

} // namespace greenroom
