// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/products/producttable.h"

#include "server/log/facts.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

Result<QList<Product>> all(Result<Rows> rows)
{
    if (!rows)
        return rows.error();
    QList<Product> found;
    while (rows->next()) {
        auto product = fromFacts<Product>(rows->get<QString>(1));
        if (!product)
            return product.error();
        product->id = rows->get<ProductId>(0);
        found.append(*std::move(product));
    }
    return found;
}

Result<std::optional<Product>> first(Result<Rows> rows)
{
    auto found = all(std::move(rows));
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<Product>() : std::optional(found->first());
}

Result<void> putSkus(Database& database, ShopId shop, ProductId id, const Product& product)
{
    if (auto done = database.run(u"DELETE FROM product_sku WHERE shop=? AND product=?"_s, shop, id); !done)
        return done.error();
    for (const Sku& sku : product.skus) {
        auto taken = database.run(u"SELECT product FROM product_sku WHERE shop=? AND sku=?"_s, shop, sku.sku);
        if (!taken)
            return taken.error();
        if (taken->next())
            return Error {Code::input, u"skus.sku"_s, sku.sku + u" belongs to another product"_s, 0};
        auto done = database.run(u"INSERT INTO product_sku (shop, sku, product) VALUES (?,?,?)"_s, shop, sku.sku, id);
        if (!done)
            return done.error();
    }
    return {};
}

} // namespace

Write ProductTable::put(ShopId shop, const Product& product)
{
    return [shop, product](Database& database) -> Result<void> {
        auto done = database.run(
            u"INSERT INTO product (shop, product, code, folded, url, facts) VALUES (?,?,?,?,?,?) "
            "ON CONFLICT (shop, code) DO UPDATE SET folded=excluded.folded, url=excluded.url, facts=excluded.facts"_s,
            shop, product.id, product.code, foldedText(product.title + u' ' + product.category).left(500), product.url,
            toFacts(product));
        if (!done)
            return done.error();
        auto row = database.run(u"SELECT product FROM product WHERE shop=? AND code=?"_s, shop, product.code);
        if (!row)
            return row.error();
        row->next();
        return putSkus(database, shop, row->get<ProductId>(0), product);
    };
}

Result<std::optional<Product>> ProductTable::find(Database& database, ShopId shop, const QString& codeOrSku)
{
    auto byCode = first(database.run(u"SELECT product, facts FROM product WHERE shop=? AND code=?"_s, shop, codeOrSku));
    if (!byCode || *byCode)
        return byCode;
    return first(database.run(u"SELECT p.product, p.facts FROM product_sku s JOIN product p ON p.shop=s.shop AND "
                              "p.product=s.product WHERE s.shop=? AND s.sku=?"_s,
        shop, codeOrSku));
}

Result<std::optional<Product>> ProductTable::findByUrl(Database& database, ShopId shop, const QString& url)
{
    return first(database.run(u"SELECT product, facts FROM product WHERE shop=? AND url=? ORDER BY code"_s, shop, url));
}

Result<ProductList> ProductTable::search(Database& database, ShopId shop, const QString& text, qint64 limit, Instant now)
{
    const QString wanted = text.trimmed();
    const QString after = afterPrefix(wanted);
    const QString anywhere = likeAnywhere(foldedText(wanted));
    auto found = all(database.run(
        u"SELECT product, facts FROM product p WHERE shop=? AND ((code>=? AND code<?) OR folded LIKE ? ESCAPE '\\' OR "
        "EXISTS (SELECT 1 FROM product_sku s WHERE s.shop=p.shop AND s.product=p.product AND s.sku>=? AND s.sku<?)) "
        "ORDER BY code LIMIT ?"_s,
        shop, wanted, after, anywhere, wanted, after, limit));
    if (!found)
        return found.error();
    auto total = database.run(
        u"SELECT COUNT(*) FROM product p WHERE shop=? AND ((code>=? AND code<?) OR folded LIKE ? ESCAPE '\\' OR "
        "EXISTS (SELECT 1 FROM product_sku s WHERE s.shop=p.shop AND s.product=p.product AND s.sku>=? AND s.sku<?))"_s,
        shop, wanted, after, anywhere, wanted, after);
    if (!total)
        return total.error();
    ProductList list;
    if (total->next())
        list.total = total->get<qint64>(0);
    for (const Product& product : *found)
        list.rows.append(rowOf(product, now));
    return list;
}

} // namespace greenroom
