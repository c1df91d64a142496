// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/products/productmodel.h"

namespace greenroom {

QVariant ProductModel::valueOf(const PricedProduct& priced, int role) const
{
    if (role == Qt::DisplayRole)
        return priced.product.title;
    switch (Role(role)) {
    case Role::Code: return priced.product.code;
    case Role::Title: return priced.product.title;
    case Role::Lowest: return QVariant::fromValue(rowOf(priced.product, priced.at).from);
    case Role::Stock: return rowOf(priced.product, priced.at).stock;
    case Role::Value: return QVariant::fromValue(priced);
    }
    return {};
}

QVariant ProductRowModel::valueOf(const ProductRow& row, int role) const
{
    if (role == Qt::DisplayRole)
        return row.title;
    switch (Role(role)) {
    case Role::Code: return row.code;
    case Role::Title: return row.title;
    case Role::Lowest: return QVariant::fromValue(row.from);
    case Role::OnePrice: return row.onePrice;
    case Role::Stock: return row.stock;
    }
    return {};
}

} // namespace greenroom
