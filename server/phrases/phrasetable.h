// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/phrases.h"
#include "server/log/log.h"

namespace greenroom {

/// The table `phrase`. Every look names its shop.
class PhraseTable {
public:
    /// Inserts, or replaces the phrase of that code and language; its id stays.
    static Write put(ShopId shop, const Phrase& phrase);
    static Result<PhraseList> page(Database& database, ShopId shop, qint64 from, qint64 limit);
};

} // namespace greenroom
