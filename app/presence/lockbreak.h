// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presence/presenceservice.h"
#include "app/presence/screenlock.h"
#include "app/settings/settings.h"

namespace greenroom {

/// Who locks the screen while they are online is on break, if the setting breakWhenLocked says so, and online again when it is
/// unlocked, unless somebody changed their presence meanwhile. What could not be asked for without a connection is decided
/// by what holds when it is back. Main thread.
class LockBreak final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LockBreak)
public:
    LockBreak(const ScreenLock& screen, PresenceService& presence, Settings& settings, QObject* parent);

    /// There is somebody who tells when the screen is locked.
    bool isAvailable() const { return m_screen.isAvailable(); }
    bool isOn() const { return m_settings.value(setting::breakWhenLocked) != BreakReason::none; }
    void setOn(bool on);

Q_SIGNALS:
    void changed(); ///< isAvailable() or isOn()
    /// Told when the screen is unlocked. `conflict` of `reason`: as many as may be (`limit`) were on break.
    void refused(const greenroom::Error& why);

private:
    void onLocked(bool locked);
    void onPresence();
    void decide();
    void ask(Presence presence, BreakReason reason);

    const ScreenLock& m_screen;
    PresenceService& m_presence;
    Settings& m_settings;
    bool m_locked = false;
    bool m_due = false; ///< it was locked or unlocked, and nothing was decided yet
    bool m_known = false; ///< their presence was told on this connection
    bool m_asking = false;
    std::optional<BreakReason> m_made; ///< the break that locking made, while nobody has changed it
    bool m_told = false; ///< the server has told of that one
    std::optional<Error> m_refused; ///< for when they are back
};

} // namespace greenroom
