// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/article.h"
#include "core/protocol/message.h"

namespace greenroom {

struct ArticleList {
    QList<ArticleHit> hits; ///< best first
    static constexpr auto fields = std::tuple {field("hits", &ArticleList::hits)};
    friend bool operator==(const ArticleList&, const ArticleList&) = default;
};

/// Articles of this shop that answer the words, best first; without text, those changed last. Only valid ones.
struct FindArticles {
    static constexpr QLatin1StringView type {"findArticles"};
    static constexpr Roles roles = kDeskRoles.with(Role::editor);
    using Reply = ArticleList;
    QString text;
    std::optional<QString> language; ///< only these: "zh" finds zh-CN and zh-TW
    qint64 limit = 10;
    static constexpr auto fields = std::tuple {field("text", &FindArticles::text, maxChars(500)),
        field("language", &FindArticles::language, maxChars(35)), field("limit", &FindArticles::limit, between(1, 50))};
    friend bool operator==(const FindArticles&, const FindArticles&) = default;
};

struct ArticleRead {
    Article article;
    static constexpr auto fields = std::tuple {field("article", &ArticleRead::article)};
    friend bool operator==(const ArticleRead&, const ArticleRead&) = default;
};
struct ReadArticle {
    static constexpr QLatin1StringView type {"readArticle"};
    static constexpr Roles roles = kDeskRoles.with(Role::editor);
    using Reply = ArticleRead;
    ArticleId article;
    static constexpr auto fields = std::tuple {field("article", &ReadArticle::article)};
    friend bool operator==(const ReadArticle&, const ReadArticle&) = default;
};

} // namespace greenroom
