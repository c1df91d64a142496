// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "app/knowledge/articleservice.h"
#include "tests/support/panelfixture.h"

namespace greenroom {

using namespace Qt::StringLiterals;

class TestArticleService : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void typingAsksOnceAndSuggestionsComeBackAfterwards()
    {
        PanelFixture desk;
        ArticleService articles(*desk.link, desk.workspace, nullptr);
        const QAbstractItemModelTester tester(articles.found(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.connect();
        desk.server.mustReceive<FindArticles>();
        desk.server.answer<FindArticles>({});
        articles.suggestFor(u"什么时候发货"_s);
        QCOMPARE(desk.server.mustReceive<FindArticles>().text, u"什么时候发货"_s);
        articles.find(u"r"_s);
        articles.find(u"re"_s);
        articles.find(u"ref"_s);
        QCOMPARE(desk.server.mustReceive<FindArticles>().text, u"ref"_s);
        desk.server.answer<FindArticles>({{{ArticleId(testId(14, 1)), u"en"_s, u"Refunds"_s, u"After sales"_s, u"…"_s}}});
        QCOMPARE(articles.found()->index(0).data().toString(), u"Refunds"_s);
        articles.find({});
        QCOMPARE(desk.server.mustReceive<FindArticles>().text, u"什么时候发货"_s);
        QVERIFY(desk.server.nothingElse());
    }

    void whatIsRefusedForTheMomentIsAskedAgain()
    {
        PanelFixture desk;
        ArticleService articles(*desk.link, desk.workspace, nullptr);
        desk.connect();
        desk.server.mustReceive<FindArticles>();
        desk.server.refuse<FindArticles>(Code::unavailable);
        QCOMPARE(articles.state().phase, PanelState::Phase::failed);
        desk.server.mustReceive<FindArticles>();
        desk.server.answer<FindArticles>({});
        QCOMPARE(articles.state().phase, PanelState::Phase::ready);
    }

    void aKnownArticleIsShownAtOnceAndAgainOnlyWhenItChanged()
    {
        PanelFixture desk;
        ArticleService articles(*desk.link, desk.workspace, nullptr);
        desk.connect();
        desk.server.ignoreRest();
        Article article;
        article.id = ArticleId(testId(14, 1));
        article.key = article.title = article.body = u"x"_s;
        article.language = u"en"_s;
        QStringList shown;
        const auto show = [&](const Result<Article>& read) { shown += read->body; };
        articles.read(article.id, this, show);
        desk.server.mustReceive<ReadArticle>();
        desk.server.answer<ReadArticle>({article});
        articles.read(article.id, this, show);
        QTRY_COMPARE(shown.size(), 2);
        desk.server.mustReceive<ReadArticle>();
        desk.server.answer<ReadArticle>({article});
        QCOMPARE(shown.size(), 2);
        articles.read(article.id, this, show);
        desk.server.mustReceive<ReadArticle>();
        article.body = u"y"_s;
        desk.server.answer<ReadArticle>({article});
        QCOMPARE(shown.last(), u"y"_s);
    }
};

} // namespace greenroom

QTEST_GUILESS_MAIN(greenroom::TestArticleService)
#include "tst_articleservice.moc"
