// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/content.h"
#include "core/domain/role.h"

namespace greenroom {

/// Who is asking: a customer or a person, in one shop. Made by hello, checked on every request.
struct Principal {
    ShopId shop;
    Roles roles;
    std::optional<CustomerId> customer;
    std::optional<PersonId> person;
    QString name;

    bool isCustomer() const { return customer.has_value(); }
    /// What of a stream this principal is sent.
    Audience audience() const { return isCustomer() ? Audience::customer : Audience::staff; }
    Author author() const
    {
        if (customer)
            return {AuthorKind::customer, customer->value, name};
        if (person)
            return {AuthorKind::staff, person->value, name};
        return {};
    }
    friend bool operator==(const Principal&, const Principal&) = default;
};

} // namespace greenroom
