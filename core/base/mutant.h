// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace greenroom {

/// Rules that one build of the library, for tests/proof alone, can be told to break, one at a time: so that the proof is
/// shown to fail. In every other build mutant() is constantly false and nothing of this is in the program.
enum class Mutant {
    none,
    acknowledgesBeforeCommit,
    doesNotDeduplicate,
    skipsOneOnResume,
    publishesBeforeCommit,
    offersTwice,
    leaksNotes,
    honoursStaleAssignment,
    honoursEndedOffer,
    resumesWithoutPermission,
    ignoresEpoch,
    overfills,
    dropsWhatIsSaidToClosed,
    forgetsOffers,
    answersAnew,
    leavesUnanswered,
    takesRefusedForStored,
    takesUnknownForRefused,
    pushesAgain,
    writesNoDenials,
    letsRevokedSeeOn,
    leavesWaiting,
    writesRowsLate,
    sendsOutOfOrder,
    forgetsUnknownSends,
    keepsOldCopies,
    closesForAnybody,
    sendsBackwards,
    reusesNumbers,
    sendsTombstones,
    sendsStaffFields,
    listsForAnybody,
    loadsWhatIsOver,
    end, ///< of the list: none is after it
};

#ifdef GREENROOM_MUTANTS
bool mutant(Mutant which);
#else
constexpr bool mutant(Mutant)
{
    return false;
}
#endif

} // namespace greenroom
