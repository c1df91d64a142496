// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sending/sendingrule.h"
#include "core/protocol/message.h"

namespace greenroom {

struct SendingRuleList {
    QList<SendingRule> rules; ///< in the order they are applied
    qint64 total = 0;
    static constexpr auto fields = std::tuple {
        field("rules", &SendingRuleList::rules), field("total", &SendingRuleList::total)};
    friend bool operator==(const SendingRuleList&, const SendingRuleList&) = default;
};

/// The shop's rules before sending, or the product's own if it has none, a page at a time: the desktop warns by them as one
/// writes, the server holds what is sent against them in any case.
struct ListSendingRules {
    static constexpr QLatin1StringView type {"listSendingRules"};
    static constexpr Roles roles = kDeskRoles;
    using Reply = SendingRuleList;
    qint64 from = 0;
    qint64 limit = 20;
    static constexpr auto fields = std::tuple {
        field("from", &ListSendingRules::from, between(0, 1'000)), field("limit", &ListSendingRules::limit, between(1, 20))};
    friend bool operator==(const ListSendingRules&, const ListSendingRules&) = default;
};

} // namespace greenroom
