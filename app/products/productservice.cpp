// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/products/productservice.h"

namespace greenroom {

namespace {

PricedProduct pricedOf(const ProductFacts& facts)
{
    return {facts.product.id, facts.product, facts.prices, facts.at};
}

} // namespace

ProductService::ProductService(Link& link, Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_workspace(workspace)
    , m_query(link, workspace, [this](const ProductsFound* reply, const PanelState& state) {
        if (reply) {
            QList<PricedProduct> rows;
            for (const ProductFacts& facts : reply->products)
                rows.append(pricedOf(facts));
            m_likely.setRows(rows);
        }
        m_state = state;
        Q_EMIT stateChanged();
    })
{
}

void ProductService::find(const QString& text)
{
    const int asked = ++m_asked;
    m_findState = {PanelState::Phase::loading};
    Q_EMIT findStateChanged();
    m_link.request(FindProducts {text.trimmed(), 50}, this, [this, asked](const Result<ProductList>& reply) {
        if (asked != m_asked)
            return;
        m_findState = reply ? PanelState {PanelState::Phase::ready} : PanelState::failed(reply.error());
        if (reply)
            m_found.setRows(reply->rows);
        Q_EMIT findStateChanged();
    });
}

void ProductService::read(const QString& code, QObject* context, std::function<void(Result<PricedProduct>)> callback)
{
    m_link.request(ReadProduct {code}, context, [callback = std::move(callback)](const Result<ProductFacts>& reply) {
        callback(reply ? Result<PricedProduct>(pricedOf(*reply)) : Result<PricedProduct>(reply.error()));
    });
}

void ProductService::sendCard(const PricedProduct& priced, const QString& sku)
{
    for (const FinalPrice& price : priced.prices)
        if (price.sku == sku)
            return m_workspace.requestSendCard(ProductCard {sku, priced.product.title, price.total, priced.product.url});
}

} // namespace greenroom
