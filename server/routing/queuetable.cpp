// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/queuetable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<void> fillMember(Database& database, DeskMember& member)
{
    auto queues = database.run(u"SELECT queue FROM queue_member WHERE shop=? AND person=?"_s, member.shop, member.person);
    if (!queues)
        return queues.error();
    while (queues->next())
        member.queues.append(queues->get<QueueId>(0));
    auto skills = database.run(
        u"SELECT kind, name, level FROM person_skill WHERE shop=? AND person=? ORDER BY name"_s, member.shop, member.person);
    if (!skills)
        return skills.error();
    while (skills->next()) {
        SkillKind kind {};
        routing::Skill skill;
        skills->into(kind, skill.name, skill.level);
        (kind == SkillKind::language ? member.languages : member.skills).append(skill);
    }
    auto presence = database.run(
        u"SELECT presence, reason, at FROM presence_log WHERE shop=? AND person=? ORDER BY at DESC, id DESC LIMIT 2"_s,
        member.shop, member.person);
    if (!presence)
        return presence.error();
    if (presence->next())
        presence->into(member.lastPresence, member.lastReason, member.lastPresenceAt);
    Instant before;
    if (presence->next())
        presence->into(member.presenceBefore, member.reasonBefore, before);
    return {};
}

Result<std::vector<DeskMember>> filled(Database& database, Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    std::vector<DeskMember> found;
    while (rows->next()) {
        DeskMember member;
        rows->into(member.shop, member.person, member.name, member.capacity, member.tier);
        found.push_back(std::move(member));
    }
    for (DeskMember& member : found)
        if (auto done = fillMember(database, member); !done)
            return done.error();
    return found;
}

} // namespace

Result<std::vector<QueueRules>> QueueTable::all(Database& database)
{
    auto rows = database.run(
        u"SELECT queue, shop, name, mode, offer_seconds, sticky_hours FROM queue ORDER BY shop, position, name"_s);
    if (!rows)
        return rows.error();
    std::vector<QueueRules> found;
    while (rows->next()) {
        QueueRules rules;
        qint64 offerSeconds = 0;
        qint64 stickyHours = 0;
        rows->into(rules.id, rules.shop, rules.name, rules.mode, offerSeconds, stickyHours);
        rules.offerFor = std::chrono::seconds(offerSeconds);
        rules.stickyFor = std::chrono::hours(stickyHours);
        found.push_back(std::move(rules));
    }
    return found;
}

Result<std::vector<DeskMember>> QueueTable::members(Database& database)
{
    return filled(database,
        database.run(
            u"SELECT s.shop, s.person, p.name, s.capacity, s.tier FROM person_shop s JOIN person p ON p.person=s.person "
            "WHERE p.disabled_at IS NULL"_s));
}

Result<std::optional<DeskMember>> QueueTable::member(Database& database, ShopId shop, PersonId person)
{
    auto found = filled(database,
        database.run(
            u"SELECT s.shop, s.person, p.name, s.capacity, s.tier FROM person_shop s JOIN person p ON p.person=s.person "
            "WHERE s.shop=? AND s.person=?"_s,
            shop, person));
    if (!found)
        return found.error();
    return found->empty() ? std::optional<DeskMember>() : std::optional(found->front());
}

Result<std::vector<QueueTable::PresenceChange>> QueueTable::presenceSince(
    Database& database, ShopId shop, PersonId person, Instant from)
{
    std::vector<PresenceChange> found;
    auto before = database.run(
        u"SELECT at, presence FROM presence_log WHERE shop=? AND person=? AND at<? ORDER BY at DESC, id DESC LIMIT 1"_s, shop,
        person, from);
    if (!before)
        return before.error();
    auto later = database.run(
        u"SELECT at, presence FROM presence_log WHERE shop=? AND person=? AND at>=? ORDER BY at, id"_s, shop, person, from);
    if (!later)
        return later.error();
    for (Rows* rows : {&*before, &*later})
        while (rows->next()) {
            PresenceChange change;
            rows->into(change.at, change.presence);
            found.push_back(change);
        }
    return found;
}

Write QueueTable::insert(const QueueRules& queue, qint64 position)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO queue (queue, shop, name, mode, offer_seconds, sticky_hours, position) VALUES (?,?,?,?,?,?,?)"_s,
            queue.id, queue.shop, queue.name, queue.mode, qint64(queue.offerFor.count()), qint64(queue.stickyFor.count()),
            position);
        return done ? Result<void>() : done.error();
    };
}

Write QueueTable::addMember(ShopId shop, QueueId queue, PersonId person)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO queue_member (shop, queue, person) VALUES (?,?,?) ON CONFLICT DO NOTHING"_s, shop, queue, person);
        return done ? Result<void>() : done.error();
    };
}

Write QueueTable::setSkills(ShopId shop, PersonId person, SkillKind kind, const QList<routing::Skill>& skills)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"DELETE FROM person_skill WHERE shop=? AND person=? AND kind=?"_s, shop, person, kind);
        for (qsizetype i = 0; done && i < skills.size(); ++i)
            done = database.run(u"INSERT INTO person_skill (shop, person, kind, name, level) VALUES (?,?,?,?,?)"_s, shop,
                person, kind, skills[i].name, skills[i].level);
        return done ? Result<void>() : done.error();
    };
}

Write QueueTable::setTier(ShopId shop, PersonId person, routing::Tier tier)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"UPDATE person_shop SET tier=? WHERE shop=? AND person=?"_s, tier, shop, person);
        return done ? Result<void>() : done.error();
    };
}

Write QueueTable::logPresence(ShopId shop, PersonId person, Instant at, Presence presence, BreakReason reason)
{
    return [=](Database& database) -> Result<void> {
        auto last = database.run(u"SELECT COALESCE(MAX(id), 0) FROM presence_log"_s);
        if (!last)
            return last.error();
        const qint64 id = last->next() ? last->get<qint64>(0) + 1 : 1;
        auto done = database.run(u"INSERT INTO presence_log (id, shop, person, at, presence, reason) VALUES (?,?,?,?,?,?)"_s,
            id, shop, person, at, presence, reason);
        return done ? Result<void>() : done.error();
    };
}

} // namespace greenroom
