// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/conversations/openconversations.h"

#include "core/base/mutant.h"
#include "server/conversations/conversationtable.h"

namespace greenroom {

namespace {

/// A conversation's row is written this long after something was said in it, not each time: under load that is the larger
/// part of what the disk has to do.
constexpr Millis kRowWithin {10'000};
constexpr int kRowsAtOnce = 32;

struct Cold {
    Conversation conversation;
    CustomerTable::Row customer;
};

Result<std::optional<Cold>> withCustomer(Database& database, Result<std::optional<Conversation>> found)
{
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<Cold>();
    auto customer = CustomerTable::find(database, (*found)->shop, (*found)->customer);
    if (!customer)
        return customer.error();
    return std::optional(Cold {**found, customer->value_or(CustomerTable::Row {})});
}

} // namespace

OpenConversations::OpenConversations(Coordinator& coordinator)
    : m_coordinator(coordinator)
{
    coordinator.beforeCommit([this] { writeDirty(); });
}

const Conversation* OpenConversations::find(ConversationId id) const
{
    const auto found = m_held.find(id);
    return found == m_held.end() ? nullptr : &found->second.now;
}

const CustomerTable::Row* OpenConversations::customer(CustomerId id) const
{
    const auto found = m_customers.find(id);
    return found == m_customers.end() ? nullptr : &found->second;
}

void OpenConversations::withConversation(ShopId shop, ConversationId id, std::function<void(const Conversation*)> then)
{
    const auto checked = [shop, then = std::move(then)](
                             const Conversation* found) { then(found && found->shop == shop ? found : nullptr); };
    if (const auto parked = m_parked.find(id); parked != m_parked.end()) {
        parked->push_back(checked);
        return;
    }
    if (const Conversation* found = find(id)) {
        checked(found);
        return;
    }
    m_parked[id].push_back(checked);
    m_coordinator.read<std::optional<Cold>>(
        [id](Database& database) { return withCustomer(database, ConversationTable::find(database, id)); },
        [this, id](Result<std::optional<Cold>> cold) {
            if (!cold) {
                m_parked.remove(id); // who asked is told `unavailable`: whether it is there nobody knows
                return;
            }
            if (*cold && !find(id)) {
                m_customers.emplace((*cold)->customer.customer.id, (*cold)->customer);
                hold((*cold)->conversation);
            }
            for (const auto& waiting : m_parked.take(id))
                waiting(find(id));
            // Looked at and left as it was.
            if (const auto held = m_held.find(id); held != m_held.end() && !held->second.dirty && isAtRest(held->second.now))
                letGo(id);
        });
}

const Conversation& OpenConversations::create(ShopId shop, CustomerId customer, Channel channel)
{
    Conversation made;
    made.id = m_coordinator.ids().next<ConversationId>(m_coordinator.now());
    made.shop = shop;
    made.customer = customer;
    made.channel = channel;
    made.openedAt = m_coordinator.now();
    hold(made);
    return m_held[made.id].now;
}

Stored OpenConversations::append(ConversationId id, const Author& author, Content content, ClientId clientId)
{
    Held& held = m_held.at(id);
    const Conversation before = held.now;
    const Entry entry = m_coordinator.append(before.shop, StreamId::of(id), author, std::move(content), clientId);
    apply(held.now, entry);
    told(&before, held.now, before.isOpen() && held.now.state == before.state && isSaid(entry.content));
    return {id, entry.number, entry.at};
}

Stored OpenConversations::append(ConversationId id, const Author& author, Content content)
{
    return append(id, author, std::move(content), m_coordinator.ids().next<ClientId>(m_coordinator.now()));
}

void OpenConversations::markRead(ConversationId id, const Principal& reader, qint64 number)
{
    Held& held = m_held.at(id);
    const Conversation before = held.now;
    if (reader.isCustomer())
        held.now.readByCustomer = std::max(before.readByCustomer, std::min(number, before.customerHead));
    else
        markReadByStaff(held.now, number);
    if (held.now != before)
        told(&before, held.now, false); // acknowledged, and no entry tells it again
}

void OpenConversations::start(std::vector<Conversation> conversations, std::vector<CustomerTable::Row> customers)
{
    m_held.clear();
    m_heldOf.clear();
    m_customers.clear();
    m_parked.clear();
    m_dirty.clear();
    m_rowsWaiting.clear();
    for (CustomerTable::Row& row : customers)
        m_customers.emplace(row.customer.id, std::move(row));
    for (const Conversation& conversation : conversations) {
        hold(conversation);
        for (const auto& changed : m_changed)
            changed(nullptr, conversation);
        for (const auto& committed : m_committed)
            committed(conversation);
    }
}

void OpenConversations::hold(const Conversation& conversation)
{
    if (m_held.insert_or_assign(conversation.id, Held {conversation}).second)
        ++m_heldOf[conversation.customer];
    const qint64 head = conversation.head - (mutant(Mutant::reusesNumbers) && conversation.head > 1 ? 1 : 0);
    m_coordinator.knowStream(StreamId::of(conversation.id), {head, conversation.customerHead});
}

void OpenConversations::told(const Conversation* before, const Conversation& after, bool rowMayWait)
{
    Held& held = m_held.at(after.id);
    held.rowChanged = held.rowChanged || !rowMayWait;
    if (!held.dirty) {
        held.dirty = true;
        m_dirty.push_back(after.id);
    }
    const Conversation copy = after;
    for (const auto& changed : m_changed)
        changed(before, copy);
}

void OpenConversations::writeDirty()
{
    for (const auto& hook : m_beforeWrite)
        hook();
    for (ConversationId id : std::exchange(m_dirty, {})) {
        Held& held = m_held.at(id);
        held.dirty = false;
        if (mutant(Mutant::writesRowsLate) && held.now.state == ConversationState::assigned) {
            held.rowChanged = false;
        } else if (std::exchange(held.rowChanged, false)) {
            held.rowWaits = false;
            m_coordinator.write(ConversationTable::put(held.now));
        } else if (!std::exchange(held.rowWaits, true)) {
            m_rowsWaiting.emplace_back(m_coordinator.now() + kRowWithin, id);
        }
        m_coordinator.afterCommit([this, now = held.now] {
            for (const auto& committed : m_committed)
                committed(now);
            unload(now);
        });
    }
    writeWaitingRows();
}

void OpenConversations::writeWaitingRows()
{
    for (int i = 0; i < kRowsAtOnce && !m_rowsWaiting.empty() && m_rowsWaiting.front().first <= m_coordinator.now(); ++i) {
        const auto held = m_held.find(m_rowsWaiting.front().second);
        m_rowsWaiting.pop_front();
        if (held != m_held.end() && std::exchange(held->second.rowWaits, false))
            m_coordinator.write(ConversationTable::put(held->second.now));
    }
}

void OpenConversations::unload(const Conversation& committed)
{
    const auto held = m_held.find(committed.id);
    if (!isAtRest(committed) || held == m_held.end() || held->second.dirty || held->second.now != committed)
        return;
    letGo(committed.id);
}

void OpenConversations::letGo(ConversationId id)
{
    const auto held = m_held.find(id);
    // Another conversation of theirs may be going on.
    if (const CustomerId customer = held->second.now.customer; --m_heldOf[customer] <= 0) {
        m_heldOf.erase(customer);
        m_customers.erase(customer);
    }
    m_coordinator.forgetStream(StreamId::of(id));
    m_held.erase(held);
}

} // namespace greenroom
