// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/supervision.h"
#include "server/routing/distribution.h"

namespace greenroom {

/// Stepping into a conversation: join, take over, the call for help, and what it is about.
class SupervisionHandler {
public:
    SupervisionHandler(Coordinator& coordinator, OpenConversations& conversations, Distribution& distribution);

private:
    void join(const Call<Join>& call);
    void takeOver(const Call<TakeOver>& call);
    void askHelp(const Call<AskHelp>& call);
    void classify(const Call<Classify>& call);

    void note(const CallBase& call, const Conversation& conversation, const QString& what);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    Distribution& m_distribution;
};

} // namespace greenroom
