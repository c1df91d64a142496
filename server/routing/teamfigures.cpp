// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routing/teamfigures.h"

#include <QDateTime>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis kWriteAfter {1'000};

QDate dateOf(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(at)).date();
}

} // namespace

void TeamFigures::start(Days days)
{
    m_days = std::move(days);
    m_unwritten.clear();
}

Result<TeamFigures::Days> TeamFigures::read(Database& database)
{
    auto rows = database.run(
        u"SELECT shop, person, day, taken, first_answers, first_answer_ms, turns, turns_in_time, break_ms FROM team_day"_s);
    if (!rows)
        return rows.error();
    Days days;
    while (rows->next()) {
        Key who;
        Day day;
        DayFigures& f = day.figures;
        rows->into(
            who.first, who.second, day.number, f.taken, f.firstAnswers, f.firstAnswerMs, f.turns, f.turnsInTime, f.breakMs);
        days.emplace(who, day);
    }
    return days;
}

std::optional<DayFigures> TeamFigures::of(const Key& who) const
{
    const auto found = m_days.find(who);
    return found == m_days.end() || found->second.number != dateOf(m_coordinator.now()).toJulianDay()
        ? std::nullopt
        : std::optional(found->second.figures);
}

Instant TeamFigures::midnight() const
{
    return fromMillis(dateOf(m_coordinator.now()).addDays(1).startOfDay().toMSecsSinceEpoch());
}

DayFigures& TeamFigures::today(const Key& who)
{
    Day& day = m_days[who];
    if (const qint64 number = dateOf(m_coordinator.now()).toJulianDay(); day.number != number)
        day = {number, {}};
    if (m_unwritten.empty())
        m_coordinator.at(m_coordinator.now() + kWriteAfter, [this] { write(); });
    m_unwritten.insert(who);
    return day.figures;
}

/// A turn is a customer's wait, from the first message nobody has answered (reference/metrics.md §2.1); of who was given the
/// conversation meanwhile it counts from then.
std::optional<PersonId> TeamFigures::onChanged(const Conversation* before, const Conversation& after)
{
    if (!before)
        return {};
    const bool wasTheirs = before->state == ConversationState::assigned && before->assignee;
    if (wasTheirs && before->owedSince && before->assignee != after.assignee && after.state != ConversationState::closed) {
        // Given away too late: that was a turn of theirs. In time it is the next one's.
        const Instant since = std::max(*before->owedSince, before->unansweredSince.value_or(*before->owedSince));
        if (m_coordinator.now() - since <= DayFigures::kInTime)
            return {};
        ++today({after.shop, *before->assignee}).turns;
        return before->assignee;
    }
    if (after.state == ConversationState::assigned && (!wasTheirs || before->assignee != after.assignee)) {
        ++today({after.shop, *after.assignee}).taken;
        return after.assignee;
    }
    if (after.staffSaid > before->staffSaid && after.staffSaidBy && after.lastSaidAt) {
        const PersonId who = *after.staffSaidBy;
        const auto given = wasTheirs && before->assignee == who ? before->unansweredSince : std::nullopt;
        if (!before->owedSince && !given)
            return {};
        DayFigures& figures = today({after.shop, who});
        if (given) {
            ++figures.firstAnswers;
            figures.firstAnswerMs += (*after.lastSaidAt - *given).count();
        }
        if (before->owedSince) {
            const Millis waited = *after.lastSaidAt - std::max(*before->owedSince, given.value_or(*before->owedSince));
            ++figures.turns;
            figures.turnsInTime += waited <= DayFigures::kInTime ? 1 : 0;
        }
        return who;
    }
    if (after.state == ConversationState::closed && wasTheirs && before->owedSince) {
        ++today({after.shop, *before->assignee}).turns; // nobody answers it any more
        return before->assignee;
    }
    return {};
}

void TeamFigures::addBreak(const Key& who, Instant since, Instant until)
{
    const Instant begin = fromMillis(dateOf(until).startOfDay().toMSecsSinceEpoch());
    today(who).breakMs += std::max(Millis(0), until - std::max(since, begin)).count();
}

void TeamFigures::write()
{
    std::vector<std::pair<Key, Day>> changed;
    for (const Key& who : std::exchange(m_unwritten, {}))
        changed.emplace_back(who, m_days[who]);
    m_coordinator.write([changed = std::move(changed)](Database& database) -> Result<void> {
        for (const auto& [who, day] : changed) {
            const DayFigures& f = day.figures;
            auto done = database.run(
                u"INSERT INTO team_day (shop, person, day, taken, first_answers, first_answer_ms, turns, turns_in_time, "
                "break_ms) VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT (shop, person) DO UPDATE SET day=excluded.day, "
                "taken=excluded.taken, first_answers=excluded.first_answers, "
                "first_answer_ms=excluded.first_answer_ms, turns=excluded.turns, "
                "turns_in_time=excluded.turns_in_time, break_ms=excluded.break_ms"_s,
                who.first, who.second, day.number, f.taken, f.firstAnswers, f.firstAnswerMs, f.turns, f.turnsInTime, f.breakMs);
            if (!done)
                return done.error();
        }
        return {};
    });
}

} // namespace greenroom
