// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sending/sendingservice.h"

#include <QTimer>

#include "core/base/askagain.h"
#include "core/protocol/sending.h"

namespace greenroom {

namespace {

constexpr qint64 kPage = 20;

} // namespace

SendingService::SendingService(Link& link, const ShopFeed& feed, QObject* parent)
    : QObject(parent)
    , m_link(link)
{
    m_aside.setMaxThreadCount(1);
    prepare(SendingCheck::usualRules());
    connect(&m_link, &Link::connected, this, &SendingService::load);
    connect(&feed, &ShopFeed::sendingRulesChanged, this, &SendingService::load);
}

SendingService::~SendingService()
{
    m_aside.waitForDone();
}

QList<SendingFinding> SendingService::findings(const QString& text, Channel channel) const
{
    return m_check ? m_check->findings(text, channel) : QList<SendingFinding>();
}

void SendingService::prepare(const QList<SendingRule>& rules)
{
    m_aside.start([this, rules, number = ++m_prepared] {
        const auto check = std::make_shared<const SendingCheck>(rules);
        QMetaObject::invokeMethod(this, [this, check, number] {
            if (number != m_prepared)
                return; // there are newer ones
            m_check = check;
            Q_EMIT rulesChanged();
        });
    });
}

void SendingService::load()
{
    m_loading.clear();
    page(++m_asked);
}

void SendingService::page(int asked)
{
    m_link.request(ListSendingRules {m_loading.size(), kPage}, this, [this, asked](const Result<SendingRuleList>& reply) {
        if (asked != m_asked)
            return;
        if (!reply) {
            if (isPassing(reply.error()))
                QTimer::singleShot(askAgainAfter(reply.error()), this, [this, asked] {
                    if (asked == m_asked)
                        load();
                });
            return;
        }
        m_loading += reply->rules;
        if (!reply->rules.isEmpty() && m_loading.size() < reply->total)
            return page(asked);
        if (const QList<SendingRule> rules = std::exchange(m_loading, {}); !m_check || rules != m_check->rules())
            prepare(rules);
    });
}

} // namespace greenroom
