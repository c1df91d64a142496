// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"

namespace greenroom::routing {

/// Lines of support: whoever is of a line may take what needs that line or a lower one.
enum class Tier { l1, l2, l3 };

/// Something somebody can do, or that is asked for; a language is one too, with its BCP 47 tag as name.
struct Skill {
    static constexpr qint64 kHighest = 5;
    QString name;
    qint64 level = 1; ///< 1 to 5; what is asked for is the least level
    static constexpr auto fields = std::tuple {
        field("name", &Skill::name, notEmpty, maxChars(80)), field("level", &Skill::level, between(1, kHighest))};
    friend bool operator==(const Skill&, const Skill&) = default;
    friend bool operator<(const Skill& a, const Skill& b) { return a.name != b.name ? a.name < b.name : a.level < b.level; }
};

} // namespace greenroom::routing

namespace greenroom {

template <>
struct EnumNames<routing::Tier> {
    static constexpr std::array names {
        named(routing::Tier::l1, "l1"),
        named(routing::Tier::l2, "l2"),
        named(routing::Tier::l3, "l3"),
    };
};

} // namespace greenroom
