// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QHash>

#include "core/base/instant.h"
#include "server/media/mediatable.h"

namespace greenroom {

/// What was brought within a day of the first, by each of those who are counted. Holds kMost of them: those whose day is
/// over go first, then any. A value of the coordinator's; time comes in.
template <class Who>
class DayCounts {
public:
    static constexpr Millis kDay = std::chrono::hours(24);
    static constexpr qsizetype kMost = 10'000;

    bool isCounted(const Who& who, Instant now) const { return current(who, now) != nullptr; }
    /// Counting begins, with what is known already.
    void begin(const Who& who, const MediaTable::Spent& spent, Instant now)
    {
        if (m_counts.size() >= kMost && now - m_sweptAt >= kSweepEvery) {
            m_counts.removeIf([now](const auto& each) { return now - each.value().since >= kDay; });
            m_sweptAt = now;
        }
        if (m_counts.size() >= kMost)
            m_counts.erase(m_counts.cbegin());
        m_counts.insert(who, {now, spent});
    }
    void add(const Who& who, qint64 bytes, Instant now)
    {
        if (!isCounted(who, now))
            begin(who, {}, now);
        MediaTable::Spent& spent = m_counts[who].spent;
        spent.bytes += bytes;
        ++spent.files;
    }
    /// How long until one more file of so many bytes may come; none: now.
    std::optional<Millis> wait(const Who& who, qint64 more, const MediaTable::Spent& most, Instant now) const
    {
        const Count* count = current(who, now);
        if (!count || (count->spent.bytes + more <= most.bytes && count->spent.files < most.files))
            return std::nullopt;
        return count->since + kDay - now;
    }
    qsizetype size() const { return m_counts.size(); }

private:
    static constexpr Millis kSweepEvery = std::chrono::minutes(10);
    struct Count {
        Instant since;
        MediaTable::Spent spent;
    };

    const Count* current(const Who& who, Instant now) const
    {
        const auto found = m_counts.constFind(who);
        return found == m_counts.cend() || now - found->since >= kDay ? nullptr : &*found;
    }

    QHash<Who, Count> m_counts;
    Instant m_sweptAt {};
};

} // namespace greenroom
