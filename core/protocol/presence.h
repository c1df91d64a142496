// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/presence.h"
#include "core/protocol/message.h"

namespace greenroom {

/// Say whether one takes conversations. `notResponding` and `disconnected` are the server's to say. `conflict`: nobody goes
/// offline with open conversations (`limit`: how many); who winds down does by themselves when the last one has gone.
struct SetPresence {
    static constexpr QLatin1StringView type {"setPresence"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Done;
    Presence presence = Presence::offline;
    BreakReason reason = BreakReason::none;
    std::optional<Presence> then {}; ///< of windingDown: what to be when the last conversation has gone; none: offline
    static constexpr auto fields = std::tuple {
        field("presence", &SetPresence::presence), field("reason", &SetPresence::reason), field("then", &SetPresence::then)};
    friend bool operator==(const SetPresence&, const SetPresence&) = default;
};

} // namespace greenroom
