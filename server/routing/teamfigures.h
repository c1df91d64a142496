// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include "core/protocol/board.h"
#include "server/coordinator/coordinator.h"

namespace greenroom {

/// What each person did since midnight, by the server's time zone. Kept in the table `team_day`, written a second after it
/// changed; a server that is killed forgets that second.
class TeamFigures {
public:
    using Key = std::pair<ShopId, PersonId>;
    struct Day {
        qint64 number = 0; ///< days since an epoch, local
        DayFigures figures;
    };
    using Days = std::map<Key, Day>;

    explicit TeamFigures(Coordinator& coordinator)
        : m_coordinator(coordinator)
    {
    }
    /// In place of what is known: as the store has it.
    void start(Days days);
    static Result<Days> read(Database& database);

    /// None: nothing happened today.
    std::optional<DayFigures> of(const Key& who) const;
    /// One thing happened in a conversation. Whose figures changed, if anybody's.
    std::optional<PersonId> onChanged(const Conversation* before, const Conversation& after);
    /// A break of this person is over.
    void addBreak(const Key& who, Instant since, Instant until);
    /// When today is over.
    Instant midnight() const;

private:
    DayFigures& today(const Key& who);
    void write();

    Coordinator& m_coordinator;
    Days m_days;
    std::set<Key> m_unwritten;
};

} // namespace greenroom
