// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/fields.h"

namespace greenroom {

/// What somebody may be in a shop. A person can hold several roles in one shop, and others in another.
enum class Role { customer, agent, lead, supervisor, editor, reviewer, stage, admin, auditor, integration };

template <>
struct EnumNames<Role> {
    static constexpr std::array names {
        named(Role::customer, "customer"),
        named(Role::agent, "agent"),
        named(Role::lead, "lead"),
        named(Role::supervisor, "supervisor"),
        named(Role::editor, "editor"),
        named(Role::reviewer, "reviewer"),
        named(Role::stage, "stage"),
        named(Role::admin, "admin"),
        named(Role::auditor, "auditor"),
        named(Role::integration, "integration"),
    };
};

/// A set of roles.
class Roles {
public:
    constexpr Roles() = default;
    template <class... More>
    constexpr explicit Roles(Role first, More... more)
        : m_bits((bit(first) | ... | bit(more)))
    {
    }

    constexpr bool has(Role role) const { return (m_bits & bit(role)) != 0; }
    constexpr bool overlaps(Roles other) const { return (m_bits & other.m_bits) != 0; }
    constexpr bool isEmpty() const { return m_bits == 0; }
    constexpr Roles with(Role role) const
    {
        Roles sum = *this;
        sum.m_bits |= bit(role);
        return sum;
    }
    friend constexpr bool operator==(Roles, Roles) = default;

private:
    static constexpr unsigned bit(Role role) { return 1u << static_cast<unsigned>(role); }
    unsigned m_bits = 0;
};

/// Everybody who answers customers.
inline constexpr Roles kDeskRoles {Role::agent, Role::lead, Role::supervisor};
/// Who sees how the others stand, and may act for them.
inline constexpr Roles kTeamLeaders {Role::lead, Role::supervisor};
/// Everybody who signs in as a person.
inline constexpr Roles kStaffRoles {
    Role::agent, Role::lead, Role::supervisor, Role::editor, Role::reviewer, Role::stage, Role::admin, Role::auditor};
inline constexpr Roles kEveryRole {Role::customer, Role::agent, Role::lead, Role::supervisor, Role::editor, Role::reviewer,
    Role::stage, Role::admin, Role::auditor, Role::integration};

} // namespace greenroom
