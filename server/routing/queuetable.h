// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing.h"
#include "server/log/log.h"

namespace greenroom {

/// Somebody who answers, as the tables know them.
struct DeskMember {
    ShopId shop;
    PersonId person;
    QString name;
    qint64 capacity = 0;
    QList<QueueId> queues;
    Presence lastPresence = Presence::offline; ///< as last logged
    BreakReason lastReason = BreakReason::none;
};

/// The tables `queue`, `queue_member` and `presence_log`.
class QueueTable {
public:
    static Result<std::vector<QueueRules>> all(Database& database);
    static Result<std::vector<DeskMember>> members(Database& database);
    static Result<std::optional<DeskMember>> member(Database& database, ShopId shop, PersonId person);
    static Write insert(const QueueRules& queue, qint64 position);
    static Write addMember(ShopId shop, QueueId queue, PersonId person);
    static Write logPresence(ShopId shop, PersonId person, Instant at, Presence presence, BreakReason reason);
};

} // namespace greenroom
