// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/skillcommands.h"

#include <QRegularExpression>

#include "core/text/display.h"
#include "server/admin/commandarguments.h"
#include "server/routing/issuetable.h"
#include "server/routing/queuetable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// "returns=3", or "sizes" for the level that holds if none is said.
Result<routing::Skill> readSkill(const QString& option, const QString& text, qint64 level)
{
    routing::Skill skill {text.section(u'=', 0, 0).simplified(), level};
    bool isNumber = true;
    if (text.contains(u'='))
        skill.level = text.section(u'=', 1).trimmed().toLongLong(&isNumber);
    if (skill.name.isEmpty() || codePoints(skill.name) > 80)
        return wrong(option, u"a name of 1 to 80 characters is expected: \"%1\""_s.arg(text));
    if (!isNumber || skill.level < 1 || skill.level > routing::Skill::kHighest)
        return wrong(option, u"\"%1\": a level is 1 to 5"_s.arg(text.trimmed()));
    return skill;
}

Error thereTwice(const QString& option, const QString& name)
{
    return wrong(option, u"\"%1\" is there twice"_s.arg(name));
}

Result<QList<routing::Skill>> readSkills(const QString& option, const QString& text, qint64 level)
{
    QList<routing::Skill> skills;
    for (const QString& each : text.split(u',', Qt::SkipEmptyParts)) {
        auto skill = readSkill(option, each, level);
        if (!skill)
            return skill.error();
        if (std::any_of(skills.begin(), skills.end(), [&](const auto& other) { return other.name == skill->name; }))
            return thereTwice(option, skill->name);
        skills.append(*std::move(skill));
    }
    return skills;
}

/// "french=2:5": with its priority behind it; of one that is not said it is 0.
Result<QList<routing::OptionalSkill>> readWishes(const QString& option, const QString& text)
{
    QList<routing::OptionalSkill> wishes;
    for (const QString& each : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype colon = each.lastIndexOf(u':');
        bool isNumber = true;
        const int priority = colon < 0 ? 0 : each.mid(colon + 1).trimmed().toInt(&isNumber);
        if (!isNumber || priority < 0 || priority > IssueSkills::kLastPriority)
            return wrong(option, u"\"%1\": a priority is 0 to 9, of which 0 is dropped last"_s.arg(each.trimmed()));
        auto skill = readSkill(option, each.left(colon), 1);
        if (!skill)
            return skill.error();
        if (std::any_of(wishes.begin(), wishes.end(), [&](const auto& other) { return other.skill.name == skill->name; }))
            return thereTwice(option, skill->name);
        wishes.append({*std::move(skill), priority});
    }
    return wishes;
}

QString listed(const QStringList& each)
{
    return each.isEmpty() ? u"-"_s : each.join(u',');
}

QString written(const routing::Skill& skill)
{
    return skill.name + u'=' + QString::number(skill.level);
}

QString listed(const QList<routing::Skill>& skills)
{
    QStringList each;
    for (const routing::Skill& skill : skills)
        each.append(written(skill));
    return listed(each);
}

QString listed(const QList<routing::OptionalSkill>& wishes)
{
    QStringList each;
    for (const routing::OptionalSkill& wish : wishes)
        each.append(written(wish.skill) + u':' + QString::number(wish.priority));
    return listed(each);
}

/// What is not said stays.
Result<void> setIssueSkills(AdminContext& context, ShopId shop, const QString& issue, QStringList& arguments)
{
    auto known = IssueTable::all(context.database);
    if (!known)
        return known.error();
    IssueSkills skills = (*known)[{shop, issue}];
    if (takeFlag(arguments, "none"_L1))
        skills = {};
    if (const auto text = takeOption(arguments, "needs"_L1)) {
        auto needs = readSkills(u"--needs"_s, *text, 1);
        if (!needs)
            return needs.error();
        skills.needs = *std::move(needs);
    }
    if (const auto text = takeOption(arguments, "wishes"_L1)) {
        auto wishes = readWishes(u"--wishes"_s, *text);
        if (!wishes)
            return wishes.error();
        skills.wishes = *std::move(wishes);
    }
    if (auto done = finish(arguments); !done)
        return done;
    if (auto done = IssueTable::set(shop, issue, skills)(context.database); !done)
        return done;
    context.out = u"needs %1\nwishes %2\n"_s.arg(listed(skills.needs), listed(skills.wishes));
    return {};
}

} // namespace

Result<void> setPersonSkills(AdminContext& context, PersonId person, QStringList& arguments)
{
    auto of = shopOf(context, takeOption(arguments, "shop"_L1));
    if (!of)
        return of.error();
    auto member = QueueTable::member(context.database, of->id, person);
    if (!member)
        return member.error();
    if (!*member)
        return wrong(u"--shop"_s, u"this person is not of this shop; \"greenroomd user roles\" lets them in"_s);
    if (const auto text = takeOption(arguments, "skills"_L1)) {
        auto skills = readSkills(u"--skills"_s, *text, 3);
        if (!skills)
            return skills.error();
        if (auto done = QueueTable::setSkills(of->id, person, SkillKind::skill, *skills)(context.database); !done)
            return done;
    }
    if (const auto text = takeOption(arguments, "languages"_L1)) {
        // As the router asks for them: "zh-CN=4" is "zh=4".
        static const QRegularExpression region(u"-[^,=]*"_s);
        auto languages = readSkills(u"--languages"_s, text->toLower().remove(region), 5);
        if (!languages)
            return languages.error();
        if (auto done = QueueTable::setSkills(of->id, person, SkillKind::language, *languages)(context.database); !done)
            return done;
    }
    if (const auto text = takeOption(arguments, "tier"_L1)) {
        std::optional<routing::Tier> tier;
        for (const auto& [each, name] : EnumNames<routing::Tier>::names)
            if (name == text->toLower())
                tier = each;
        if (!tier)
            return wrong(u"--tier"_s, u"\"%1\" is no line of support; l1, l2 and l3 are"_s.arg(*text));
        if (auto done = QueueTable::setTier(of->id, person, *tier)(context.database); !done)
            return done;
    }
    if (auto done = finish(arguments); !done)
        return done;
    if (member = QueueTable::member(context.database, of->id, person); !member)
        return member.error();
    context.out = u"skills %1\nlanguages %2\ntier %3\n"_s.arg(
        listed((*member)->skills), listed((*member)->languages), QString(enumName((*member)->tier)));
    return {};
}

Result<void> issueCommand(AdminContext& context, QStringList arguments)
{
    const QString verb = arguments.isEmpty() ? QString() : arguments.takeFirst();
    const bool lists = verb == "list"_L1;
    if ((!lists && verb != "skills"_L1) || arguments.size() < (lists ? 1 : 2))
        return wrong(u"issue"_s, u"say skills SHOP ISSUE or list SHOP; --help explains"_s);
    auto of = shopOf(context, arguments.takeFirst());
    if (!of)
        return of.error();
    if (!lists) {
        // Written as it is when somebody says what a conversation is about.
        auto issue = readName(u"ISSUE"_s, arguments.takeFirst().simplified());
        return issue ? setIssueSkills(context, of->id, *issue, arguments) : issue.error();
    }
    context.looksOnly = true;
    auto known = IssueTable::all(context.database);
    if (!known)
        return known.error();
    for (const auto& [issue, skills] : *known)
        if (issue.first == of->id)
            context.out += u"%1\tneeds %2\twishes %3\n"_s.arg(issue.second, listed(skills.needs), listed(skills.wishes));
    return finish(arguments);
}

} // namespace greenroom
