// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QStringList>

#include "core/base/fields.h"
#include "core/base/ids.h"

namespace greenroom {

/// Longest article: code points; also at most 32 KiB of UTF-8, so that it fits a frame.
inline constexpr qint64 kArticleChars = 20'000;

/// A knowledge article (知识条目) in one language. `key` and `language` together are its name in the shop.
struct Article {
    ArticleId id;
    QString key;
    QString language; ///< BCP 47: "zh-CN", "en"
    QString title;
    QString category; ///< layers from the top, "售后/退款"
    QStringList tags;
    QString body; ///< Markdown, shown as such and never as HTML
    std::optional<Instant> validFrom; ///< not shown before
    std::optional<Instant> validUntil; ///< not shown from then on
    Instant updatedAt;

    static constexpr auto fields = std::tuple {field("id", &Article::id), field("key", &Article::key, notEmpty, maxChars(120)),
        field("language", &Article::language, notEmpty, maxChars(35)), field("title", &Article::title, notEmpty),
        field("category", &Article::category), field("tags", &Article::tags, maxItems(20), maxChars(64)),
        field("body", &Article::body, notEmpty, maxChars(kArticleChars)), field("validFrom", &Article::validFrom),
        field("validUntil", &Article::validUntil), field("updatedAt", &Article::updatedAt)};
    friend bool operator==(const Article&, const Article&) = default;
};

/// An article that was found.
struct ArticleHit {
    ArticleId id;
    QString language;
    QString title;
    QString category;
    QString excerpt; ///< plain text around the first place that matched, one line
    static constexpr auto fields = std::tuple {field("id", &ArticleHit::id),
        field("language", &ArticleHit::language, maxChars(35)), field("title", &ArticleHit::title),
        field("category", &ArticleHit::category), field("excerpt", &ArticleHit::excerpt, maxChars(400))};
    friend bool operator==(const ArticleHit&, const ArticleHit&) = default;
};

/// True while it may be shown.
inline bool isValid(const Article& article, Instant now)
{
    return (!article.validFrom || *article.validFrom <= now) && (!article.validUntil || now < *article.validUntil);
}

} // namespace greenroom
