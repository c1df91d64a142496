// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/rowsmodel.h"
#include "core/domain/article.h"

namespace greenroom {

using ArticleHitValues = RowsModel<ArticleHit>;

/// Articles that were found, best first.
class ArticleModel final : public ArticleHitValues {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ArticleModel)
public:
    enum class Role {
        Title = Qt::UserRole + 1, ///< QString; also the display role
        Category, ///< QString: layers from the top, "售后/退款"
        Language, ///< QString: BCP 47
        Excerpt, ///< QString: plain text around what matched
    };
    Q_ENUM(Role)

    using ArticleHitValues::ArticleHitValues;

protected:
    QVariant valueOf(const ArticleHit& hit, int role) const override;
};

} // namespace greenroom
