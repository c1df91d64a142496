// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include <unordered_map>

#include "core/protocol/board.h"
#include "server/automatic/automatictable.h"
#include "server/conversations/openconversations.h"
#include "server/shops/shoptable.h"

namespace greenroom {

/// What is said to customers by itself: a welcome, notices while they wait, that nobody is there, a reminder, a closing line.
/// A program says it, in the shop's name: it answers nothing that is owed and is nobody's work. In the customer's language;
/// else in English, else in the language in which the shop wrote the first text of that moment. Where it wrote none, nothing is
/// said, but before a silent conversation ends and when it does: then the product's own text.
class AutomaticMessages {
public:
    /// What is asked about the shop's people.
    struct Team {
        std::function<bool(ShopId)> isStaffed; ///< somebody takes conversations now
        /// The place in the queue and how long the wait may be, as its customer is told; none while that is not known.
        std::function<std::optional<QueueRow>(const Conversation&)> placeOf;
    };
    /// What is said in place of a text that the shop has not written.
    enum class OrElse { nothing, ours };

    AutomaticMessages(Coordinator& coordinator, OpenConversations& conversations, const Shops& shops, Team team);

    /// At a start, before the conversations are there. What should have been said before it is not said any more.
    void start(AutomaticTable::Messages messages);
    /// The messages as the store has them now; who waits goes on by them.
    void take(AutomaticTable::Messages messages);

    /// What would be said in it now, with all that the text names filled in; none: nothing. The product has texts of its own
    /// for `reminder` and `closing`. Of `waiting` the first.
    std::optional<QString> textOf(
        const Conversation& conversation, AutomaticMoment moment, OrElse orElse = OrElse::nothing) const;
    /// Before it ends by itself. There is always something to say.
    void sayReminder(const Conversation& conversation);
    /// Just before it is closed.
    void sayClosing(const Conversation& conversation, OrElse orElse = OrElse::nothing);

private:
    struct Wait {
        Instant since;
        Instant from; ///< what was due before is not said any more
        bool toldNobody = false; ///< that nobody is there
        std::optional<Millis> said; ///< `after` of what was said last, in this wait or one shortly before it
        std::optional<Instant> due; ///< when it is looked at next
    };
    using Ladder = std::vector<const AutomaticMessage*>;

    void onChanged(const Conversation* before, const Conversation& after);
    /// What the shop says to this customer at this moment, the earliest first.
    Ladder of(const Conversation& conversation, AutomaticMoment moment) const;
    std::optional<QString> filled(const Conversation& conversation, const AutomaticMessage& message) const;
    void say(const Conversation& conversation, const std::optional<QString>& text);
    void look(ConversationId id);
    void plan(const Conversation& conversation, Wait& wait);
    void setDue(ConversationId id, Wait& wait, std::optional<Instant> due);
    void lookAtDue();
    void arm();

    Coordinator& m_coordinator;
    OpenConversations& m_conversations;
    const Shops& m_shops;
    Team m_team;
    AutomaticTable::Messages m_messages;
    std::unordered_map<ConversationId, Wait> m_waits;
    std::unordered_map<ConversationId, Wait> m_earlier; ///< the last wait of those that do not wait now
    std::set<std::pair<Instant, ConversationId>> m_due; ///< one a wait; a single timer is set, to the first
    std::optional<Instant> m_armed; ///< when that is
    Instant m_notBefore {}; ///< so many at a time
    Instant m_startedAt {};
};

} // namespace greenroom
