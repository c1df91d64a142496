// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"

namespace greenroom {

/// Whether somebody takes conversations now, and if not, why. Only `online` is offered new ones.
enum class Presence { online, windingDown, onBreak, afterWork, training, meeting, notResponding, disconnected, offline };

template <>
struct EnumNames<Presence> {
    static constexpr std::array names {
        named(Presence::online, "online"),
        named(Presence::windingDown, "windingDown"),
        named(Presence::onBreak, "break"),
        named(Presence::afterWork, "afterWork"),
        named(Presence::training, "training"),
        named(Presence::meeting, "meeting"),
        named(Presence::notResponding, "notResponding"),
        named(Presence::disconnected, "disconnected"),
        named(Presence::offline, "offline"),
    };
};

/// Why somebody is on break: a closed list, so that it can be counted.
enum class BreakReason { none, meal, rest, other };

template <>
struct EnumNames<BreakReason> {
    static constexpr std::array names {
        named(BreakReason::none, "none"),
        named(BreakReason::meal, "meal"),
        named(BreakReason::rest, "rest"),
        named(BreakReason::other, "other"),
    };
};

} // namespace greenroom
