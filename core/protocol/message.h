// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/role.h"
#include "core/protocol/limits.h"

// What makes a struct a message.
//
// A request:  static constexpr QLatin1StringView type;   its name on the wire
//             static constexpr Roles roles;              who may ask; a request without it does not compile
//             using Reply = …;                           what a successful answer carries
//             static constexpr auto fields
// A reply is a plain struct with fields; on the wire its body starts with "code".
// An event has type and fields, and no id.
namespace greenroom {

// clang-format off: version 14 does not know requirements in braces
template <class T>
concept Event = requires
{
    {
        T::type
        } -> std::convertible_to<QLatin1StringView>;
    T::fields;
};

template <class T>
concept Request = Event<T> && requires
{
    {
        T::roles
        } -> std::convertible_to<Roles>;
    typename T::Reply;
    T::Reply::fields;
};
// clang-format on

/// The answer to a request that has nothing to tell but that it was done.
struct Done {
    static constexpr auto fields = std::tuple {};
    friend bool operator==(const Done&, const Done&) = default;
};

} // namespace greenroom
