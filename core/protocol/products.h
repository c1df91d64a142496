// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/product.h"
#include "core/protocol/message.h"

namespace greenroom {

struct ProductList {
    QList<ProductRow> rows;
    qint64 total = 0; ///< how many match in all
    static constexpr auto fields = std::tuple {field("rows", &ProductList::rows), field("total", &ProductList::total)};
    friend bool operator==(const ProductList&, const ProductList&) = default;
};

/// Products of this shop whose code or SKU begins with the text, or whose title or category holds it. Without text: all.
struct FindProducts {
    static constexpr QLatin1StringView type {"findProducts"};
    static constexpr Roles roles = kDeskRoles.with(Role::stage);
    using Reply = ProductList;
    QString text;
    qint64 limit = 50;
    static constexpr auto fields = std::tuple {
        field("text", &FindProducts::text, maxChars(100)), field("limit", &FindProducts::limit, between(1, 100))};
    friend bool operator==(const FindProducts&, const FindProducts&) = default;
};

/// A product's facts with what a customer pays at `at` for one piece of each SKU, coupons worked out.
struct ProductFacts {
    Product product;
    QList<FinalPrice> prices; ///< one for each SKU, in their order
    Instant at;
    static constexpr auto fields = std::tuple {
        field("product", &ProductFacts::product), field("prices", &ProductFacts::prices), field("at", &ProductFacts::at)};
    friend bool operator==(const ProductFacts&, const ProductFacts&) = default;
};

/// One product by its code or by one of its SKUs.
struct ReadProduct {
    static constexpr QLatin1StringView type {"readProduct"};
    static constexpr Roles roles = kDeskRoles.with(Role::stage);
    using Reply = ProductFacts;
    QString code;
    static constexpr auto fields = std::tuple {field("code", &ReadProduct::code, notEmpty, maxChars(64))};
    friend bool operator==(const ReadProduct&, const ReadProduct&) = default;
};

struct ProductsFound {
    QList<ProductFacts> products; ///< the likeliest first, at most kProductsShown
    static constexpr auto fields = std::tuple {field("products", &ProductsFound::products)};
    friend bool operator==(const ProductsFound&, const ProductsFound&) = default;
};
inline constexpr qint64 kProductsShown = 4;

/// What this conversation is likely about: products whose cards stand in it (the last first), whose page the customer came
/// from, then those of the customer's last orders.
struct ProductsOfConversation {
    static constexpr QLatin1StringView type {"productsOfConversation"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = ProductsFound;
    ConversationId conversation;
    static constexpr auto fields = std::tuple {field("conversation", &ProductsOfConversation::conversation)};
    friend bool operator==(const ProductsOfConversation&, const ProductsOfConversation&) = default;
};

} // namespace greenroom
