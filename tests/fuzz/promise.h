// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace greenroom {

/// Ends the process, naming the promise, if it does not hold.
inline void promise(bool holds, const char* what)
{
    if (!holds)
        qFatal("broken: %s", what);
}

/// A refusal a person can do something with.
inline void promiseWhole(const Error& error)
{
    promise(error.code != Code::ok && !sentence(error).trimmed().isEmpty(), "a refusal has a code and says why");
}

} // namespace greenroom
