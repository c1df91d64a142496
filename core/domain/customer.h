// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/fields.h"
#include "core/base/ids.h"

namespace greenroom {

enum class CustomerTier { standard, vip, bigSpender, streamer, opinionLeader };

template <>
struct EnumNames<CustomerTier> {
    static constexpr std::array names {
        named(CustomerTier::standard, "standard"),
        named(CustomerTier::vip, "vip"),
        named(CustomerTier::bigSpender, "bigSpender"),
        named(CustomerTier::streamer, "streamer"),
        named(CustomerTier::opinionLeader, "opinionLeader"),
    };
};

/// Where a conversation comes from.
enum class Channel { web, email, social, phone, comment };

template <>
struct EnumNames<Channel> {
    static constexpr std::array names {
        named(Channel::web, "web"),
        named(Channel::email, "email"),
        named(Channel::social, "social"),
        named(Channel::phone, "phone"),
        named(Channel::comment, "comment"),
    };
};

/// What is known of a customer. `verified` facts come signed from the shop; the rest was only said.
struct Customer {
    CustomerId id;
    QString name; ///< empty while anonymous
    bool verified = false; ///< name, tier and account come signed from the shop
    CustomerTier tier = CustomerTier::standard;
    std::optional<QString> account; ///< the shop's own id of this customer
    std::optional<QString> phone; ///< masked but for the last four digits where a customer's row goes to staff
    QString language; ///< BCP 47, as the widget says

    static constexpr auto fields = std::tuple {
        field("id", &Customer::id),
        field("name", &Customer::name, maxChars(80)),
        field("verified", &Customer::verified),
        field("tier", &Customer::tier),
        field("account", &Customer::account),
        field("phone", &Customer::phone, maxChars(32)),
        field("language", &Customer::language, maxChars(35)),
    };
    friend bool operator==(const Customer&, const Customer&) = default;
};

} // namespace greenroom
