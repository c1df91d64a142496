// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/knowledge/articlemodel.h"

namespace greenroom {

QVariant ArticleModel::valueOf(const ArticleHit& hit, int role) const
{
    if (role == Qt::DisplayRole)
        return hit.title;
    switch (Role(role)) {
    case Role::Title: return hit.title;
    case Role::Category: return hit.category;
    case Role::Language: return hit.language;
    case Role::Excerpt: return hit.excerpt;
    }
    return {};
}

} // namespace greenroom
