// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/routing.h"
#include "server/routing/distribution.h"

namespace greenroom {

/// How a shop routes and why a conversation went where it went: the profile with its history, explanations, priority.
class RoutingHandler {
public:
    RoutingHandler(Coordinator& coordinator, OpenConversations& conversations, Distribution& distribution);

private:
    void read(const Call<ReadRouting>& call);
    void change(const Call<ChangeRouting>& call);
    void explain(const Call<ExplainRouting>& call);
    void prioritize(const Call<Prioritize>& call);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    Distribution& m_distribution;
};

} // namespace greenroom
