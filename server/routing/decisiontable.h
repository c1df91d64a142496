// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/decision.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `routing_decision`: why each conversation went to whom it went, the latest kMostOfOne times.
class DecisionTable {
public:
    static constexpr qint64 kMostOfOne = 10;

    static Write insert(ConversationId conversation, const RoutingDecision& decision);
    /// The latest of one conversation, newest first, at most kMostOfOne.
    static Result<QList<RoutingDecision>> of(Database& database, ConversationId conversation);
};

} // namespace greenroom
