// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/orders/customerside.h"

#include "server/conversations/conversationtable.h"
#include "server/log/entrytable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLookBack = 200; // entries

} // namespace

Result<CustomerSide> readCustomerSide(Database& database, ShopId shop, ConversationId id)
{
    auto conversation = ConversationTable::find(database, id);
    if (!conversation)
        return conversation.error();
    if (!*conversation || (*conversation)->shop != shop)
        return Error {Code::notFound, u"conversation"_s, {}, 0};
    CustomerSide side;
    side.conversation = **conversation;
    auto customer = CustomerTable::find(database, shop, side.conversation.customer);
    if (!customer)
        return customer.error();
    if (*customer)
        side.customer = (*customer)->customer;
    auto entries = EntryTable::before(database, StreamId::of(id), Audience::staff, 1LL << 53, {kLookBack});
    if (!entries)
        return entries.error();
    for (auto logged = entries->rbegin(); logged != entries->rend(); ++logged) {
        const Entry& entry = logged->entry;
        // A customer's order card is only a claim; a colleague's was looked up.
        if (const auto* order = std::get_if<OrderCard>(&entry.content); order && entry.author.kind == AuthorKind::staff)
            side.orders.append(order->number);
        else if (const auto* product = std::get_if<ProductCard>(&entry.content))
            side.products.append(product->sku);
        else if (const auto* opened = std::get_if<Opened>(&entry.content); opened && !side.page)
            side.page = opened->page;
    }
    side.orders.removeDuplicates();
    side.products.removeDuplicates();
    return side;
}

} // namespace greenroom
