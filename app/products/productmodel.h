// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/rowsmodel.h"
#include "core/protocol/products.h"

namespace greenroom {

/// A product with what a customer pays now for one piece of each SKU.
struct PricedProduct {
    ProductId id;
    Product product;
    QList<FinalPrice> prices; ///< one for each SKU, in their order
    Instant at; ///< when the prices were worked out

    friend bool operator==(const PricedProduct&, const PricedProduct&) = default;
};

using PricedProductValues = RowsModel<PricedProduct>;
using ProductRowValues = RowsModel<ProductRow>;

/// What the open conversation is likely about, the likeliest first.
class ProductModel final : public PricedProductValues {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductModel)
public:
    enum class Role {
        Code = Qt::UserRole + 1, ///< QString: the shop's own
        Title, ///< QString; also the display role
        Lowest, ///< greenroom::Money: the lowest final price of one piece
        Stock, ///< qint64: over all SKUs
        Value, ///< greenroom::PricedProduct, whole
    };
    Q_ENUM(Role)

    using PricedProductValues::PricedProductValues;

protected:
    QVariant valueOf(const PricedProduct& priced, int role) const override;
};

/// Products that were found.
class ProductRowModel final : public ProductRowValues {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProductRowModel)
public:
    enum class Role {
        Code = Qt::UserRole + 1, ///< QString
        Title, ///< QString; also the display role
        Lowest, ///< greenroom::Money
        OnePrice, ///< bool: every SKU costs that
        Stock, ///< qint64
    };
    Q_ENUM(Role)

    using ProductRowValues::ProductRowValues;

protected:
    QVariant valueOf(const ProductRow& row, int role) const override;
};

} // namespace greenroom
