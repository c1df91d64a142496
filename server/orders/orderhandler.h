// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/coordinator/coordinator.h"

namespace greenroom {

/// Answers what is asked about orders. Orders come by import; nothing here changes one.
class OrderHandler {
public:
    explicit OrderHandler(Coordinator& coordinator);
};

} // namespace greenroom
