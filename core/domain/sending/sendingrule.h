// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QStringList>

#include "core/base/fields.h"
#include "core/base/result.h"
#include "core/domain/customer.h"

namespace greenroom {

/// What an agent's message must not be about.
enum class SendingTopic {
    contact, ///< leads off the platform: WeChat, QQ, phone, e-mail, messengers, outside links
    absolute, ///< absolute claims of advertising law
    paidReview, ///< pays for a review, or for taking one back
    privatePayment, ///< payment or transfer past the platform
    words, ///< the shop's own words
};
inline constexpr size_t kSendingTopics = static_cast<size_t>(SendingTopic::words) + 1;

/// What happens to a message in which a rule finds something; later is stricter.
enum class SendingAction {
    off, ///< nothing: the rule is kept for another day
    warn, ///< the agent is told while it is written
    reason, ///< goes out with a reason
    block, ///< does not go out
};

/// One rule before sending (发送前检查).
struct SendingRule {
    static constexpr qint64 kMostWords = 500;
    static constexpr qint64 kWordChars = 80;

    QString name;
    SendingTopic topic = SendingTopic::words;
    SendingAction action = SendingAction::warn;
    std::optional<Channel> channel; ///< none: all
    QStringList words; ///< looked for, beside what the topic looks for by itself
    QStringList allowed; ///< in these nothing is found: the platform's own hotline, the shop's own site
    QString sentence; ///< what the agent is told; empty: the product's own sentence

    static constexpr auto fields = std::tuple {field("name", &SendingRule::name, notEmpty, maxChars(80)),
        field("topic", &SendingRule::topic), field("action", &SendingRule::action), field("channel", &SendingRule::channel),
        field("words", &SendingRule::words, maxItems(kMostWords), maxChars(kWordChars)),
        field("allowed", &SendingRule::allowed, maxItems(kMostWords), maxChars(kWordChars)),
        field("sentence", &SendingRule::sentence, maxChars(200))};
    friend bool operator==(const SendingRule&, const SendingRule&) = default;
};

inline constexpr qint64 kMostSendingRules = 100; ///< of one shop

/// `invalidField` with the place (as "rules[2].words[0]") in `field` and the reason in `detail`, if nothing could be checked
/// by these rules: a bound passed, a name missing or there twice, a word without a letter or digit, own words without words.
Result<void> check(const QList<SendingRule>& rules);

template <>
struct EnumNames<SendingTopic> {
    static constexpr std::array names {
        named(SendingTopic::contact, "contact"),
        named(SendingTopic::absolute, "absolute"),
        named(SendingTopic::paidReview, "paidReview"),
        named(SendingTopic::privatePayment, "privatePayment"),
        named(SendingTopic::words, "words"),
    };
    static_assert(names.size() == kSendingTopics);
};

template <>
struct EnumNames<SendingAction> {
    static constexpr std::array names {
        named(SendingAction::off, "off"),
        named(SendingAction::warn, "warn"),
        named(SendingAction::reason, "reason"),
        named(SendingAction::block, "block"),
    };
};

} // namespace greenroom
