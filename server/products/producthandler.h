// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/coordinator/coordinator.h"

namespace greenroom {

/// Answers what is asked about products. Products come by import; nothing here changes one.
class ProductHandler {
public:
    explicit ProductHandler(Coordinator& coordinator);
};

} // namespace greenroom
