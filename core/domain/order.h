// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>

#include "core/base/ids.h"
#include "core/base/money.h"

namespace greenroom {

/// Where an order stands, as the shop's own system says.
enum class OrderState { unpaid, paid, packed, shipped, delivered, completed, cancelled, refunding, refunded };

template <>
struct EnumNames<OrderState> {
    static constexpr std::array names {
        named(OrderState::unpaid, "unpaid"),
        named(OrderState::paid, "paid"),
        named(OrderState::packed, "packed"),
        named(OrderState::shipped, "shipped"),
        named(OrderState::delivered, "delivered"),
        named(OrderState::completed, "completed"),
        named(OrderState::cancelled, "cancelled"),
        named(OrderState::refunding, "refunding"),
        named(OrderState::refunded, "refunded"),
    };
};

struct OrderLine {
    QString sku;
    QString title;
    QString variant; ///< colour, size …; may be empty
    qint64 quantity = 1;
    Money price; ///< of one piece

    static constexpr auto fields = std::tuple {field("sku", &OrderLine::sku, notEmpty, maxChars(64)),
        field("title", &OrderLine::title, notEmpty), field("variant", &OrderLine::variant),
        field("quantity", &OrderLine::quantity, between(1, 1'000'000)), field("price", &OrderLine::price)};
    friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

/// One thing the carrier did.
struct LogisticsStep {
    Instant at;
    QString text; ///< in the carrier's words
    QString place; ///< may be empty

    static constexpr auto fields = std::tuple {field("at", &LogisticsStep::at),
        field("text", &LogisticsStep::text, notEmpty, maxChars(500)), field("place", &LogisticsStep::place)};
    friend bool operator==(const LogisticsStep&, const LogisticsStep&) = default;
};

/// An order with all that an agent needs to answer for it.
struct Order {
    OrderId id;
    QString number; ///< the shop's own; unique in the shop
    OrderState state = OrderState::unpaid;
    std::optional<QString> account; ///< the shop's own id of the customer
    QString buyer; ///< name on the parcel
    std::optional<QString> phone; ///< masked but for the last four digits wherever it leaves the server
    QString region; ///< province and city, or country; never the street
    QList<OrderLine> lines;
    Money shipping; ///< cost of sending
    Money discount; ///< taken off, as a positive amount
    Money total; ///< paid or to be paid
    Instant placedAt;
    std::optional<Instant> paidAt;
    std::optional<Instant> shippedAt;
    std::optional<Instant> deliveredAt;
    QString carrier;
    QString trackingNumber;
    QList<LogisticsStep> steps; ///< oldest first
    QString note; ///< what the buyer wrote

    static constexpr auto fields = std::tuple {field("id", &Order::id), field("number", &Order::number, notEmpty, maxChars(64)),
        field("state", &Order::state), field("account", &Order::account), field("buyer", &Order::buyer, maxChars(80)),
        field("phone", &Order::phone, maxChars(32)), field("region", &Order::region),
        field("lines", &Order::lines, notEmpty, maxItems(100)), field("shipping", &Order::shipping),
        field("discount", &Order::discount), field("total", &Order::total), field("placedAt", &Order::placedAt),
        field("paidAt", &Order::paidAt), field("shippedAt", &Order::shippedAt), field("deliveredAt", &Order::deliveredAt),
        field("carrier", &Order::carrier, maxChars(80)), field("trackingNumber", &Order::trackingNumber, maxChars(64)),
        field("steps", &Order::steps, maxItems(100)), field("note", &Order::note, maxChars(500))};
    friend bool operator==(const Order&, const Order&) = default;
};

/// An order in a list.
struct OrderRow {
    OrderId id;
    QString number;
    OrderState state = OrderState::unpaid;
    QString buyer;
    QString phoneTail; ///< last four digits; empty if no phone is known
    QString title; ///< of the first line
    qint64 pieces = 0; ///< over all lines
    Money total;
    Instant placedAt;

    static constexpr auto fields = std::tuple {field("id", &OrderRow::id), field("number", &OrderRow::number, maxChars(64)),
        field("state", &OrderRow::state), field("buyer", &OrderRow::buyer, maxChars(80)),
        field("phoneTail", &OrderRow::phoneTail, maxChars(4)), field("title", &OrderRow::title),
        field("pieces", &OrderRow::pieces), field("total", &OrderRow::total), field("placedAt", &OrderRow::placedAt)};
    friend bool operator==(const OrderRow&, const OrderRow&) = default;
};

/// The row that stands for an order in a list.
OrderRow rowOf(const Order& order);

/// True once nothing more happens to it by itself.
bool isOver(OrderState state);

/// Whether what an order says of itself holds together: lines, one currency, no negative amount,
/// total = lines + shipping − discount, steps in order of time. Errors: invalidField with the field's name.
Result<void> check(const Order& order);

} // namespace greenroom
