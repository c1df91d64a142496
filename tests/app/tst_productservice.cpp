// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "app/products/productservice.h"
#include "tests/support/panelfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestProductService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCardCarriesWhatTheCustomerPaysNow()
    {
        PanelFixture desk;
        ProductService products(*desk.link, desk.workspace, nullptr);
        const QAbstractItemModelTester tester(products.likely(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy cards(&desk.workspace, &Workspace::sendCardRequested);
        desk.connect();
        desk.open(1);
        Product product;
        product.id = ProductId(testId(13, 1));
        product.code = u"P1"_s;
        product.title = u"灯"_s;
        Sku sku;
        sku.sku = u"P1-A"_s;
        sku.price = {3990, u"CNY"_s};
        sku.stock = 3;
        product.skus = {sku};
        FinalPrice price;
        price.sku = sku.sku;
        price.unit = price.sum = sku.price;
        price.total = {2990, u"CNY"_s};
        desk.server.mustReceive<ProductsOfConversation>();
        desk.server.answer<ProductsOfConversation>({{ProductFacts {product, {price}, {}}}});
        QCOMPARE(products.likely()->rowCount(), 1);
        QCOMPARE(products.likely()->index(0).data(int(ProductModel::Role::Stock)).toLongLong(), 3);
        products.sendCard(*products.likely()->rowAt(0), u"no such"_s);
        QCOMPARE(cards.count(), 0);
        products.sendCard(*products.likely()->rowAt(0), u"P1-A"_s);
        QCOMPARE(std::get<ProductCard>(cards[0][0].value<Content>()).price, (Money {2990, u"CNY"_s}));
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestProductService)
#include "tst_productservice.moc"
