// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "core/domain/automatic.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `automatic_message`: what each shop has said to its customers by itself.
class AutomaticTable {
public:
    /// By shop, each in the order in which its messages came first.
    using Messages = std::map<ShopId, QList<AutomaticMessage>>;

    /// Inserts, or replaces the one of that moment, language and time; its place stays. One without a text is taken away.
    static Write put(ShopId shop, const AutomaticMessage& message);
    static Result<Messages> all(Database& database);
};

} // namespace greenroom
