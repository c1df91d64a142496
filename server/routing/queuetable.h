// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing.h"
#include "core/domain/routing/party.h"
#include "server/log/log.h"

namespace greenroom {

/// Somebody who answers, as the tables know them.
struct DeskMember {
    ShopId shop;
    PersonId person;
    QString name;
    qint64 capacity = 0;
    QList<QueueId> queues;
    routing::Tier tier = routing::Tier::l1;
    QList<routing::Skill> skills;
    QList<routing::Skill> languages; ///< by their primary subtag: "zh"
    Presence lastPresence = Presence::offline; ///< as last logged
    BreakReason lastReason = BreakReason::none;
    std::optional<Instant> lastPresenceAt;
    Presence presenceBefore = Presence::offline; ///< the one before it
    BreakReason reasonBefore = BreakReason::none;
};

enum class SkillKind { skill, language };
template <>
struct EnumNames<SkillKind> {
    static constexpr std::array names {named(SkillKind::skill, "skill"), named(SkillKind::language, "language")};
};

/// The tables `queue`, `queue_member`, `person_skill` and `presence_log`.
class QueueTable {
public:
    static Result<std::vector<QueueRules>> all(Database& database);
    static Result<std::vector<DeskMember>> members(Database& database);
    static Result<std::optional<DeskMember>> member(Database& database, ShopId shop, PersonId person);
    struct PresenceChange {
        Instant at;
        Presence presence = Presence::offline;
    };
    /// From the last one before `from` on, by time.
    static Result<std::vector<PresenceChange>> presenceSince(Database& database, ShopId shop, PersonId person, Instant from);
    static Write insert(const QueueRules& queue, qint64 position);
    static Write addMember(ShopId shop, QueueId queue, PersonId person);
    /// In place of those of this kind there were.
    static Write setSkills(ShopId shop, PersonId person, SkillKind kind, const QList<routing::Skill>& skills);
    static Write setTier(ShopId shop, PersonId person, routing::Tier tier);
    static Write logPresence(ShopId shop, PersonId person, Instant at, Presence presence, BreakReason reason);
};

} // namespace greenroom
