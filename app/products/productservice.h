// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/conversationquery.h"
#include "app/products/productmodel.h"

namespace greenroom {

/// The products the open conversation is likely about, there before anybody asks, and a search over the shop's.
/// Main thread.
class ProductService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductService)
public:
    ProductService(Link& link, Workspace& workspace, QObject* parent);

    ProductModel* likely() { return &m_likely; }
    const PanelState& state() const { return m_state; }
    void refresh() { m_query.refresh(); }

    ProductRowModel* found() { return &m_found; }
    const PanelState& findState() const { return m_findState; }
    /// By code, SKU, title or category; an answer to an older question is ignored.
    void find(const QString& text);

    /// One product by its code or one of its SKUs.
    void read(const QString& code, QObject* context, std::function<void(Result<PricedProduct>)> callback);
    /// This SKU into the open conversation, at what the customer pays now. An unknown SKU sends nothing.
    void sendCard(const PricedProduct& priced, const QString& sku);
    void insert(const QString& text) { m_workspace.requestInsertText(text); }

Q_SIGNALS:
    void stateChanged();
    void findStateChanged();

private:
    Link& m_link;
    Workspace& m_workspace;
    ProductModel m_likely;
    ProductRowModel m_found;
    PanelState m_state;
    PanelState m_findState;
    int m_asked = 0;
    ConversationQuery<ProductsOfConversation> m_query;
};

} // namespace greenroom
