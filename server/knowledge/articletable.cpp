// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/knowledge/articletable.h"

#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<QList<Article>> all(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<Article> found;
    while (rows->next()) {
        auto article = fromFacts<Article>(rows->get<QString>(1));
        if (!article)
            return article.error();
        article->id = rows->get<ArticleId>(0);
        found.append(*std::move(article));
    }
    return found;
}

} // namespace

Write ArticleTable::put(ShopId shop, const Article& article)
{
    return [shop, article](Database& database) -> Result<void> {
        auto last = revision(database, shop);
        if (!last)
            return last.error();
        auto done = database.run(
            u"INSERT INTO article (shop, article, article_key, language, revision, updated_at, facts) VALUES (?,?,?,?,?,?,?) "
            "ON CONFLICT (shop, article_key, language) DO UPDATE SET revision=excluded.revision, "
            "updated_at=excluded.updated_at, facts=excluded.facts"_s,
            shop, article.id, article.key, article.language, *last + 1, article.updatedAt, toFacts(article));
        return done ? Result<void>() : done.error();
    };
}

Result<std::optional<Article>> ArticleTable::find(Database& database, ShopId shop, ArticleId id)
{
    auto found = all(database.run(u"SELECT article, facts FROM article WHERE shop=? AND article=?"_s, shop, id));
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Article>() : std::optional(found->first());
}

Result<qint64> ArticleTable::revision(Database& database, ShopId shop)
{
    auto rows = database.run(u"SELECT COALESCE(MAX(revision), 0) FROM article WHERE shop=?"_s, shop);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->get<qint64>(0) : 0;
}

Result<QList<Article>> ArticleTable::changedAfter(Database& database, ShopId shop, qint64 revision)
{
    return all(
        database.run(u"SELECT article, facts FROM article WHERE shop=? AND revision>? ORDER BY revision"_s, shop, revision));
}

Result<QList<Article>> ArticleTable::latest(Database& database, ShopId shop, qint64 limit)
{
    return all(
        database.run(u"SELECT article, facts FROM article WHERE shop=? ORDER BY updated_at DESC LIMIT ?"_s, shop, limit));
}

} // namespace greenroom
