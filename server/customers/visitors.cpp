// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/customers/visitors.h"

namespace greenroom {

Visitors::Visitor* Visitors::find(CustomerId id)
{
    const auto found = m_visitors.find(id);
    return found == m_visitors.end() ? nullptr : &found->second;
}

Visitors::Visitor& Visitors::connected(const Visitor& visitor)
{
    Visitor& held = m_visitors.try_emplace(visitor.row.customer.id, visitor).first->second;
    ++held.connections;
    if (visitor.page)
        held.page = visitor.page;
    if (!held.conversation)
        held.conversation = visitor.conversation;
    return held;
}

void Visitors::disconnected(CustomerId id)
{
    const auto found = m_visitors.find(id);
    if (found != m_visitors.end() && --found->second.connections == 0)
        m_visitors.erase(found);
}

void Visitors::store(Visitor& visitor)
{
    if (visitor.stored)
        return;
    visitor.stored = true;
    m_coordinator.write(CustomerTable::insert(visitor.row));
    if (!visitor.tokenHash.isEmpty())
        m_coordinator.write(
            CustomerTable::addToken(visitor.row.shop, visitor.row.customer.id, visitor.tokenHash, m_coordinator.now()));
}

void Visitors::onReload()
{
    // Whether a row made it is unknown here; those clients come back and are read from the store.
    for (const auto& [id, visitor] : m_visitors)
        m_coordinator.forEachSession([&](SessionId session, const Coordinator::Session& each) {
            if (each.principal && each.principal->customer == id)
                m_coordinator.disconnect(session, Code::unavailable);
        });
    m_visitors.clear();
}

} // namespace greenroom
