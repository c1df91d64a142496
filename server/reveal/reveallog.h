// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "server/log/database.h"

namespace greenroom {

/// Who looked at what is hidden in the last hour, by the audit.
class RevealLog {
public:
    static constexpr Millis kSpan {3'600'000};
    using Who = std::pair<ShopId, PersonId>;
    using Times = std::map<Who, std::deque<Instant>>; ///< oldest first

    /// As the audit has it.
    static Result<Times> read(Database& database, Instant now);

    explicit RevealLog(Times times = {})
        : m_times(std::move(times))
    {
    }
    void add(const Who& who, Instant now) { m_times[who].push_back(now); }
    /// How often within the span that ends now.
    qint64 count(const Who& who, Instant now);
    /// When the count is next less; none while it is 0.
    std::optional<Instant> nextLess(const Who& who) const;
    const Times& times() const { return m_times; }

private:
    Times m_times;
};

} // namespace greenroom
