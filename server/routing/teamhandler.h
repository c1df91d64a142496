// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/presence.h"
#include "server/routing/distribution.h"

namespace greenroom {

/// What those who lead do about others: their presence, and all that is theirs. Each is written into the audit.
class TeamHandler {
public:
    TeamHandler(Coordinator& coordinator, Distribution& distribution);

private:
    void setPresence(const Call<SetPresenceOf>& call);
    void handOver(const Call<HandOver>& call);
    void note(const CallBase& call, PersonId about, const QString& what);

    Coordinator& m_coordinator;
    Distribution& m_distribution;
};

} // namespace greenroom
