// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include "core/domain/article.h"
#include "core/domain/automatic.h"
#include "core/domain/order.h"
#include "core/domain/phrase.h"
#include "core/domain/product.h"
#include "core/domain/sending/sendingrule.h"

// What a record means. Amounts are texts in the main unit ("39.90") in the record's `currency` (CNY if none is given), times
// ISO 8601 with an offset or milliseconds; what may be empty may be left out. Errors name the field.
namespace greenroom {

/// `lines` is a list; a record with `sku`, `title`, `quantity`, `price` instead is an order of one line. Without `total` it is
/// worked out. check() holds for the result.
Result<Order> orderFrom(const QJsonObject& record, OrderId id, Instant now);
/// `skus` is a list; a record with `sku`, `price`, `stock` instead is a product of one SKU. A percent coupon's `value` is in
/// percent ("15"), a fixed one's an amount. check() holds for the result.
Result<Product> productFrom(const QJsonObject& record, ProductId id);
/// `tags` is a list or a text with commas.
Result<Article> articleFrom(const QJsonObject& record, ArticleId id, Instant now);
Result<Phrase> phraseFrom(const QJsonObject& record, PhraseId id);
/// `words` and `allowed` are lists or texts with commas.
Result<SendingRule> ruleFrom(const QJsonObject& record);
/// `seconds` is when a waiting message is said; without `text` it is one that is taken away.
Result<AutomaticMessage> automaticFrom(const QJsonObject& record);

} // namespace greenroom
