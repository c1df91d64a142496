// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"

namespace greenroom {

/// What may be stored of it: without numbers of cards (core/text/privacy.h), in every text that somebody wrote. Applied again
/// it changes nothing, so that a repeat is told from another thing.
Content asKept(Content content);

/// As staff see what a customer said: without private numbers and addresses.
Content asStaffSee(Content content);

} // namespace greenroom
