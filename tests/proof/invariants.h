// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <span>

#include "tests/proof/history.h"

// The promises of delivery and assignment, each a pure function over a history.
//
//   D1 no acknowledged message is lost        A1 one owner, versions without holes, one offer at a time
//   D2 none is doubled                        A2 nobody waits 1 s while somebody eligible has room
//   D3 nothing is stored that nobody said     A3 load is within capacity
//   D4 a refusal means: not stored            A4 nothing is said, or closed, under a stale assignment
//   D5 numbers without holes                  A5 what customers say ends stored or refused
//   D6 an entry is equal, or its tombstone    A6 a due time is kept: not 1 s early, not 5 s late
//   D7 a sender's order is kept               S1 nobody is sent what is not theirs to see
//   D8 an answer stands after its question    S2 5 s after the end of a session it is sent nothing
//   D9 the same id gets the same answer       R1 memory is bounded
//   D10 what is shown is a run of the log     R2 every request ends: reply or disconnect
//   D11 everybody has the head in the end     R3 after a start the store is whole, and rows are their entries' fold
//   D12 a resume repeats and skips nothing    R4 what the audit must tell of is in it, once; its chain verifies
//   D13 a restored store is noticed
//
// The simulator feeds all but R1, which needs a process with memory of its own: there it passes for want of samples, and only
// the soak over real processes says something about it. Of R3 the simulator checks that rows are their entries' fold and that a
// start takes no conversation into memory that is over, which is what makes it fast; the time itself, and SQLite whole after a
// power cut, only real processes show. Under the sanitizers, whose processes are several times as large and slow, the soak
// measures neither memory nor that time: R1, and R3's three seconds, are never asked in the check, only of greenroom-soak in
// the other builds. A6 has the time-outs of offers to look at; of the service-level clocks there are none yet.
//
// S2: a session ends when somebody is signed out, disabled, given other roles or another password, or signs out. A transfer
// ends nothing: staff see every conversation of their shop, whoever has it, before as after (S1), and may only no longer speak
// in it, which is A4.
namespace greenroom::proof {

struct Violation {
    QString invariant; ///< one of those above; of a soak also the fault (README) that was not lived through as it must be
    qint64 position = -1; ///< in History::events; −1: of the final state
    QString what;
};
using Violations = std::vector<Violation>;

struct Invariant {
    const char* id;
    Violations (*check)(const History&);
};
/// All of them, in the order above.
std::span<const Invariant> invariants();
/// The one with this id.
Violations check(const char* id, const History& history);
/// Everything that does not hold, at most a handful of each.
Violations checkAll(const History& history);

} // namespace greenroom::proof
