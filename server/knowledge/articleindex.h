// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include <QTemporaryDir>

#include "core/base/result.h"
#include "core/domain/article.h"

namespace greenroom {

/// The full-text index of the articles: one Xapian database for each shop, so that no shop's words weigh in another's
/// results. Derived: it can be deleted at any time and is built again from the table.
///
/// Any thread; calls wait for each other, a search takes about a millisecond.
class ArticleIndex {
public:
    /// Where the databases are kept; empty: in a temporary folder, gone at the end.
    explicit ArticleIndex(const QString& folder);
    ~ArticleIndex();

    /// The table's revision up to which it holds this shop's articles. Opens or creates the database; a broken one is
    /// made anew at 0. Errors: storage.
    Result<qint64> revision(ShopId shop);
    /// Takes in changed articles and moves its revision, together or not at all.
    Result<void> update(ShopId shop, const QList<Article>& changed, qint64 revision);
    /// Ids that answer the words, best first: titles weigh three times; a word nobody wrote counts as the nearest that
    /// somebody did. `language`: only articles in it ("zh" for every zh-…). The text is no query language.
    Result<QList<ArticleId>> search(ShopId shop, const QString& text, const std::optional<QString>& language, qint64 limit);

private:
    struct Opened;
    Result<Opened*> open(ShopId shop);

    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_folder;
    std::mutex m_mutex; // guards m_opened and every database in it
    std::map<ShopId, std::unique_ptr<Opened>> m_opened;
};

} // namespace greenroom
