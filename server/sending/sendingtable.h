// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/domain/sending/sendingrule.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `sending_rule`: what each shop's messages are checked against before they go out.
class SendingTable {
public:
    /// By shop, each in the order in which its rules came first.
    using Rules = std::map<ShopId, QList<SendingRule>>;

    /// Inserts, or replaces the rule of that name; its place stays.
    static Write put(ShopId shop, const SendingRule& rule);
    static Result<Rules> all(Database& database);
};

} // namespace greenroom
