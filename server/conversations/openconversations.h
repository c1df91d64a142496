// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include <unordered_map>

#include "core/protocol/conversation.h"
#include "server/coordinator/coordinator.h"
#include "server/customers/customertable.h"

namespace greenroom {

/// Nothing waits or goes on in it: the store has it when somebody asks.
inline bool isAtRest(const Conversation& conversation)
{
    return conversation.state == ConversationState::closed || conversation.state == ConversationState::idle;
}

/// The conversations in memory: those in which something waits or goes on. Others are cold and are loaded when a command
/// needs them; such commands wait, in order.
///
/// Every change is an appended entry, folded at once; the table's row and the boards follow with the batch.
class OpenConversations {
public:
    explicit OpenConversations(Coordinator& coordinator);

    // ---- reading ----
    const Conversation* find(ConversationId id) const;
    const CustomerTable::Row* customer(CustomerId id) const;
    template <class Visit>
    void forEach(Visit visit) const
    {
        for (const auto& [id, held] : m_held)
            visit(held.now);
    }

    /// `then` gets the conversation, loaded if need be, or null if this shop has none of that id. Calls for one
    /// conversation keep their order. If the store cannot be read, `then` is let go.
    void withConversation(ShopId shop, ConversationId id, std::function<void(const Conversation*)> then);

    /// For a request that names its conversation and a client id: goes on with the conversation, unless the id was used, or
    /// this shop has none of it.
    template <Request R>
    void once(const Call<R>& call, std::function<void(const Conversation&)> then)
    {
        m_coordinator.findClientId(call, call.body.clientId, [this, call, then = std::move(then)](const StoredAs* stored) {
            const StreamId stream = StreamId::of(call.body.conversation);
            // The same person asking the same of the same conversation again: whatever it said then stands.
            if (stored && stored->author.id == call.who.author().id && stored->stream == stream)
                call.reply({call.body.conversation, stored->number, stored->at});
            else if (stored)
                call.fail({Code::conflict, QStringLiteral("clientId"), {}, 0});
            else
                withConversation(call.who.shop, call.body.conversation, [call, then](const Conversation* c) {
                    if (c)
                        then(*c);
                    else
                        call.fail({Code::notFound, QStringLiteral("conversation"), {}, 0});
                });
        });
    }

    // ---- deciding ----
    /// A new one, still without entries.
    const Conversation& create(ShopId shop, CustomerId customer, Channel channel);
    Stored append(ConversationId id, const Author& author, Content content, ClientId clientId);
    Stored append(ConversationId id, const Author& author, Content content);
    /// Read marks are no entries; they go with the row.
    void markRead(ConversationId id, const Principal& reader, qint64 number);
    void keepCustomer(const CustomerTable::Row& row) { m_customers[row.customer.id] = row; }

    // ---- starting ----
    /// Takes the state read from the store: at the start, and after a reload.
    void start(std::vector<Conversation> conversations, std::vector<CustomerTable::Row> customers);

    /// Told of each change as it is decided: before (null when new to memory) and after.
    using Changed = std::function<void(const Conversation* before, const Conversation& after)>;
    void onChanged(Changed changed) { m_changed.push_back(std::move(changed)); }
    /// Told of each conversation as it stands committed.
    void onCommitted(std::function<void(const Conversation&)> committed) { m_committed.push_back(std::move(committed)); }
    /// Runs before rows are written, while more may be decided.
    void beforeWrite(std::function<void()> hook) { m_beforeWrite.push_back(std::move(hook)); }

private:
    struct Held {
        Conversation now;
        bool dirty = false;
        bool rowChanged = false; ///< by more than what was said: its row goes with the batch
        bool rowWaits = false;
    };
    void hold(const Conversation& conversation);
    /// `rowMayWait`: the next start can make this row from the older one and the entries.
    void told(const Conversation* before, const Conversation& after, bool rowMayWait);
    void writeDirty();
    void writeWaitingRows();
    /// What is over needs no memory; it is loaded again when somebody comes back to it.
    void unload(const Conversation& committed);
    void letGo(ConversationId id);

    Coordinator& m_coordinator;
    std::unordered_map<ConversationId, Held> m_held;
    std::unordered_map<CustomerId, CustomerTable::Row> m_customers;
    std::unordered_map<CustomerId, int> m_heldOf; ///< how many conversations of a customer are held
    QHash<ConversationId, std::vector<std::function<void(const Conversation*)>>> m_parked;
    std::vector<ConversationId> m_dirty;
    std::deque<std::pair<Instant, ConversationId>> m_rowsWaiting;
    std::vector<Changed> m_changed;
    std::vector<std::function<void(const Conversation&)>> m_committed;
    std::vector<std::function<void()>> m_beforeWrite;
};

} // namespace greenroom
