// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/domain/sending/unfold.h"

namespace greenroom::sending {

/// Something in a text by which somebody can be reached or paid, told by its shape and not by a word.
struct Address {
    enum class Kind {
        phone, ///< a mainland mobile number, in digits of any kind
        landline,
        abroad, ///< with a plus and a country's code
        hotline, ///< 400 and 800
        email,
        site, ///< the host of a link
        handle, ///< what could be the name or number of an account, if a word for that stands before it
        card, ///< 16 to 19 digits: an order's number as well, unless a word says more
    };
    Kind kind = Kind::phone;
    qsizetype first = 0;
    qsizetype last = 0;
};

/// Ascending by the last sign.
std::vector<Address> addressesIn(std::span<const Sign> signs);

} // namespace greenroom::sending
