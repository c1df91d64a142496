// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/router.h"

/// What a Router is made of; for its own files.
namespace greenroom::routing {

/// All who wait and need the same.
struct Router::Line {
    Demand demand;
    qint64 ageing = 1;
    SeatSet could; ///< who may have one of these whenever there is room
    std::array<qint64, kExclusions> never {}; ///< the others, by why not
    std::set<Order> waiting;
    bool fresh = true; ///< somebody came since the last routing
};

struct Router::Seat {
    Agent agent;
    bool taken = false;
    std::vector<std::pair<QueueId, Ranked>> ranks; ///< where it stands in m_ranked
    std::optional<Instant> due; ///< in m_agentsDue
};

struct Router::Item {
    Waiting waiting;
    Line* line = nullptr;
    Order order;
    std::optional<Instant> due; ///< in m_itemsDue
    std::optional<Instant> overflowAgain;
    bool beyondLimit = false; ///< came when as many waited as may: overflows at once
};

/// The first of a line, among those of all lines.
struct Router::Urgent {
    qint64 score = 0;
    Order order;
    Line* line = nullptr;

    friend bool operator<(const Urgent& a, const Urgent& b) // std::priority_queue has the greatest on top
    {
        return a.score != b.score            ? a.score < b.score
            : a.order.since != b.order.since ? a.order.since > b.order.since
                                             : a.order.id > b.order.id;
    }
};

} // namespace greenroom::routing
