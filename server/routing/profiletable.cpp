// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/profiletable.h"

#include <QLoggingCategory>

#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(profileLog, "greenroom.routing.profile")

Result<std::map<ShopId, ProfileTable::Newest>> ProfileTable::newest(Database& database)
{
    auto rows = database.run(
        u"SELECT p.shop, p.version, p.facts FROM routing_profile p JOIN (SELECT shop, MAX(version) AS version "
        "FROM routing_profile GROUP BY shop) n ON n.shop=p.shop AND n.version=p.version"_s);
    if (!rows)
        return rows.error();
    std::map<ShopId, Newest> found;
    while (rows->next()) {
        ShopId shop;
        QString facts;
        Newest newest;
        rows->into(shop, newest.version, facts);
        // Nothing stops routing: it goes by the queues' own rules then.
        auto profile = fromFacts<routing::Profile>(facts);
        if (profile)
            newest.profile = *std::move(profile);
        else
            qCWarning(profileLog).noquote()
                << "the profile of shop" << shop.toString() << "does not read:" << sentence(profile.error());
        found.emplace(shop, std::move(newest));
    }
    return found;
}

Result<std::optional<routing::Profile>> ProfileTable::find(Database& database, ShopId shop, qint64 version)
{
    auto rows = database.run(u"SELECT facts FROM routing_profile WHERE shop=? AND version=?"_s, shop, version);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<routing::Profile>();
    auto profile = fromFacts<routing::Profile>(rows->get<QString>(0));
    return profile ? Result<std::optional<routing::Profile>>(*std::move(profile)) : profile.error();
}

Result<QList<RoutingVersion>> ProfileTable::history(Database& database, ShopId shop)
{
    auto rows = database.run(
        u"SELECT version, since, author_name, note FROM routing_profile WHERE shop=? ORDER BY version DESC LIMIT ?"_s, shop,
        kMostHistory - 1);
    if (!rows)
        return rows.error();
    QList<RoutingVersion> found;
    while (rows->next()) {
        RoutingVersion each;
        rows->into(each.version, each.since, each.author, each.note);
        found.append(each);
    }
    if (!found.isEmpty())
        found.append(RoutingVersion {}); // what held before the first
    return found;
}

Write ProfileTable::insert(
    ShopId shop, const routing::Profile& profile, PersonId author, const QString& name, const QString& note)
{
    return [=, facts = toFacts(profile)](Database& database) -> Result<void> {
        auto done = database.run(u"INSERT INTO routing_profile (shop, version, since, author, author_name, note, facts) "
                                 "VALUES (?,?,?,?,?,?,?)"_s,
            shop, profile.version, profile.since, author, name, note, facts);
        return done ? Result<void>() : done.error();
    };
}

} // namespace greenroom
