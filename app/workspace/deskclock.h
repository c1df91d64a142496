// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QRandomGenerator>

#include "core/base/ids.h"
#include "core/base/instant.h"

namespace greenroom {

/// What time it is on the server, as far as we know: owed-reply clocks must not depend on this machine's clock. It
/// counts by the steady clock between what the server tells, so that setting the machine's clock changes nothing.
class DeskClock {
public:
    DeskClock();

    Instant now() const;
    void setServerTime(Instant serverTime);
    /// For tests and simulations: stands still at this moment until set again.
    void freeze(Instant at);

    /// Names for what we send, in time's order.
    template <class AnyId>
    AnyId nextId()
    {
        return m_ids.next<AnyId>(now());
    }

private:
    Instant m_base;
    std::chrono::steady_clock::time_point m_baseAt;
    std::optional<Instant> m_frozen;
    IdSource m_ids {QRandomGenerator::system()->generate64()};
};

} // namespace greenroom
