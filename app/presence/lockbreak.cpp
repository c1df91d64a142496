// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presence/lockbreak.h"

namespace greenroom {

LockBreak::LockBreak(const ScreenLock& screen, PresenceService& presence, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_screen(screen)
    , m_presence(presence)
    , m_settings(settings)
{
    connect(&m_screen, &ScreenLock::lockedChanged, this, &LockBreak::onLocked);
    connect(&m_screen, &ScreenLock::availableChanged, this, &LockBreak::changed);
    connect(&m_settings, &Settings::changed, this, [this](const QString& name) {
        if (Settings::is(name, setting::breakWhenLocked))
            Q_EMIT changed();
    });
    connect(&m_presence, &PresenceService::changed, this, &LockBreak::onPresence);
    connect(&m_presence, &PresenceService::onlineChanged, this, [this] { m_known = m_known && m_presence.isOnline(); });
    connect(&m_presence.people(), &PresenceModel::refreshed, this, [this] {
        m_known = true;
        decide();
    });
}

void LockBreak::setOn(bool on)
{
    if (on != isOn())
        m_settings.set(setting::breakWhenLocked, on ? BreakReason::rest : BreakReason::none);
}

void LockBreak::onLocked(bool locked)
{
    m_locked = locked;
    m_due = true;
    if (locked)
        m_refused.reset();
    else if (m_refused)
        Q_EMIT refused(*std::exchange(m_refused, std::nullopt));
    decide();
}

/// Whatever else their presence becomes, somebody wanted it so.
void LockBreak::onPresence()
{
    if (!m_made)
        return;
    const Presence now = m_presence.presence();
    if (now == Presence::onBreak && m_presence.reason() == *m_made && m_presence.changedBy().isEmpty())
        m_told = true;
    else if (m_told || now != Presence::online) // online is what it was before the break is told of
        m_made.reset();
}

void LockBreak::decide()
{
    if (!m_due || m_asking || !m_known)
        return;
    m_due = false;
    const BreakReason reason = m_settings.value(setting::breakWhenLocked);
    if (m_locked && reason != BreakReason::none && m_presence.presence() == Presence::online)
        ask(Presence::onBreak, reason);
    else if (!m_locked && m_made)
        ask(Presence::online, *std::exchange(m_made, std::nullopt));
}

void LockBreak::ask(Presence presence, BreakReason reason)
{
    m_asking = true;
    const BreakReason sent = presence == Presence::onBreak ? reason : BreakReason::none;
    m_presence.set(presence, sent, this, [this, presence, reason](const Result<void>& done) {
        m_asking = false;
        // Whether the server had it before the connection ended is seen when that is back.
        const bool unknown = !done && done.error().code == Code::offline;
        m_due = m_due || unknown;
        if (unknown || (done && presence == Presence::onBreak)) {
            m_made = reason;
            m_told = false;
            onPresence();
        }
        if (!done && !unknown && m_locked)
            m_refused = done.error();
        else if (!done && !unknown)
            Q_EMIT refused(done.error());
        decide();
    });
}

} // namespace greenroom
