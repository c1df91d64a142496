// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/routing.h"
#include "server/routing/distribution.h"

namespace greenroom {

/// How a shop routes and why a conversation went where it went: the profile with its history and
/// what another would do, explanations, priority.
class RoutingHandler {
public:
    RoutingHandler(Coordinator& coordinator, OpenConversations& conversations, Distribution& distribution);

private:
    void read(const Call<ReadRouting>& call);
    void change(const Call<ChangeRouting>& call);
    void tryOut(const Call<TryRouting>& call);
    void explain(const Call<ExplainRouting>& call);
    void prioritize(const Call<Prioritize>& call);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    Distribution& m_distribution;
    std::map<ShopId, std::weak_ptr<Asked>> m_trials; ///< who asked for the one under way
};

} // namespace greenroom
