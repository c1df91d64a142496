// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/article.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `article`. Every look names its shop. Each change of a row takes the shop's next revision, by which the
/// search index knows what it lacks.
class ArticleTable {
public:
    /// Inserts, or replaces the article of that key and language; its id stays.
    static Write put(ShopId shop, const Article& article);

    static Result<std::optional<Article>> find(Database& database, ShopId shop, ArticleId id);
    /// The newest revision; 0 without articles.
    static Result<qint64> revision(Database& database, ShopId shop);
    /// Those changed after that revision, in order.
    static Result<QList<Article>> changedAfter(Database& database, ShopId shop, qint64 revision);
    /// Those changed last, the latest first.
    static Result<QList<Article>> latest(Database& database, ShopId shop, qint64 limit);
};

} // namespace greenroom
