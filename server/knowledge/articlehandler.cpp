// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/knowledge/articlehandler.h"

#include <QRegularExpression>

#include "core/text/analyzer.h"
#include "server/knowledge/articletable.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kExcerpt = 160;
constexpr qsizetype kLead = 40;
constexpr qint64 kSpare = 20; // hits that may turn out to be out of their time

bool speaks(const Article& article, const std::optional<QString>& language)
{
    return !language || article.language.section(u'-', 0, 0).compare(language->section(u'-', 0, 0), Qt::CaseInsensitive) == 0;
}

ArticleHit hitOf(const Article& article, const QString& words)
{
    return {article.id, article.language, article.title, article.category, excerptOf(article.body, words)};
}

Result<ArticleList> newest(Database& database, ShopId shop, const FindArticles& ask, Instant now)
{
    auto latest = ArticleTable::latest(database, shop, ask.limit * 4);
    if (!latest)
        return latest.error();
    ArticleList list;
    for (const Article& article : *latest)
        if (list.hits.size() < ask.limit && isValid(article, now) && speaks(article, ask.language))
            list.hits.append(hitOf(article, {}));
    return list;
}

Result<ArticleList> findArticles(ArticleIndex& index, Database& database, ShopId shop, const FindArticles& ask, Instant now)
{
    if (ask.text.trimmed().isEmpty())
        return newest(database, shop, ask, now);
    if (auto done = catchUp(index, database, shop); !done)
        return done.error();
    auto ids = index.search(shop, ask.text, ask.language, ask.limit + kSpare);
    if (!ids)
        return ids.error();
    ArticleList list;
    for (ArticleId id : *ids) {
        if (list.hits.size() >= ask.limit)
            break;
        auto article = ArticleTable::find(database, shop, id);
        if (!article)
            return article.error();
        if (*article && isValid(**article, now))
            list.hits.append(hitOf(**article, ask.text));
    }
    return list;
}

} // namespace

Result<void> catchUp(ArticleIndex& index, Database& database, ShopId shop)
{
    auto newestRevision = ArticleTable::revision(database, shop);
    if (!newestRevision)
        return newestRevision.error();
    auto held = index.revision(shop);
    if (!held)
        return held.error();
    if (*held >= *newestRevision)
        return {};
    auto changed = ArticleTable::changedAfter(database, shop, *held);
    if (!changed)
        return changed.error();
    return index.update(shop, *changed, *newestRevision);
}

QString excerptOf(const QString& markdown, const QString& words)
{
    static const QRegularExpression marks(u"^#+\\s*|[*`>|]|\\[|\\]\\([^)]*\\)"_s, QRegularExpression::MultilineOption);
    const QString plain = QString(markdown).remove(marks).simplified();
    qsizetype at = -1;
    for (const Token& token : analyze(words)) {
        if (token.kind == Token::Kind::ideograph || isStopWord(token.text))
            continue;
        const qsizetype found = plain.indexOf(token.text, 0, Qt::CaseInsensitive);
        if (found >= 0 && (at < 0 || found < at))
            at = found;
    }
    const qsizetype from = std::max<qsizetype>(0, at - kLead);
    QString excerpt = plain.mid(from, kExcerpt);
    if (from > 0)
        excerpt.prepend(u'…');
    if (from + kExcerpt < plain.size())
        excerpt.append(u'…');
    return excerpt;
}

ArticleHandler::ArticleHandler(Coordinator& coordinator, const QString& indexFolder)
    : m_index(std::make_shared<ArticleIndex>(indexFolder))
{
    coordinator.on<FindArticles>([&coordinator, index = m_index](const Call<FindArticles>& call) {
        coordinator.read<ArticleList>([index, shop = call.who.shop, ask = call.body, now = coordinator.now()](
                                          Database& database) { return findArticles(*index, database, shop, ask, now); },
            [call](const Result<ArticleList>& found) { call.answer(found); });
    });
    coordinator.on<ReadArticle>([&coordinator](const Call<ReadArticle>& call) {
        coordinator.read<ArticleRead>(
            [shop = call.who.shop, id = call.body.article](Database& database) -> Result<ArticleRead> {
                auto found = ArticleTable::find(database, shop, id);
                if (!found)
                    return found.error();
                return *found ? Result<ArticleRead>(ArticleRead {**found}) : Error {Code::notFound, u"article"_s, {}, 0};
            },
            [call](const Result<ArticleRead>& found) { call.answer(found); });
    });
}

} // namespace greenroom
