// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/orders/orderservice.h"

namespace greenroom {

OrderService::OrderService(Link& link, Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_workspace(workspace)
    , m_query(link, workspace, [this](const CustomerOrders* reply, const PanelState& state) {
        if (reply)
            m_orders.setRows(reply->orders);
        m_state = state;
        Q_EMIT stateChanged();
    })
{
}

void OrderService::find(const QString& text)
{
    const int asked = ++m_asked;
    m_findState = {PanelState::Phase::loading};
    Q_EMIT findStateChanged();
    m_link.request(FindOrders {text.trimmed(), 50}, this, [this, asked](const Result<OrderList>& reply) {
        if (asked != m_asked)
            return;
        m_findState = reply ? PanelState {PanelState::Phase::ready} : PanelState::failed(reply.error());
        if (reply)
            m_found.setRows(reply->rows);
        Q_EMIT findStateChanged();
    });
}

void OrderService::read(const QString& number, QObject* context, std::function<void(Result<Order>)> callback)
{
    m_link.request(ReadOrder {number}, context, [callback = std::move(callback)](const Result<OrderFacts>& reply) {
        callback(reply ? Result<Order>(reply->order) : Result<Order>(reply.error()));
    });
}

void OrderService::sendCard(const Order& order)
{
    const QString title = order.lines.isEmpty() ? QString() : order.lines.first().title;
    m_workspace.requestSendCard(OrderCard {order.number, title, QString(enumName(order.state)), order.total});
}

} // namespace greenroom
