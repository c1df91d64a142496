// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "server/coordinator/coordinator.h"

namespace greenroom {

/// The board `shop`: tells desktops when to read anew what they keep a copy of. Coordinator's thread.
class ShopBoard {
public:
    explicit ShopBoard(Coordinator& coordinator)
        : m_coordinator(coordinator)
    {
    }

    /// `what` was changed now: &ShopRow::phrasesAt and its like.
    void changed(ShopId shop, std::optional<Instant> ShopRow::*what)
    {
        ShopRow& row = m_rows[shop];
        row.id = shop;
        row.*what = m_coordinator.now();
        m_coordinator.boards().put({BoardName::shop, shop, {}}, shop.value, 0, row);
    }

private:
    Coordinator& m_coordinator;
    std::map<ShopId, ShopRow> m_rows;
};

} // namespace greenroom
