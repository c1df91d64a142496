// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/orders/ordermodel.h"

namespace greenroom {

QVariant OrderModel::valueOf(const Order& order, int role) const
{
    if (role == Qt::DisplayRole)
        return order.number;
    switch (Role(role)) {
    case Role::Number: return order.number;
    case Role::State: return int(order.state);
    case Role::Title: return order.lines.isEmpty() ? QString() : order.lines.first().title;
    case Role::Pieces: return rowOf(order).pieces;
    case Role::Total: return QVariant::fromValue(order.total);
    case Role::PlacedAt: return toMillis(order.placedAt);
    case Role::Value: return QVariant::fromValue(order);
    }
    return {};
}

QVariant OrderRowModel::valueOf(const OrderRow& row, int role) const
{
    if (role == Qt::DisplayRole)
        return row.number;
    switch (Role(role)) {
    case Role::Number: return row.number;
    case Role::State: return int(row.state);
    case Role::Title: return row.title;
    case Role::Pieces: return row.pieces;
    case Role::Total: return QVariant::fromValue(row.total);
    case Role::PlacedAt: return toMillis(row.placedAt);
    case Role::Buyer: return row.buyer;
    case Role::PhoneTail: return row.phoneTail;
    }
    return {};
}

} // namespace greenroom
