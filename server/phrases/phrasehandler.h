// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/coordinator/coordinator.h"

namespace greenroom {

/// Hands out the shop's quick phrases. They come by import.
class PhraseHandler {
public:
    explicit PhraseHandler(Coordinator& coordinator);
};

} // namespace greenroom
