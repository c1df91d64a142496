// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "core/base/fields.h"
#include "core/base/instant.h"

namespace greenroom {

/// How pressing an owed reply is, by the share of its target that has passed.
enum class OwedLevel {
    none, ///< nothing is owed
    quiet, ///< under 50 %
    caution, ///< from 50 %
    critical, ///< from 80 %
    overdue, ///< past 100 %
};

template <>
struct EnumNames<OwedLevel> {
    static constexpr std::array names {named(OwedLevel::none, "none"), named(OwedLevel::quiet, "quiet"),
        named(OwedLevel::caution, "caution"), named(OwedLevel::critical, "critical"), named(OwedLevel::overdue, "overdue")};
};

/// The owed-reply clock's rules (待回复): one target from the first unanswered customer message on.
struct OwedClock {
    Millis target = std::chrono::seconds(180);

    OwedLevel level(std::optional<Instant> owedSince, Instant now) const;
    Instant deadline(Instant owedSince) const { return owedSince + target; }
    /// When the level will change next; none once overdue.
    std::optional<Instant> nextChange(Instant owedSince, Instant now) const;
};

/// A deadline of something that can be jumped to.
struct Due {
    Instant since; ///< when the clock began; longer means worse among the overdue
    Instant deadline;
};

/// The nearest deadline that can still be met, else the longest overdue. None when there is nothing.
std::optional<size_t> mostPressing(std::span<const Due> dues, Instant now);
/// The longest overdue; none when nothing is.
std::optional<size_t> longestOverdue(std::span<const Due> dues, Instant now);

} // namespace greenroom
