// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sending/sendingcheck.h"

#include <algorithm>
#include <optional>

#include "core/domain/sending/topicfinder.h"

namespace greenroom {

using sending::Span;

SendingCheck::SendingCheck(QList<SendingRule> rules)
    : m_rules(std::move(rules))
{
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        for (const QString& word : m_rules[i].words)
            m_own.add(word, true, int(2 * i));
        for (const QString& allowed : m_rules[i].allowed)
            m_own.add(allowed, false, int(2 * i + 1));
    }
    m_own.prepare();
    sending::TopicFinder::prepare();
}

QList<SendingRule> SendingCheck::usualRules()
{
    const auto rule = [](SendingTopic topic, SendingAction action) {
        return SendingRule {QString(enumName(topic)), topic, action, {}, {}, {}, {}};
    };
    return {rule(SendingTopic::contact, SendingAction::block), rule(SendingTopic::privatePayment, SendingAction::block),
        rule(SendingTopic::paidReview, SendingAction::block), rule(SendingTopic::absolute, SendingAction::warn)};
}

bool SendingCheck::holds(const SendingRule& rule, Channel channel) const
{
    return rule.action != SendingAction::off && rule.channel.value_or(channel) == channel;
}

QList<SendingFinding> SendingCheck::ofCode(Channel channel) const
{
    QList<SendingFinding> found;
    for (qsizetype i = 0; i < m_rules.size(); ++i)
        if (m_rules[i].topic == SendingTopic::contact && holds(m_rules[i], channel))
            found.append({i, SendingTopic::contact, m_rules[i].action, 0, 0});
    return found;
}

QList<SendingFinding> SendingCheck::findings(const QString& text, Channel channel) const
{
    const std::vector<Sign> signs = unfold(text);
    const sending::TopicFinder topics(signs);
    struct Own {
        std::vector<Span> words;
        std::vector<Span> allowed;
    };
    std::vector<Own> own(m_own.isEmpty() ? 0 : size_t(m_rules.size()));
    m_own.walk(signs, [&](int value, qsizetype first, qsizetype last) {
        Own& rule = own[size_t(value / 2)];
        (value % 2 ? rule.allowed : rule.words).push_back({first, last});
    });

    // Most rules allow nothing that is in the text: what their topic finds is then the same for all of them.
    std::array<std::optional<std::vector<Span>>, kSendingTopics> usual;
    QList<SendingFinding> found;
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        const SendingRule& rule = m_rules[i];
        if (!holds(rule, channel))
            continue;
        const Own none;
        const Own& ours = own.empty() ? none : own[size_t(i)];
        std::vector<Span> spans;
        if (ours.allowed.empty()) {
            auto& shared = usual[size_t(rule.topic)];
            if (!shared)
                shared = topics.find(rule.topic, {});
            spans = *shared;
        } else {
            spans = topics.find(rule.topic, ours.allowed);
        }
        sending::Cover allowed(ours.allowed.empty() ? 0 : signs.size());
        for (const Span& each : ours.allowed)
            allowed.add(each);
        for (const Span& word : ours.words)
            if (allowed.isEmpty() || !allowed.holds(word, false))
                spans.push_back(word);
        for (const Span& each : ours.words.empty() ? spans : sending::joined(std::move(spans))) {
            const qsizetype from = signs[size_t(each.first)].from;
            found.append({i, rule.topic, rule.action, from, signs[size_t(each.last)].end - from});
        }
    }
    std::sort(found.begin(), found.end(),
        [](const SendingFinding& a, const SendingFinding& b) { return std::pair(a.from, a.rule) < std::pair(b.from, b.rule); });
    return found;
}

} // namespace greenroom
