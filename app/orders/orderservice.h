// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/orders/ordermodel.h"
#include "app/panels/conversationquery.h"
#include "core/protocol/orders.h"

namespace greenroom {

/// The open customer's orders, there before anybody asks, and a search over the shop's. Main thread.
class OrderService final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderService)
public:
    OrderService(Link& link, Workspace& workspace, QObject* parent);

    OrderModel* customerOrders() { return &m_orders; }
    const PanelState& state() const { return m_state; }
    void refresh() { m_query.refresh(); }

    OrderRowModel* found() { return &m_found; }
    const PanelState& findState() const { return m_findState; }
    /// By number, tracking number, buyer's name or phone tail; an answer to an older question is ignored.
    void find(const QString& text);

    /// One whole order; the callback is not called once the context is gone.
    void read(const QString& number, QObject* context, std::function<void(Result<Order>)> callback);
    /// Into the open conversation, with the facts as they are now.
    void sendCard(const Order& order);
    void insertNumber(const Order& order) { m_workspace.requestInsertText(order.number); }

Q_SIGNALS:
    void stateChanged();
    void findStateChanged();

private:
    Link& m_link;
    Workspace& m_workspace;
    OrderModel m_orders;
    OrderRowModel m_found;
    PanelState m_state;
    PanelState m_findState;
    int m_asked = 0;
    ConversationQuery<OrdersOfConversation> m_query;
};

} // namespace greenroom
