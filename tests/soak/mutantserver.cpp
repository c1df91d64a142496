// SPDX-License-Identifier: GPL-3.0-or-later
//
// greenroomd with one of its rules broken, the one that GREENROOM_MUTANT names; linked to the server's own main().
#include <cstdio>
#include <cstdlib>

#include "tests/proof/mutants.h"

namespace greenroom {

namespace {

const bool isBroken = [] {
    const QLatin1StringView wanted(std::getenv("GREENROOM_MUTANT"));
    for (const auto& [which, name] : EnumNames<Mutant>::names)
        if (name == wanted) {
            proof::become(which);
            return true;
        }
    std::fprintf(stderr, "GREENROOM_MUTANT names no mutant\n");
    std::abort();
}();

} // namespace

} // namespace greenroom
