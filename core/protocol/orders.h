// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/order.h"
#include "core/protocol/message.h"

namespace greenroom {

struct OrderList {
    QList<OrderRow> rows; ///< newest first
    qint64 total = 0; ///< how many match in all
    static constexpr auto fields = std::tuple {field("rows", &OrderList::rows), field("total", &OrderList::total)};
    friend bool operator==(const OrderList&, const OrderList&) = default;
};

/// Orders of this shop whose number, tracking number or buyer begins with the text, or whose phone ends with it (four
/// digits). Without text: the newest.
struct FindOrders {
    static constexpr QLatin1StringView type {"findOrders"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = OrderList;
    QString text;
    qint64 limit = 50;
    static constexpr auto fields = std::tuple {
        field("text", &FindOrders::text, maxChars(100)), field("limit", &FindOrders::limit, between(1, 100))};
    friend bool operator==(const FindOrders&, const FindOrders&) = default;
};

struct OrderFacts {
    Order order; ///< its phone is masked but for the last four digits
    static constexpr auto fields = std::tuple {field("order", &OrderFacts::order)};
    friend bool operator==(const OrderFacts&, const OrderFacts&) = default;
};

/// One order by the shop's own number.
struct ReadOrder {
    static constexpr QLatin1StringView type {"readOrder"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = OrderFacts;
    QString number;
    static constexpr auto fields = std::tuple {field("number", &ReadOrder::number, notEmpty, maxChars(64))};
    friend bool operator==(const ReadOrder&, const ReadOrder&) = default;
};

struct CustomerOrders {
    QList<Order> orders; ///< newest first, whole, at most kOrdersShown
    qint64 total = 0; ///< how many this customer has in all
    static constexpr auto fields = std::tuple {
        field("orders", &CustomerOrders::orders), field("total", &CustomerOrders::total)};
    friend bool operator==(const CustomerOrders&, const CustomerOrders&) = default;
};
inline constexpr qint64 kOrdersShown = 5;

/// The orders of whoever is on the other side of this conversation: by the account the shop signed, or those whose cards
/// stand in the conversation. An unsigned name or phone finds nothing.
struct OrdersOfConversation {
    static constexpr QLatin1StringView type {"ordersOfConversation"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = CustomerOrders;
    ConversationId conversation;
    static constexpr auto fields = std::tuple {field("conversation", &OrdersOfConversation::conversation)};
    friend bool operator==(const OrdersOfConversation&, const OrdersOfConversation&) = default;
};

/// A customer's own orders, for sending one as a card. Empty unless the shop signed who this is.
struct ListOwnOrders {
    static constexpr QLatin1StringView type {"listOwnOrders"};
    static constexpr Roles roles {Role::customer};
    using Reply = OrderList;
    static constexpr auto fields = std::tuple {};
    friend bool operator==(const ListOwnOrders&, const ListOwnOrders&) = default;
};

} // namespace greenroom
