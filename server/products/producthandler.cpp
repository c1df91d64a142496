// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/products/producthandler.h"

#include "server/orders/customerside.h"
#include "server/orders/ordertable.h"
#include "server/products/producttable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

ProductFacts factsOf(const Product& product, Instant now)
{
    ProductFacts facts {product, {}, now};
    for (const Sku& sku : product.skus)
        facts.prices.append(finalPrice(product, sku, 1, now));
    return facts;
}

Result<ProductFacts> readProduct(Database& database, ShopId shop, const QString& code, Instant now)
{
    auto product = ProductTable::find(database, shop, code);
    if (!product)
        return product.error();
    if (!*product)
        return Error {Code::notFound, u"code"_s, {}, 0};
    return factsOf(**product, now);
}

/// What to look for, the likeliest first: codes or SKUs.
Result<QStringList> likely(Database& database, ShopId shop, const CustomerSide& side)
{
    QStringList codes = side.products;
    if (side.page) {
        auto product = ProductTable::findByUrl(database, shop, *side.page);
        if (!product)
            return product.error();
        if (*product)
            codes.append((*product)->code);
    }
    if (const auto account = side.account()) {
        auto orders = OrderTable::ofAccount(database, shop, *account, kProductsShown);
        if (!orders)
            return orders.error();
        for (const Order& order : orders->orders)
            for (const OrderLine& line : order.lines)
                codes.append(line.sku);
    }
    codes.removeDuplicates();
    return codes;
}

Result<ProductsFound> productsOf(Database& database, ShopId shop, ConversationId conversation, Instant now)
{
    auto side = readCustomerSide(database, shop, conversation);
    if (!side)
        return side.error();
    auto codes = likely(database, shop, *side);
    if (!codes)
        return codes.error();
    ProductsFound found;
    for (const QString& code : *codes) {
        if (found.products.size() >= kProductsShown)
            break;
        auto product = ProductTable::find(database, shop, code);
        if (!product)
            return product.error();
        const auto same = [&](const ProductFacts& facts) { return facts.product.id == (*product)->id; };
        if (*product && std::none_of(found.products.begin(), found.products.end(), same))
            found.products.append(factsOf(**product, now));
    }
    return found;
}

} // namespace

ProductHandler::ProductHandler(Coordinator& coordinator)
{
    coordinator.on<FindProducts>([&coordinator](const Call<FindProducts>& call) {
        coordinator.read<ProductList>(
            [shop = call.who.shop, ask = call.body, now = coordinator.now()](
                Database& database) { return ProductTable::search(database, shop, ask.text, ask.limit, now); },
            [call](const Result<ProductList>& found) { call.answer(found); });
    });
    coordinator.on<ReadProduct>([&coordinator](const Call<ReadProduct>& call) {
        coordinator.read<ProductFacts>([shop = call.who.shop, code = call.body.code, now = coordinator.now()](
                                           Database& database) { return readProduct(database, shop, code, now); },
            [call](const Result<ProductFacts>& found) { call.answer(found); });
    });
    coordinator.on<ProductsOfConversation>([&coordinator](const Call<ProductsOfConversation>& call) {
        coordinator.read<ProductsFound>([shop = call.who.shop, id = call.body.conversation, now = coordinator.now()](
                                            Database& database) { return productsOf(database, shop, id, now); },
            [call](const Result<ProductsFound>& found) { call.answer(found); });
    });
}

} // namespace greenroom
