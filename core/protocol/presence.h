// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/domain/presence.h"
#include "core/domain/routing/rules.h"
#include "core/protocol/message.h"

namespace greenroom {

/// Say whether one takes conversations. `notResponding` and `disconnected` are the server's to say. `conflict` of `presence`:
/// nobody goes offline with open conversations (`limit`: how many); who winds down does by themselves when the last one has
/// gone. `conflict` of `reason`: as many as may be are on break (`limit`).
struct SetPresence {
    static constexpr QLatin1StringView type {"setPresence"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = Done;
    Presence presence = Presence::offline;
    BreakReason reason = BreakReason::none;
    std::optional<Presence> then {}; ///< of windingDown: what to be when the last conversation has gone; none: offline
    std::optional<bool> ask {}; ///< a break that the limit does not allow is asked for: who leads may give it
    static constexpr auto fields = std::tuple {field("presence", &SetPresence::presence), field("reason", &SetPresence::reason),
        field("then", &SetPresence::then), field("ask", &SetPresence::ask)};
    friend bool operator==(const SetPresence&, const SetPresence&) = default;
};

/// Say it for somebody else: for who leads. It is written into the audit, and everybody sees who did it. A break that was asked
/// for is given by it, or, by the state they are in, refused.
struct SetPresenceOf {
    static constexpr QLatin1StringView type {"setPresenceOf"};
    static constexpr Roles roles = kTeamLeaders;
    using Reply = Done;
    PersonId person;
    Presence presence = Presence::offline;
    BreakReason reason = BreakReason::none;
    static constexpr auto fields = std::tuple {field("person", &SetPresenceOf::person),
        field("presence", &SetPresenceOf::presence), field("reason", &SetPresenceOf::reason)};
    friend bool operator==(const SetPresenceOf&, const SetPresenceOf&) = default;
};

/// Surge mode on or off for the shop, by the rules of its profile; on again it begins anew. It ends by itself.
struct SetSurge {
    static constexpr QLatin1StringView type {"setSurge"};
    static constexpr Roles roles = kRoutingWriters;
    using Reply = Done;
    bool on = false;
    static constexpr auto fields = std::tuple {field("on", &SetSurge::on)};
    friend bool operator==(const SetSurge&, const SetSurge&) = default;
};

struct HandedOver {
    qint64 conversations = 0;
    static constexpr auto fields = std::tuple {field("conversations", &HandedOver::conversations)};
    friend bool operator==(const HandedOver&, const HandedOver&) = default;
};

/// All that is somebody's goes back to its queues, with the instants since when customers wait, and a note for whoever comes
/// next: at the end of a shift, or when somebody has dropped out. Asked again it hands over what is left.
struct HandOver {
    static constexpr QLatin1StringView type {"handOver"};
    static constexpr Roles roles = kTeamLeaders;
    using Reply = HandedOver;
    PersonId person;
    QString note;
    static constexpr auto fields = std::tuple {
        field("person", &HandOver::person), field("note", &HandOver::note, maxChars(2000))};
    friend bool operator==(const HandOver&, const HandOver&) = default;
};

} // namespace greenroom
