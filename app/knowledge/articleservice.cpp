// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/knowledge/articleservice.h"

#include <QTimer>

#include "core/base/askagain.h"

namespace greenroom {

namespace {

constexpr Millis kPause {120};
constexpr qsizetype kSuggestChars = 500;

} // namespace

ArticleService::ArticleService(Link& link, Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_workspace(workspace)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ArticleService::ask);
    connect(&m_link, &Link::connected, this, &ArticleService::ask);
    connect(&m_workspace, &Workspace::conversationChanged, this, [this] { suggestFor({}); });
}

void ArticleService::find(const QString& text)
{
    if (m_text == text.trimmed())
        return;
    m_text = text.trimmed();
    m_pause.start();
}

void ArticleService::suggestFor(const QString& customerText)
{
    if (m_suggestFor == customerText)
        return;
    m_suggestFor = customerText.left(kSuggestChars);
    if (m_text.isEmpty())
        m_pause.start();
}

void ArticleService::ask()
{
    m_pause.stop();
    const int asked = ++m_asked;
    m_state = {PanelState::Phase::loading};
    Q_EMIT stateChanged();
    const FindArticles request {m_text.isEmpty() ? m_suggestFor : m_text, {}, m_text.isEmpty() ? 5 : 20};
    m_link.request(request, this, [this, asked](const Result<ArticleList>& reply) {
        if (asked != m_asked)
            return;
        m_state = reply ? PanelState {PanelState::Phase::ready} : PanelState::failed(reply.error());
        if (reply)
            m_found.setRows(reply->hits);
        else if (isPassing(reply.error()))
            QTimer::singleShot(askAgainAfter(reply.error()), this, [this, asked] {
                if (asked == m_asked)
                    ask();
            });
        Q_EMIT stateChanged();
    });
}

void ArticleService::read(ArticleId article, QObject* context, std::function<void(Result<Article>)> callback)
{
    const auto reply = whileAlive<Result<Article>>(context, std::move(callback));
    if (const Article* known = m_known.object(article))
        QMetaObject::invokeMethod(
            this, [reply, value = *known] { reply(value); }, Qt::QueuedConnection);
    // Asked all the same: a wrong old answer is worse than a second later.
    m_link.request(ReadArticle {article}, this, [this, reply, article](const Result<ArticleRead>& read) {
        if (read) {
            const Article* before = m_known.object(article);
            const bool same = before && *before == read->article;
            m_known.insert(article, new Article(read->article));
            if (!same)
                reply(read->article);
        } else if (!m_known.contains(article)) {
            reply(read.error());
        }
    });
}

} // namespace greenroom
