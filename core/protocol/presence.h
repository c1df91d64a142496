// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/presence.h"
#include "core/protocol/message.h"

namespace greenroom {

/// Say whether one takes conversations. `notResponding` and `disconnected` are the server's to say.
struct SetPresence {
    static constexpr QLatin1StringView type {"setPresence"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Done;
    Presence presence = Presence::offline;
    BreakReason reason = BreakReason::none;
    static constexpr auto fields = std::tuple {
        field("presence", &SetPresence::presence), field("reason", &SetPresence::reason)};
    friend bool operator==(const SetPresence&, const SetPresence&) = default;
};

} // namespace greenroom
