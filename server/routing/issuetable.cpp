// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/issuetable.h"

#include <algorithm>

namespace greenroom {

using namespace Qt::StringLiterals;

void IssueSkills::addTo(routing::Waiting& waiting) const
{
    for (const routing::Skill& need : needs) {
        const auto same = std::find_if(waiting.required.begin(), waiting.required.end(),
            [&](const routing::Skill& each) { return each.name == need.name; });
        if (same == waiting.required.end())
            waiting.required.append(need);
        else
            same->level = std::max(same->level, need.level);
    }
    waiting.optional += wishes;
}

Result<IssueTable::Issues> IssueTable::all(Database& database)
{
    auto rows = database.run(u"SELECT shop, issue, demand, name, level, priority FROM issue_skill ORDER BY name"_s);
    if (!rows)
        return rows.error();
    Issues found;
    while (rows->next()) {
        std::pair<ShopId, QString> issue;
        SkillDemand demand {};
        routing::Skill skill;
        qint64 priority = 0;
        rows->into(issue.first, issue.second, demand, skill.name, skill.level, priority);
        IssueSkills& skills = found[issue];
        if (demand == SkillDemand::wish)
            skills.wishes.append({skill, static_cast<int>(priority)});
        else
            skills.needs.append(skill);
    }
    return found;
}

Write IssueTable::set(ShopId shop, const QString& issue, const IssueSkills& skills)
{
    return [=](Database& database) -> Result<void> {
        auto done = database.run(u"DELETE FROM issue_skill WHERE shop=? AND issue=?"_s, shop, issue);
        const auto add = [&](SkillDemand demand, const routing::Skill& skill, int priority) {
            if (done)
                done = database.run(
                    u"INSERT INTO issue_skill (shop, issue, demand, name, level, priority) VALUES (?,?,?,?,?,?)"_s, shop, issue,
                    demand, skill.name, skill.level, priority);
        };
        for (const routing::Skill& need : skills.needs)
            add(SkillDemand::need, need, 0);
        for (const routing::OptionalSkill& wish : skills.wishes)
            add(SkillDemand::wish, wish.skill, wish.priority);
        return done ? Result<void>() : done.error();
    };
}

} // namespace greenroom
