// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/rowsmodel.h"
#include "core/domain/order.h"

namespace greenroom {

using OrderValues = RowsModel<Order>;
using OrderRowValues = RowsModel<OrderRow>;

/// Whole orders with their logistics, newest first.
class OrderModel final : public OrderValues {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderModel)
public:
    enum class Role {
        Number = Qt::UserRole + 1, ///< QString: the shop's own; also the display role
        State, ///< int: OrderState
        Title, ///< QString: of the first line
        Pieces, ///< qint64: over all lines
        Total, ///< greenroom::Money
        PlacedAt, ///< qint64 ms since 1970
        Value, ///< greenroom::Order, whole
    };
    Q_ENUM(Role)

    using OrderValues::OrderValues;

protected:
    QVariant valueOf(const Order& order, int role) const override;
};

/// Orders that were found, by the same roles but Value.
class OrderRowModel final : public OrderRowValues {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderRowModel)
public:
    enum class Role {
        Number = Qt::UserRole + 1, ///< QString; also the display role
        State, ///< int: OrderState
        Title, ///< QString: of the first line
        Pieces, ///< qint64
        Total, ///< greenroom::Money
        PlacedAt, ///< qint64 ms since 1970
        Buyer, ///< QString
        PhoneTail, ///< QString: last four digits
    };
    Q_ENUM(Role)

    using OrderRowValues::OrderRowValues;

protected:
    QVariant valueOf(const OrderRow& row, int role) const override;
};

} // namespace greenroom
