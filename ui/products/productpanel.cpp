// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/products/productpanel.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPushButton>

#include "app/products/productservice.h"
#include "core/text/display.h"
#include "ui/panels/listpanel.h"
#include "ui/panels/panelnotice.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct ProductWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::ProductWords)
};

using Kind = Fact::Kind;

/// What a row shows, of the likely ones and of the found ones alike.
ProductRow valueOf(ProductService& service, const QModelIndex& index)
{
    if (index.model() == service.likely()) {
        const PricedProduct* priced = service.likely()->rowAt(index.row());
        return priced ? rowOf(priced->product, priced->at) : ProductRow {};
    }
    const ProductRow* row = service.found()->rowAt(index.row());
    return row ? *row : ProductRow {};
}

QString stockText(qint64 stock)
{
    return stock > 0 ? ProductWords::tr("%n in stock", nullptr, static_cast<int>(stock)) : ProductWords::tr("Sold out");
}

QString variantOf(const Sku& sku)
{
    return sku.variant.isEmpty() ? sku.sku : sku.variant;
}

/// What is paid comes first. Where there is no room for both the line is broken between them, and neither is.
QString priceText(const FinalPrice& price)
{
    if (price.total == price.unit)
        return moneyText(price.unit);
    QString text = ProductWords::tr("%1 (was %2)").arg(moneyText(price.total), moneyText(price.unit));
    return text.replace(u' ', QChar::Nbsp).replace(QChar(QChar::Nbsp) + u'(', u" ("_s);
}

QList<Fact> factsOf(const PricedProduct& priced)
{
    const Product& product = priced.product;
    QList<Fact> facts;
    for (qsizetype at = 0; at < product.skus.size() && at < priced.prices.size(); ++at) {
        const Sku& sku = product.skus[at];
        const FinalPrice& price = priced.prices[at];
        facts.append({Kind::item, u"%1 · %2"_s.arg(variantOf(sku), stockText(sku.stock)), priceText(price),
            sku.stock > 0 ? ColorRole::text : ColorRole::muted});
    }
    for (const CouponUse& use : priced.prices.isEmpty() ? QList<CouponUse>() : priced.prices.first().coupons)
        facts.append(
            {Kind::item, use.title.isEmpty() ? use.code : use.title, u"−"_s + moneyText(use.off), ColorRole::positive});
    facts.append({Kind::row, ProductWords::tr("Code"), product.code});
    facts.append({Kind::row, ProductWords::tr("Category"), product.category});
    facts.append({Kind::row, ProductWords::tr("Sizes"), product.sizes});
    facts.append({Kind::row, ProductWords::tr("Shipping"), product.shippingTime});
    facts.append({Kind::row, ProductWords::tr("Returns"), product.returnRule});
    facts.append({Kind::row, ProductWords::tr("Facts"), product.facts});
    return facts;
}

void withProduct(
    ProductService& service, ListPanel* panel, const QModelIndex& index, const std::function<void(const PricedProduct&)>& act)
{
    if (index.model() == service.likely()) {
        if (const PricedProduct* priced = service.likely()->rowAt(index.row()))
            act(*priced);
        return;
    }
    const QString code = valueOf(service, index).code;
    service.read(code, panel, [&service, panel, act, code](const Result<PricedProduct>& product) {
        if (!product)
            return showFailure(panel, product.error());
        if (panel->current().isValid() && valueOf(service, panel->current()).code == code)
            act(*product);
    });
}

/// One SKU goes at once; of several the person chooses.
void sendCard(ProductService& service, QPushButton* button, const PricedProduct& priced)
{
    if (priced.product.skus.size() == 1)
        return service.sendCard(priced, priced.product.skus.first().sku);
    auto* menu = new QMenu(button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (qsizetype at = 0; at < priced.product.skus.size() && at < priced.prices.size(); ++at) {
        const Sku& sku = priced.product.skus[at];
        const QString title = u"%1 · %2"_s.arg(safeName(variantOf(sku)), moneyText(priced.prices[at].total));
        QAction* choice = menu->addAction(QString(title).replace(u'&', u"&&"_s));
        QObject::connect(
            choice, &QAction::triggered, button, [&service, priced, code = sku.sku] { service.sendCard(priced, code); });
    }
    menu->popup(button->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

} // namespace

ListPanel* makeProductPanel(ProductService& service, QWidget* parent)
{
    auto* panel = new ListPanel(
        u"productPanel"_s, "package"_L1,
        [] {
            return ListPanel::Texts {ProductWords::tr("Products"), ProductWords::tr("Code, name or category"),
                ProductWords::tr("No products"), ProductWords::tr("Find one by code, name or category.")};
        },
        [&service](const QModelIndex& index) -> PanelRow {
            const ProductRow row = valueOf(service, index);
            return {row.title, stockText(row.stock),
                row.onePrice ? u"%1 · %2"_s.arg(moneyText(row.from), row.code)
                             : ProductWords::tr("from %1 · %2").arg(moneyText(row.from), row.code),
                row.stock > 0 ? ColorRole::muted : ColorRole::critical};
        },
        service.likely(), service.found(), parent);
    panel->setFind([&service](const QString& text) { service.find(text); });
    panel->setRead([&service, panel](const QModelIndex& index) {
        withProduct(service, panel, index, [panel](const PricedProduct& priced) { panel->setFacts(factsOf(priced)); });
    });
    panel->addButton(
        u"productInsert"_s, [] { return ProductWords::tr("Insert facts"); },
        [&service, panel](const QModelIndex& index) {
            if (const QString chosen = panel->facts()->chosenText(); !chosen.isEmpty())
                return service.insert(chosen);
            withProduct(service, panel, index, [&service](const PricedProduct& priced) {
                const ProductRow row = rowOf(priced.product, priced.at);
                service.insert(u"%1 %2 %3"_s.arg(row.title, moneyText(row.from), priced.product.shippingTime).trimmed());
            });
        });
    auto* card = panel->addButton(u"productCard"_s, [] { return ProductWords::tr("Send card"); }, {});
    QObject::connect(card, &QPushButton::clicked, panel, [&service, panel, card] {
        withProduct(service, panel, panel->current(),
            [&service, card](const PricedProduct& priced) { sendCard(service, card, priced); });
    });
    const auto notice = [&service, panel] { showState(panel, service.state(), service.findState()); };
    QObject::connect(&service, &ProductService::stateChanged, panel, notice);
    QObject::connect(&service, &ProductService::findStateChanged, panel, notice);
    return panel;
}

} // namespace greenroom
