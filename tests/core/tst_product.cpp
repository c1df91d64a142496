// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QTest>

#include "core/domain/product.h"

using namespace greenroom;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = fromMillis(1'700'000'000'000);

Sku sku(qint64 fen)
{
    return {u"S-1"_s, {}, {fen, u"CNY"_s}, {}, {}, {}, 10};
}

Coupon fixed(qint64 fen, qint64 threshold, bool stackable)
{
    return {u"F%1"_s.arg(fen), {}, CouponKind::fixed, fen, threshold, 0, stackable, {}, {}};
}

Coupon percent(qint64 hundredths, qint64 threshold, bool stackable, qint64 most = 0)
{
    return {u"P%1"_s.arg(hundredths), {}, CouponKind::percent, hundredths, threshold, most, stackable, {}, {}};
}

Product product(const Sku& only, const QList<Coupon>& coupons)
{
    Product product;
    product.code = u"P-1"_s;
    product.title = u"T"_s;
    product.skus = {only};
    product.coupons = coupons;
    return product;
}

qint64 toPay(qint64 fen, const QList<Coupon>& coupons, qint64 quantity = 1)
{
    const Sku one = sku(fen);
    return finalPrice(product(one, coupons), one, quantity, kNow).total.minor;
}

} // namespace

class TestProduct final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void workedExamples()
    {
        QCOMPARE(toPay(19900, {}), 19900);
        // 满199减30: reached exactly, missed by a fen.
        QCOMPARE(toPay(19900, {fixed(3000, 19900, false)}), 16900);
        QCOMPARE(toPay(19899, {fixed(3000, 19900, false)}), 19899);
        // 九折 of 99.95 is 89.955; what comes off is 9.995 and rounds to 10.00.
        QCOMPARE(toPay(9995, {percent(1000, 0, false)}), 8995);
        // 八折, at most 50 off.
        QCOMPARE(toPay(39900, {percent(2000, 0, false, 5000)}), 34900);
        // 满减 30 and 九折 stacked: (199 − 30) × 0.9, the fixed first however they are listed.
        QCOMPARE(toPay(19900, {percent(1000, 0, true), fixed(3000, 19900, true)}), 15210);
        // The threshold looks at the sum before coupons, so the second one still counts.
        QCOMPARE(toPay(20000, {fixed(1000, 20000, true), fixed(2000, 20000, true)}), 17000);
        // Two that cannot be stacked: the better one, not both.
        QCOMPARE(toPay(20000, {fixed(3000, 0, false), percent(2000, 0, false)}), 16000);
        // One alone beats the stack, or does not.
        QCOMPARE(toPay(20000, {fixed(1000, 0, true), percent(500, 0, true), fixed(5000, 0, false)}), 15000);
        QCOMPARE(toPay(20000, {fixed(1000, 0, true), percent(5000, 0, true), fixed(5000, 0, false)}), 9500);
        // Two pieces reach what one does not; more off than it costs is free, never below.
        QCOMPARE(toPay(9900, {fixed(2000, 15000, false)}, 2), 17800);
        QCOMPARE(toPay(500, {fixed(2000, 0, false)}), 0);
    }

    void namesTheCouponsItUsed()
    {
        const Sku one = sku(19900);
        const auto price = finalPrice(product(one, {percent(1000, 0, true), fixed(3000, 19900, true)}), one, 1, kNow);
        QCOMPARE(price.coupons.size(), 2);
        QCOMPARE(price.coupons[0].code, u"F3000"_s);
        QCOMPARE(price.coupons[0].off.minor, 3000);
        QCOMPARE(price.coupons[1].off.minor, 1690);
        QCOMPARE(price.sum.minor, 19900);
    }

    void showPriceAndCouponsKeepTheirWindows()
    {
        Sku one = sku(19900);
        one.showPrice = Money {15900, u"CNY"_s};
        one.showFrom = kNow;
        one.showUntil = kNow + 1h;
        QCOMPARE(priceNow(one, kNow - 1ms).minor, 19900);
        QCOMPARE(priceNow(one, kNow).minor, 15900);
        QCOMPARE(priceNow(one, kNow + 1h).minor, 19900);
        Coupon late = fixed(1000, 0, false);
        late.from = kNow + 1ms;
        QCOMPARE(finalPrice(product(one, {late}), one, 1, kNow).total.minor, 15900);
    }

    void rowShowsTheLowestPriceInStock()
    {
        Product two = product(sku(19900), {});
        Sku gone = sku(9900);
        gone.sku = u"S-2"_s;
        gone.stock = 0;
        two.skus.append(gone);
        const ProductRow row = rowOf(two, kNow);
        QCOMPARE(row.from.minor, 19900);
        QVERIFY(row.onePrice);
        QCOMPARE(row.stock, 10);
    }

    // Whatever the coupons: never below zero, never above the sum, off adds up, and no single coupon alone is cheaper.
    void isNeverBeatenByOneCouponAlone()
    {
        const quint64 seed = std::random_device {}();
        std::mt19937_64 random(seed);
        const auto upTo = [&](qint64 most) { return qint64(random() % quint64(most + 1)); };
        for (int round = 0; round < 3000; ++round) {
            QList<Coupon> coupons;
            for (qint64 left = upTo(5); left > 0; --left) {
                coupons.append(upTo(1) ? fixed(1 + upTo(9000), upTo(30000), upTo(1))
                                       : percent(1 + upTo(9999), upTo(30000), upTo(1), upTo(1) * upTo(4000)));
            }
            const Sku one = sku(upTo(20000));
            const qint64 quantity = 1 + upTo(4);
            const FinalPrice best = finalPrice(product(one, coupons), one, quantity, kNow);
            qint64 off = 0;
            for (const CouponUse& use : best.coupons)
                off += use.off.minor;
            const QByteArray where = "seed " + QByteArray::number(seed) + " round " + QByteArray::number(round);
            QVERIFY2(best.total.minor >= 0 && best.total.minor == best.sum.minor - off, where.constData());
            for (Coupon each : coupons) {
                each.stackable = false;
                QVERIFY2(
                    finalPrice(product(one, {each}), one, quantity, kNow).total.minor >= best.total.minor, where.constData());
            }
        }
    }

    void refusesFactsThatDoNotHoldTogether()
    {
        const Product good = product(sku(100), {percent(1000, 0, false)});
        QVERIFY(check(good));
        Product bad = good;
        bad.skus.append(good.skus.first());
        QCOMPARE(check(bad).error().field, u"skus.sku"_s);
        bad = good;
        bad.skus.append(Sku {u"S-2"_s, {}, {100, u"USD"_s}, {}, {}, {}, 1});
        QCOMPARE(check(bad).error().field, u"skus.price"_s);
        bad = good;
        bad.coupons[0].value = 10001;
        QCOMPARE(check(bad).error().field, u"coupons.value"_s);
    }
};

QTEST_GUILESS_MAIN(TestProduct)
#include "tst_product.moc"
