// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/day.h"
#include "core/domain/routing/trial.h"
#include "server/log/log.h"

namespace greenroom {

/// The last hour of a shop as the store has it, to be played again: what came, who was there, and how long each conversation
/// kept somebody busy.
struct PastHour {
    static constexpr Millis kSpan = std::chrono::hours(1);
    /// Most that comes; of more, the newest, and the hour is shorter.
    static constexpr size_t kMost = 20'000;

    struct About {
        ConversationId conversation;
        QString customer;
    };
    Day day;
    Instant end;
    std::vector<About> about; ///< one an arrival, in their order
    std::map<PersonId, QString> names;

    /// The hour that ends at `now`. Looks through what was stored in it, and at nothing older but what was going on then.
    static Result<PastHour> read(Database& database, ShopId shop, Instant now);
    /// Plays it by both profiles: how would it have been by the other?
    RoutingTrial compare(const routing::Profile& holds, const routing::Profile& other) const;
};

} // namespace greenroom
