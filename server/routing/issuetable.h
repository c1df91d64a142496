// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/domain/routing/party.h"
#include "server/log/log.h"

namespace greenroom {

/// What conversations about one issue ask of whoever is given them, besides what each of them asks for.
struct IssueSkills {
    static constexpr int kLastPriority = 9; ///< dropped first

    QList<routing::Skill> needs; ///< never dropped
    QList<routing::OptionalSkill> wishes; ///< dropped ring by ring

    /// Of a skill that is needed already the higher level holds.
    void addTo(routing::Waiting& waiting) const;

    friend bool operator==(const IssueSkills&, const IssueSkills&) = default;
};

/// How firmly an issue asks for a skill.
enum class SkillDemand { need, wish };
template <>
struct EnumNames<SkillDemand> {
    static constexpr std::array names {named(SkillDemand::need, "need"), named(SkillDemand::wish, "wish")};
};

/// The table `issue_skill`.
class IssueTable {
public:
    /// By the issue's name, as `Classified::issue` has it.
    using Issues = std::map<std::pair<ShopId, QString>, IssueSkills>;

    static Result<Issues> all(Database& database);
    /// In place of those there were.
    static Write set(ShopId shop, const QString& issue, const IssueSkills& skills);
};

} // namespace greenroom
