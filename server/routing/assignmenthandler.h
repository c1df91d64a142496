// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/presence.h"
#include "server/conversations/conversationboards.h"
#include "server/routing/distribution.h"

namespace greenroom {

/// Who owns a conversation: accept, decline, claim, take the next, transfer, close, follow-up; presence; and the boards that
/// show it.
class AssignmentHandler {
public:
    /// Says to the customer that the conversation ends.
    using SayClosing = std::function<void(const Conversation&)>;
    AssignmentHandler(Coordinator& coordinator, OpenConversations& conversations, ConversationBoards& boards,
        Distribution& distribution, SayClosing sayClosing);

private:
    void accept(const Call<AcceptOffer>& call);
    void decline(const Call<DeclineOffer>& call);
    void claim(const Call<Claim>& call);
    void takeNext(const Call<TakeNext>& call);
    void transfer(const Call<Transfer>& call);
    void transferToPerson(const Call<Transfer>& call, const Conversation& conversation);
    void transferToQueue(const Call<Transfer>& call, const Conversation& conversation);
    void close(const Call<CloseConversation>& call);
    void setFollowUp(const Call<SetFollowUp>& call);
    void setPresence(const Call<SetPresence>& call);
    void watchBoard(const Call<WatchBoard>& call);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    ConversationBoards& m_boards;
    Distribution& m_distribution;
    SayClosing m_sayClosing;
};

} // namespace greenroom
