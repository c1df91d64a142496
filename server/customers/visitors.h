// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "server/coordinator/coordinator.h"
#include "server/customers/customertable.h"

namespace greenroom {

/// The customers who are connected. Somebody who only looks leaves nothing behind: the customer's row and the token are
/// stored with the first thing said, in the same transaction.
class Visitors {
public:
    struct Visitor {
        CustomerTable::Row row;
        bool stored = false;
        QByteArray tokenHash; ///< to store with the row; empty once it is, or for who has none
        std::optional<ConversationId> conversation; ///< the latest
        std::optional<QString> page; ///< where the widget stands
        int connections = 0;
    };

    explicit Visitors(Coordinator& coordinator)
        : m_coordinator(coordinator)
    {
    }

    Visitor* find(CustomerId id);
    /// One more connection of this customer; what was known stays.
    Visitor& connected(const Visitor& visitor);
    void disconnected(CustomerId id);
    /// Writes the customer's row and token in the batch being decided, unless they are stored.
    void store(Visitor& visitor);
    /// After a reload: what was decided and not committed is not stored.
    void onReload();

private:
    Coordinator& m_coordinator;
    std::map<CustomerId, Visitor> m_visitors;
};

} // namespace greenroom
