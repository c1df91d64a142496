// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/rules.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `routing_profile`: every version of every shop's routing profile, the newest holds.
class ProfileTable {
public:
    static constexpr qint64 kMostHistory = 50;

    struct Newest {
        qint64 version = 0;
        std::optional<routing::Profile> profile; ///< none: it does not read
    };
    /// Of each shop that has set one.
    static Result<std::map<ShopId, Newest>> newest(Database& database);
    static Result<std::optional<routing::Profile>> find(Database& database, ShopId shop, qint64 version);
    /// Newest first, at most kMostHistory; behind those that were set, if any were, comes 0: the queues' own rules.
    static Result<QList<RoutingVersion>> history(Database& database, ShopId shop);
    static Write insert(
        ShopId shop, const routing::Profile& profile, PersonId author, const QString& name, const QString& note);
};

} // namespace greenroom
