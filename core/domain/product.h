// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>

#include "core/base/ids.h"
#include "core/base/money.h"

namespace greenroom {

/// One thing that can be bought: a product in one colour, size …
struct Sku {
    QString sku; ///< unique in the shop
    QString variant; ///< "黑色 / L"; empty if there is only one
    Money price;
    std::optional<Money> showPrice; ///< while a show runs, instead of `price`
    std::optional<Instant> showFrom;
    std::optional<Instant> showUntil;
    qint64 stock = 0;

    static constexpr auto fields = std::tuple {field("sku", &Sku::sku, notEmpty, maxChars(64)), field("variant", &Sku::variant),
        field("price", &Sku::price), field("showPrice", &Sku::showPrice), field("showFrom", &Sku::showFrom),
        field("showUntil", &Sku::showUntil), field("stock", &Sku::stock, between(0, 1'000'000'000))};
    friend bool operator==(const Sku&, const Sku&) = default;
};

enum class CouponKind {
    fixed, ///< `value` minor units off (满减 with a threshold, 立减 without)
    percent, ///< `value` hundredths of a percent off: 八五折 is 1500
};

template <>
struct EnumNames<CouponKind> {
    static constexpr std::array names {named(CouponKind::fixed, "fixed"), named(CouponKind::percent, "percent")};
};

struct Coupon {
    QString code;
    QString title;
    CouponKind kind = CouponKind::fixed;
    qint64 value = 0;
    qint64 threshold = 0; ///< least sum it needs, minor units; 0: none
    qint64 most = 0; ///< most it takes off, minor units; 0: no such limit
    bool stackable = false; ///< may be used together with other stackable ones
    std::optional<Instant> from;
    std::optional<Instant> until;

    static constexpr auto fields = std::tuple {field("code", &Coupon::code, notEmpty, maxChars(64)),
        field("title", &Coupon::title), field("kind", &Coupon::kind),
        field("value", &Coupon::value, between(1, 100'000'000'000)),
        field("threshold", &Coupon::threshold, between(0, 100'000'000'000)),
        field("most", &Coupon::most, between(0, 100'000'000'000)), field("stackable", &Coupon::stackable),
        field("from", &Coupon::from), field("until", &Coupon::until)};
    friend bool operator==(const Coupon&, const Coupon&) = default;
};

/// A product's facts, as an agent tells them.
struct Product {
    ProductId id;
    QString code; ///< the shop's own; unique in the shop
    QString title;
    QString category;
    std::optional<QString> url;
    std::optional<QString> image;
    QList<Sku> skus; ///< all in one currency
    QList<Coupon> coupons; ///< a customer can use now or later
    QString sizes; ///< how it is sized, what to advise
    QString shippingTime;
    QString returnRule;
    QString facts; ///< material, origin, warranty …

    static constexpr auto fields = std::tuple {field("id", &Product::id), field("code", &Product::code, notEmpty, maxChars(64)),
        field("title", &Product::title, notEmpty), field("category", &Product::category),
        field("url", &Product::url, maxChars(500)), field("image", &Product::image, maxChars(500)),
        field("skus", &Product::skus, notEmpty, maxItems(100)), field("coupons", &Product::coupons, maxItems(20)),
        field("sizes", &Product::sizes, maxChars(2000)), field("shippingTime", &Product::shippingTime),
        field("returnRule", &Product::returnRule, maxChars(1000)), field("facts", &Product::facts, maxChars(4000))};
    friend bool operator==(const Product&, const Product&) = default;
};

/// A coupon that was used, and what it took off.
struct CouponUse {
    QString code;
    QString title;
    Money off;
    static constexpr auto fields = std::tuple {
        field("code", &CouponUse::code, maxChars(64)), field("title", &CouponUse::title), field("off", &CouponUse::off)};
    friend bool operator==(const CouponUse&, const CouponUse&) = default;
};

/// What a customer pays in the end, and why.
struct FinalPrice {
    QString sku;
    qint64 quantity = 1;
    Money unit; ///< price now of one
    Money sum; ///< before coupons
    QList<CouponUse> coupons; ///< in the order in which they were taken off
    Money total; ///< to pay
    static constexpr auto fields = std::tuple {field("sku", &FinalPrice::sku, maxChars(64)),
        field("quantity", &FinalPrice::quantity), field("unit", &FinalPrice::unit), field("sum", &FinalPrice::sum),
        field("coupons", &FinalPrice::coupons), field("total", &FinalPrice::total)};
    friend bool operator==(const FinalPrice&, const FinalPrice&) = default;
};

/// A product in a list.
struct ProductRow {
    ProductId id;
    QString code;
    QString title;
    Money from; ///< the lowest final price of one piece, over its SKUs in stock (over all if none is)
    bool onePrice = true; ///< every SKU costs that
    qint64 stock = 0; ///< over all SKUs
    qint64 skus = 0;
    static constexpr auto fields = std::tuple {field("id", &ProductRow::id), field("code", &ProductRow::code, maxChars(64)),
        field("title", &ProductRow::title), field("from", &ProductRow::from), field("onePrice", &ProductRow::onePrice),
        field("stock", &ProductRow::stock), field("skus", &ProductRow::skus)};
    friend bool operator==(const ProductRow&, const ProductRow&) = default;
};

/// The show's price while its window is open (from ≤ now < until), else the ordinary one.
Money priceNow(const Sku& sku, Instant now);

/// The least a customer pays for `quantity` of one SKU now. A coupon counts if its window is open and the sum before any
/// coupon reaches its threshold. Either one coupon that cannot be stacked is used alone, or all stackable ones together:
/// first the fixed, then the percents of what is left, each as listed, each rounded half up to the minor unit. The cheaper way
/// wins; between equals the stackable. Never below zero.
FinalPrice finalPrice(const Product& product, const Sku& sku, qint64 quantity, Instant now);

ProductRow rowOf(const Product& product, Instant now);

/// Whether a product's facts hold together: SKUs, each once, one currency, amounts and percents in range, windows that
/// end after they begin. Errors: invalidField with the field's name.
Result<void> check(const Product& product);

} // namespace greenroom
