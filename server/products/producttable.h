// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/products.h"
#include "server/log/log.h"

namespace greenroom {

/// The tables `product` and `product_sku`: the shop's products, as imported. Every look names its shop.
class ProductTable {
public:
    /// Inserts, or replaces the product of that code; its id stays. An SKU that another product has is refused (input).
    static Write put(ShopId shop, const Product& product);

    /// By code, or by one of its SKUs.
    static Result<std::optional<Product>> find(Database& database, ShopId shop, const QString& codeOrSku);
    static Result<std::optional<Product>> findByUrl(Database& database, ShopId shop, const QString& url);
    /// By the beginning of code or SKU, or by words anywhere in title and category; by code.
    static Result<ProductList> search(Database& database, ShopId shop, const QString& text, qint64 limit, Instant now);
};

} // namespace greenroom
