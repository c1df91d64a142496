// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/phrases/phraseservice.h"

#include <QLocale>
#include <QTimer>

#include <algorithm>

#include "core/base/askagain.h"
#include "core/text/pinyin.h"

namespace greenroom {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPage = 200;
constexpr qsizetype kShown = 50;

} // namespace

PhraseService::PhraseService(Link& link, const ShopFeed& feed, const Workspace& workspace, QObject* parent)
    : QObject(parent)
    , m_link(link)
    , m_workspace(workspace)
{
    connect(&m_link, &Link::connected, this, &PhraseService::load);
    connect(&feed, &ShopFeed::phrasesChanged, this, &PhraseService::load);
}

void PhraseService::load()
{
    m_loading.clear();
    m_state = {PanelState::Phase::loading};
    Q_EMIT stateChanged();
    page(++m_asked);
}

void PhraseService::page(int asked)
{
    m_link.request(ListPhrases {m_loading.size(), kPage}, this, [this, asked](const Result<PhraseList>& reply) {
        if (asked != m_asked)
            return;
        if (!reply) {
            m_state = PanelState::failed(reply.error());
            if (isPassing(reply.error()))
                QTimer::singleShot(askAgainAfter(reply.error()), this, [this, asked] {
                    if (asked == m_asked)
                        load();
                });
            Q_EMIT stateChanged();
            return;
        }
        m_loading += reply->phrases;
        if (!reply->phrases.isEmpty() && m_loading.size() < reply->total)
            return page(asked);
        m_all = std::exchange(m_loading, {});
        for (Phrase& phrase : m_all)
            if (phrase.initials.isEmpty())
                phrase.initials = pinyinInitials(phrase.title);
        m_state = {PanelState::Phase::ready};
        match(m_typed);
        Q_EMIT stateChanged();
    });
}

void PhraseService::match(const QString& typed)
{
    m_typed = typed;
    // Of those that fit equally well, the ones in the customer's language come first.
    const QString own = m_language.isEmpty() ? QLocale().name().left(2) : m_language;
    QList<std::pair<int, qsizetype>> ranked;
    for (qsizetype i = 0; i < m_all.size(); ++i)
        if (const auto place = rank(m_all[i], typed))
            ranked.append({2 * *place + (m_all[i].language.startsWith(own) ? 0 : 1), i});
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QList<Phrase> best;
    for (const auto& [place, i] : ranked.first(std::min(ranked.size(), kShown)))
        best.append(m_all[i]);
    m_found.setRows(best);
}

QString PhraseService::expanded(const Phrase& phrase, const QHash<QString, QString>& more) const
{
    QHash<QString, QString> values = more;
    if (const auto& open = m_workspace.open())
        values.insert(u"customer"_s, open->customerName);
    if (const auto& welcome = m_link.welcome(); welcome && welcome->me) {
        values.insert(u"agent"_s, welcome->me->name);
        values.insert(u"shop"_s, welcome->me->shopName);
    }
    return expand(phrase.text, values);
}

bool PhraseService::isHolding(const QString& text, const QHash<QString, QString>& more) const
{
    return std::any_of(m_all.begin(), m_all.end(), [&](const Phrase& phrase) {
        const QString asks = phrase.holding.value_or(false) ? expanded(phrase, more).trimmed() : QString();
        return !asks.isEmpty() && text.contains(asks);
    });
}

} // namespace greenroom
