// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/role.h"
#include "core/domain/routing/profile.h"

// By what a shop routes, as people see it: the profile, with the names of its queues and its history.
namespace greenroom {

/// Who may see by what rules conversations are routed; who may change them.
inline constexpr Roles kRoutingReaders {Role::lead, Role::supervisor, Role::admin};
inline constexpr Roles kRoutingWriters {Role::supervisor, Role::admin};

struct NamedQueue {
    QueueId id;
    QString name;
    static constexpr auto fields = std::tuple {field("id", &NamedQueue::id), field("name", &NamedQueue::name, maxChars(80))};
    friend bool operator==(const NamedQueue&, const NamedQueue&) = default;
};

/// One version of a profile, in the history.
struct RoutingVersion {
    qint64 version = 0;
    Instant since;
    QString author;
    QString note; ///< why it was changed
    static constexpr auto fields = std::tuple {field("version", &RoutingVersion::version),
        field("since", &RoutingVersion::since), field("author", &RoutingVersion::author, maxChars(80)),
        field("note", &RoutingVersion::note, maxChars(500))};
    friend bool operator==(const RoutingVersion&, const RoutingVersion&) = default;
};

struct RoutingRules {
    routing::Profile profile; ///< every queue of the shop is named in it
    QList<NamedQueue> queues; ///< as they stand in the shop
    QList<RoutingVersion> history; ///< newest first, at most 50
    static constexpr auto fields = std::tuple {field("profile", &RoutingRules::profile),
        field("queues", &RoutingRules::queues, maxItems(500)), field("history", &RoutingRules::history)};
    friend bool operator==(const RoutingRules&, const RoutingRules&) = default;
};

} // namespace greenroom
