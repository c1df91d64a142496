// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/reveal/reveallog.h"

#include "core/protocol/reveal.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

/// Of the audit's end, looked through at a start: as many as a busy shop writes in an hour.
constexpr qint64 kMostLookedThrough = 200'000;

} // namespace

Result<RevealLog::Times> RevealLog::read(Database& database, Instant now)
{
    auto rows = database.run(u"SELECT shop, actor, at FROM audit WHERE number>(SELECT COALESCE(MAX(number), 0) FROM audit)-? "
                             "AND at>? AND action=? AND outcome=? AND shop IS NOT NULL AND actor IS NOT NULL ORDER BY number"_s,
        kMostLookedThrough, now - kSpan, QString(Reveal::type), codeName(Code::ok));
    if (!rows)
        return rows.error();
    Times times;
    while (rows->next()) {
        ShopId shop;
        PersonId person;
        Instant at;
        rows->into(shop, person, at);
        times[{shop, person}].push_back(at);
    }
    return times;
}

qint64 RevealLog::count(const Who& who, Instant now)
{
    const auto found = m_times.find(who);
    if (found == m_times.end())
        return 0;
    std::deque<Instant>& times = found->second;
    while (!times.empty() && times.front() + kSpan <= now)
        times.pop_front();
    const auto left = qint64(times.size());
    if (left == 0)
        m_times.erase(found);
    return left;
}

std::optional<Instant> RevealLog::nextLess(const Who& who) const
{
    const auto found = m_times.find(who);
    return found == m_times.end() || found->second.empty() ? std::nullopt : std::optional(found->second.front() + kSpan);
}

} // namespace greenroom
