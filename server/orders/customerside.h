// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/conversation.h"
#include "server/customers/customertable.h"

namespace greenroom {

/// Who is on the other side of a conversation, and what staff showed there: what panels are filled from.
struct CustomerSide {
    Conversation conversation;
    Customer customer;
    QStringList orders; ///< numbers of the order cards staff sent, the last first
    QStringList products; ///< SKUs or codes of the product cards anybody sent, the last first
    std::optional<QString> page; ///< where the customer came from

    /// The shop's own id of this customer, if the shop signed it; what was only said is never looked up by.
    std::optional<QString> account() const { return customer.verified ? customer.account : std::nullopt; }
};

/// Reads it; notFound if the shop has no such conversation. Reader's thread.
Result<CustomerSide> readCustomerSide(Database& database, ShopId shop, ConversationId id);

} // namespace greenroom
