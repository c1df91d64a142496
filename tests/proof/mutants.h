// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "core/base/fields.h"
#include "core/base/mutant.h"

namespace greenroom {

template <>
struct EnumNames<Mutant> {
    static constexpr std::array names {
        named(Mutant::acknowledgesBeforeCommit, "acknowledgesBeforeCommit"),
        named(Mutant::doesNotDeduplicate, "doesNotDeduplicate"),
        named(Mutant::skipsOneOnResume, "skipsOneOnResume"),
        named(Mutant::publishesBeforeCommit, "publishesBeforeCommit"),
        named(Mutant::offersTwice, "offersTwice"),
        named(Mutant::leaksNotes, "leaksNotes"),
        named(Mutant::honoursStaleAssignment, "honoursStaleAssignment"),
        named(Mutant::honoursEndedOffer, "honoursEndedOffer"),
        named(Mutant::resumesWithoutPermission, "resumesWithoutPermission"),
        named(Mutant::ignoresEpoch, "ignoresEpoch"),
        named(Mutant::overfills, "overfills"),
        named(Mutant::dropsWhatIsSaidToClosed, "dropsWhatIsSaidToClosed"),
        named(Mutant::forgetsOffers, "forgetsOffers"),
        named(Mutant::answersAnew, "answersAnew"),
        named(Mutant::leavesUnanswered, "leavesUnanswered"),
        named(Mutant::takesRefusedForStored, "takesRefusedForStored"),
        named(Mutant::takesUnknownForRefused, "takesUnknownForRefused"),
        named(Mutant::pushesAgain, "pushesAgain"),
        named(Mutant::writesNoDenials, "writesNoDenials"),
        named(Mutant::letsRevokedSeeOn, "letsRevokedSeeOn"),
        named(Mutant::leavesWaiting, "leavesWaiting"),
        named(Mutant::writesRowsLate, "writesRowsLate"),
        named(Mutant::sendsOutOfOrder, "sendsOutOfOrder"),
        named(Mutant::forgetsUnknownSends, "forgetsUnknownSends"),
        named(Mutant::keepsOldCopies, "keepsOldCopies"),
        named(Mutant::closesForAnybody, "closesForAnybody"),
        named(Mutant::sendsBackwards, "sendsBackwards"),
        named(Mutant::reusesNumbers, "reusesNumbers"),
        named(Mutant::sendsTombstones, "sendsTombstones"),
        named(Mutant::sendsStaffFields, "sendsStaffFields"),
        named(Mutant::listsForAnybody, "listsForAnybody"),
        named(Mutant::loadsWhatIsOver, "loadsWhatIsOver"),
    };
};

namespace proof {

/// Every mutant has its name, in the same order: who has none is never run, and whatever it breaks would pass for proven.
static_assert([] {
    int value = static_cast<int>(Mutant::none);
    for (const auto& [which, name] : EnumNames<Mutant>::names)
        if (static_cast<int>(which) != ++value)
            return false;
    return value + 1 == static_cast<int>(Mutant::end);
}());

/// From now on this rule is broken. Only in the build that has mutants.
void become(Mutant which);
bool hasMutants();

} // namespace proof

} // namespace greenroom
