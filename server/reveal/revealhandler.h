// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/reveal.h"
#include "server/conversations/openconversations.h"
#include "server/reveal/reveallog.h"

namespace greenroom {

/// Shows staff what is hidden from them, one thing at a time: to whom the conversation is, or was until a day ago if it is
/// over, also an order if it is this customer's by the shop's signature; to who leads in any conversation, and any order of the
/// shop. Each look is in the audit before it is answered and counts, also if there is nothing to see; what is refused does not
/// count. Who looks more often than usual is shown to who leads; three times as often, and it ends.
class RevealHandler {
public:
    /// Somebody looks more often than usual, so many times in the last hour; or no longer.
    using TellLeads = std::function<void(ShopId, PersonId, std::optional<qint64>)>;
    /// `usual`: looks in an hour that are no reason to ask.
    RevealHandler(Coordinator& coordinator, OpenConversations& conversations, qint64 usual, TellLeads tellLeads);

    void start(RevealLog::Times times);

private:
    void reveal(const Call<Reveal>& call);
    void show(const Call<Reveal>& call, const Conversation& conversation);
    void counted(const RevealLog::Who& who);

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    RevealLog m_log;
    std::map<RevealLog::Who, Instant> m_refused; ///< when a refusal was noted last
    qint64 m_usual;
    TellLeads m_tellLeads;
};

} // namespace greenroom
