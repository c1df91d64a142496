// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/knowledgepanel.h"

#include <QCoreApplication>

#include "app/knowledge/articleservice.h"
#include "ui/panels/listpanel.h"
#include "ui/panels/panelnotice.h"
#include "ui/words/termwords.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

struct KnowledgeWords {
    Q_DECLARE_TR_FUNCTIONS(greenroom::KnowledgeWords)
};

QVariant read(const QModelIndex& index, ArticleModel::Role role)
{
    return index.data(static_cast<int>(role));
}

void withArticle(
    ArticleService& service, ListPanel* panel, const QModelIndex& index, const std::function<void(const Article&)>& act)
{
    const ArticleHit* hit = service.found()->rowAt(index.row());
    if (!hit)
        return;
    service.read(hit->id, panel, [&service, panel, act, id = hit->id](const Result<Article>& article) {
        if (!article)
            return showFailure(panel, article.error());
        const ArticleHit* now = service.found()->rowAt(panel->current().row());
        if (now && now->id == id)
            act(*article);
    });
}

} // namespace

ListPanel* makeKnowledgePanel(ArticleService& service, QWidget* parent)
{
    auto* panel = new ListPanel(
        u"knowledgePanel"_s, "help-contents"_L1,
        [] {
            return ListPanel::Texts {KnowledgeWords::tr("Knowledge"), KnowledgeWords::tr("Search the knowledge base"),
                KnowledgeWords::tr("No suggestions"),
                KnowledgeWords::tr("Answers that fit what the customer says appear here.")};
        },
        [](const QModelIndex& index) -> PanelRow {
            using Cell = ArticleModel::Role;
            return {read(index, Cell::Title).toString(), read(index, Cell::Category).toString(),
                read(index, Cell::Excerpt).toString()};
        },
        service.found(), service.found(), parent);
    panel->setFind([&service](const QString& text) { service.find(text); });
    panel->setRead([&service, panel](const QModelIndex& index) {
        withArticle(service, panel, index, [panel](const Article& article) {
            QList<Fact> facts {{Fact::Kind::heading, article.title, {}},
                {Fact::Kind::text, KnowledgeWords::tr("%1 · changed %2").arg(article.category, dateText(article.updatedAt)), {},
                    ColorRole::muted}};
            if (article.validUntil)
                facts.append({Fact::Kind::text, KnowledgeWords::tr("Valid until %1").arg(dateText(*article.validUntil)), {},
                    ColorRole::caution});
            facts.append({Fact::Kind::markdown, article.body, {}});
            panel->setFacts(facts);
        });
    });
    panel->addButton(
        u"articleInsert"_s, [] { return KnowledgeWords::tr("Insert into reply"); },
        [&service, panel](const QModelIndex& index) {
            if (const QString chosen = panel->facts()->chosenText(); !chosen.isEmpty())
                return service.insert(chosen);
            withArticle(
                service, panel, index, [&service](const Article& article) { service.insert(plainTextOf(article.body)); });
        });
    const auto notice = [&service, panel] { showState(panel, service.state(), {}); };
    QObject::connect(&service, &ArticleService::stateChanged, panel, notice);
    return panel;
}

} // namespace greenroom
