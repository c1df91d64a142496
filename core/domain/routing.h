// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"
#include "core/base/ids.h"
#include "core/base/instant.h"

namespace greenroom {

/// How a queue hands out its conversations.
enum class QueueMode {
    direct, ///< assigned at once
    offer, ///< offered to one agent, who accepts or declines before the countdown ends
};

template <>
struct EnumNames<QueueMode> {
    static constexpr std::array names {named(QueueMode::direct, "direct"), named(QueueMode::offer, "offer")};
};

/// A queue's rules.
struct QueueRules {
    QueueId id;
    ShopId shop;
    QString name;
    QueueMode mode = QueueMode::direct;
    std::chrono::seconds offerFor {20}; ///< countdown of an offer, 5 s to 300 s
    std::chrono::hours stickyFor {72}; ///< how long the last agent is preferred; 0: never

    friend bool operator==(const QueueRules&, const QueueRules&) = default;
};

} // namespace greenroom
