// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/proof/mutants.h"

namespace greenroom {

namespace {

Mutant s_which = Mutant::none;

} // namespace

#ifdef GREENROOM_MUTANTS
bool mutant(Mutant which)
{
    return which == s_which;
}
#else
static_assert(!mutant(Mutant::acknowledgesBeforeCommit), "only the proof's own build has mutants");
#endif

namespace proof {

bool hasMutants()
{
#ifdef GREENROOM_MUTANTS
    return true;
#else
    return false;
#endif
}

void become(Mutant which)
{
    s_which = which;
}

} // namespace proof

} // namespace greenroom
