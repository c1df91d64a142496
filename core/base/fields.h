// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include <QLatin1StringView>
#include <QtGlobal>

namespace greenroom {

/// What a field may hold, beyond its type. Lengths count Unicode code points for texts, items for lists.
struct Rule {
    qint64 least = std::numeric_limits<qint64>::min(); ///< smallest number allowed
    qint64 most = std::numeric_limits<qint64>::max(); ///< largest number allowed
    qint64 chars = 200; ///< longest text allowed
    qint64 items = 200; ///< longest list allowed
    bool notEmpty = false; ///< a text or list must have something in it
    bool staffOnly = false; ///< left out of what customers are sent
};

/// One field of a struct that can be written as JSON: its name, where it lives, what it may hold.
/// A struct lists its fields once, as `static constexpr auto fields = std::tuple {field(…), …};`;
/// reading, writing, validation and the reference documentation all come from that list.
template <class Owner, class Value>
struct Field {
    QLatin1StringView name;
    Value Owner::*member;
    Rule rule;
};

constexpr auto maxChars(qint64 most)
{
    return [most](Rule& rule) { rule.chars = most; };
}
constexpr auto maxItems(qint64 most)
{
    return [most](Rule& rule) { rule.items = most; };
}
constexpr auto between(qint64 least, qint64 most)
{
    return [least, most](Rule& rule) {
        rule.least = least;
        rule.most = most;
    };
}
inline constexpr auto notEmpty = [](Rule& rule) { rule.notEmpty = true; };
inline constexpr auto staffOnly = [](Rule& rule) { rule.staffOnly = true; };

/// `field("text", &Send::text, notEmpty, maxChars(8000))`
template <class Owner, class Value, class... Rules>
constexpr Field<Owner, Value> field(const char* name, Value Owner::*member, Rules... rules)
{
    Rule rule;
    (rules(rule), ...);
    return {QLatin1StringView(name), member, rule};
}

/// The wire's names of an enum's values. Specialise with
/// `static constexpr std::array names {named(Presence::online, "online"), …};`
template <class Enum>
struct EnumNames;

template <class Enum>
constexpr std::pair<Enum, QLatin1StringView> named(Enum value, const char* name)
{
    return {value, QLatin1StringView(name)};
}

template <class Enum>
QLatin1StringView enumName(Enum value)
{
    for (const auto& [each, name] : EnumNames<Enum>::names)
        if (each == value)
            return name;
    return {};
}

} // namespace greenroom
