// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"

namespace greenroom {

/// What somebody needs a hidden number or address for: a closed list, so that it can be counted.
enum class RevealReason { other, callBack, delivery, identity, complaint };

template <>
struct EnumNames<RevealReason> {
    static constexpr std::array names {
        named(RevealReason::other, "other"),
        named(RevealReason::callBack, "callBack"),
        named(RevealReason::delivery, "delivery"),
        named(RevealReason::identity, "identity"),
        named(RevealReason::complaint, "complaint"),
    };
};

} // namespace greenroom
