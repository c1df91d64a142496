// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/coordinator/coordinator.h"
#include "server/knowledge/articleindex.h"

namespace greenroom {

/// Finds and reads knowledge articles, on reader threads. They come by import; a search first lets the index catch up.
class ArticleHandler {
public:
    /// `indexFolder` as ArticleIndex.
    ArticleHandler(Coordinator& coordinator, const QString& indexFolder);

private:
    // Shared with jobs still on reader threads when this ends.
    std::shared_ptr<ArticleIndex> m_index;
};

/// Brings the shop's index up to the table. Reader's thread.
Result<void> catchUp(ArticleIndex& index, Database& database, ShopId shop);
/// One line of plain text around the first place that has one of the words, at most 160 characters.
QString excerptOf(const QString& markdown, const QString& words);

} // namespace greenroom
