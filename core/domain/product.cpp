// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/product.h"

#include <algorithm>

#include <QSet>

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kWhole = 10'000; // hundredths of a percent
constexpr qint64 kMostMinor = 100'000'000'000;
constexpr qint64 kMostPieces = 1'000'000;

bool isOpen(const std::optional<Instant>& from, const std::optional<Instant>& until, Instant now)
{
    return (!from || *from <= now) && (!until || now < *until);
}

/// `value` hundredths of a percent of `left`, half up, without leaving 64 bits.
qint64 share(qint64 left, qint64 value)
{
    return left / kWhole * value + (left % kWhole * value + kWhole / 2) / kWhole;
}

qint64 offOf(const Coupon& coupon, qint64 left)
{
    qint64 off = coupon.kind == CouponKind::fixed ? coupon.value : share(left, std::min(coupon.value, kWhole));
    if (coupon.most > 0)
        off = std::min(off, coupon.most);
    return std::clamp<qint64>(off, 0, left);
}

void use(FinalPrice& price, const Coupon& coupon)
{
    const qint64 off = offOf(coupon, price.total.minor);
    if (off == 0)
        return;
    price.total.minor -= off;
    price.coupons.append({coupon.code, coupon.title, Money {off, price.total.currency}});
}

Error wrong(const QString& field, const QString& detail)
{
    return {Code::invalidField, field, detail, 0};
}

bool endsBeforeItBegins(const std::optional<Instant>& from, const std::optional<Instant>& until)
{
    return from && until && *until <= *from;
}

} // namespace

Money priceNow(const Sku& sku, Instant now)
{
    return sku.showPrice && isOpen(sku.showFrom, sku.showUntil, now) ? *sku.showPrice : sku.price;
}

FinalPrice finalPrice(const Product& product, const Sku& sku, qint64 quantity, Instant now)
{
    FinalPrice plain;
    plain.sku = sku.sku;
    plain.quantity = std::clamp<qint64>(quantity, 1, kMostPieces);
    plain.unit = priceNow(sku, now);
    plain.sum = {plain.unit.minor * plain.quantity, plain.unit.currency};
    plain.total = plain.sum;

    const auto counts = [&](const Coupon& coupon) {
        return isOpen(coupon.from, coupon.until, now) && plain.sum.minor >= coupon.threshold;
    };
    FinalPrice best = plain;
    for (CouponKind kind : {CouponKind::fixed, CouponKind::percent})
        for (const Coupon& coupon : product.coupons)
            if (coupon.stackable && coupon.kind == kind && counts(coupon))
                use(best, coupon);
    for (const Coupon& coupon : product.coupons) {
        if (coupon.stackable || !counts(coupon))
            continue;
        FinalPrice alone = plain;
        use(alone, coupon);
        if (alone.total.minor < best.total.minor)
            best = alone;
    }
    return best;
}

ProductRow rowOf(const Product& product, Instant now)
{
    ProductRow row {product.id, product.code, product.title, {}, true, 0, product.skus.size()};
    for (const Sku& sku : product.skus)
        row.stock += sku.stock;
    std::optional<qint64> most;
    for (const Sku& sku : product.skus) {
        if (sku.stock == 0 && row.stock > 0)
            continue;
        const Money price = finalPrice(product, sku, 1, now).total;
        if (!most || price.minor < row.from.minor)
            row.from = price;
        most = std::max(most.value_or(price.minor), price.minor);
    }
    row.onePrice = !most || *most == row.from.minor;
    return row;
}

Result<void> check(const Product& product)
{
    if (product.code.trimmed().isEmpty())
        return wrong(u"code"_s, u"empty"_s);
    if (product.skus.isEmpty())
        return wrong(u"skus"_s, u"empty"_s);
    const QString currency = product.skus.first().price.currency;
    QSet<QString> seen;
    for (const Sku& sku : product.skus) {
        if (sku.sku.trimmed().isEmpty() || seen.contains(sku.sku))
            return wrong(u"skus.sku"_s, sku.sku);
        seen.insert(sku.sku);
        for (const Money& money : {sku.price, sku.showPrice.value_or(sku.price)})
            if (money.currency != currency || currency.size() != 3 || money.minor < 0 || money.minor > kMostMinor)
                return wrong(u"skus.price"_s, money.amount());
        if (endsBeforeItBegins(sku.showFrom, sku.showUntil))
            return wrong(u"skus.showUntil"_s, u"not after showFrom"_s);
    }
    for (const Coupon& coupon : product.coupons) {
        if (coupon.value < 1 || (coupon.kind == CouponKind::percent && coupon.value > kWhole))
            return wrong(u"coupons.value"_s, QString::number(coupon.value));
        if (coupon.threshold < 0 || coupon.most < 0)
            return wrong(u"coupons"_s, coupon.code);
        if (endsBeforeItBegins(coupon.from, coupon.until))
            return wrong(u"coupons.until"_s, u"not after from"_s);
    }
    return {};
}

} // namespace greenroom
