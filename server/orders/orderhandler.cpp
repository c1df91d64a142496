// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/orders/orderhandler.h"

#include "core/text/masking.h"
#include "core/text/privacy.h"
#include "server/orders/customerside.h"
#include "server/orders/ordertable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kOwnOrders = 20;

Order masked(Order order)
{
    if (order.phone)
        order.phone = maskPhone(*order.phone);
    order.note = hidden(order.note);
    return order;
}

Result<OrderFacts> readOrder(Database& database, ShopId shop, const QString& number)
{
    auto order = OrderTable::find(database, shop, number);
    if (!order)
        return order.error();
    if (!*order)
        return Error {Code::notFound, u"number"_s, {}, 0};
    return OrderFacts {masked(**order)};
}

Result<CustomerOrders> ordersOf(Database& database, ShopId shop, ConversationId conversation)
{
    auto side = readCustomerSide(database, shop, conversation);
    if (!side)
        return side.error();
    CustomerOrders found;
    if (const auto account = side->account()) {
        auto own = OrderTable::ofAccount(database, shop, *account, kOrdersShown);
        if (!own)
            return own.error();
        found = *std::move(own);
    }
    for (const QString& number : side->orders) {
        if (found.orders.size() >= kOrdersShown)
            break;
        const auto same = [&](const Order& order) { return order.number == number; };
        if (std::any_of(found.orders.begin(), found.orders.end(), same))
            continue;
        auto order = OrderTable::find(database, shop, number);
        if (!order)
            return order.error();
        if (*order) {
            const bool counted = side->account() && (*order)->account == side->account();
            found.orders.append(**order);
            found.total += counted ? 0 : 1;
        }
    }
    for (Order& order : found.orders)
        order = masked(std::move(order));
    return found;
}

Result<OrderList> ownOrders(Database& database, ShopId shop, CustomerId id)
{
    auto row = CustomerTable::find(database, shop, id);
    if (!row)
        return row.error();
    if (!*row || !(*row)->customer.verified || !(*row)->customer.account)
        return OrderList {};
    auto own = OrderTable::ofAccount(database, shop, *(*row)->customer.account, kOwnOrders);
    if (!own)
        return own.error();
    OrderList list {{}, own->total};
    for (const Order& order : own->orders)
        list.rows.append(rowOf(order));
    return list;
}

} // namespace

OrderHandler::OrderHandler(Coordinator& coordinator)
{
    coordinator.on<FindOrders>([&coordinator](const Call<FindOrders>& call) {
        coordinator.read<OrderList>([shop = call.who.shop, ask = call.body](
                                        Database& database) { return OrderTable::search(database, shop, ask.text, ask.limit); },
            [call](const Result<OrderList>& found) { call.answer(found); });
    });
    coordinator.on<ReadOrder>([&coordinator](const Call<ReadOrder>& call) {
        coordinator.read<OrderFacts>(
            [shop = call.who.shop, number = call.body.number](Database& database) { return readOrder(database, shop, number); },
            [call](const Result<OrderFacts>& found) { call.answer(found); });
    });
    coordinator.on<OrdersOfConversation>([&coordinator](const Call<OrdersOfConversation>& call) {
        coordinator.read<CustomerOrders>(
            [shop = call.who.shop, id = call.body.conversation](Database& database) { return ordersOf(database, shop, id); },
            [call](const Result<CustomerOrders>& found) { call.answer(found); });
    });
    coordinator.on<ListOwnOrders>([&coordinator](const Call<ListOwnOrders>& call) {
        coordinator.read<OrderList>(
            [shop = call.who.shop, id = *call.who.customer](Database& database) { return ownOrders(database, shop, id); },
            [call](const Result<OrderList>& found) { call.answer(found); });
    });
}

} // namespace greenroom
