// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace greenroom {

/// What the soak tells the shim in the server's process, through a file both have mapped. All zero: nothing is wrong.
struct FaultControl {
    std::atomic<int> diskFull {0}; ///< writes to the store answer ENOSPC
    std::atomic<int> failSync {0}; ///< the next sync answers EIO, once
    std::atomic<int> syncMs {0}; ///< every sync takes this much longer
    std::atomic<int> dieBeforeSync {0}; ///< the process kills itself before its nth sync from now
    std::atomic<int> dieAfterSync {0}; ///< … after it: the commit is on disk, nobody was answered
    std::atomic<int> dieInLog {0}; ///< … in the middle of its nth write to the log: in a batch
    std::atomic<int> dieInStore {0}; ///< … to the store's file itself: in a checkpoint
    std::atomic<int> dieAfterSend {0}; ///< … after the nth piece sent after a sync: some were answered and others not told
    std::atomic<int> diskLies {0}; ///< syncs are answered and nothing is kept: no store can keep its promises on such a disk
    std::atomic<long long> clockMs {0}; ///< the wall clock is off by this much
};

/// The points at which it can be told to die.
inline constexpr std::atomic<int> FaultControl::*kDeaths[] = {&FaultControl::dieBeforeSync, &FaultControl::dieAfterSync,
    &FaultControl::dieInLog, &FaultControl::dieInStore, &FaultControl::dieAfterSend};

/// Environment of the server's process: the file; the folder of the store; the folder of what a power cut would leave.
inline constexpr char kFaultFile[] = "GREENROOM_FAULT_FILE";
inline constexpr char kFaultStore[] = "GREENROOM_FAULT_STORE";
inline constexpr char kFaultImages[] = "GREENROOM_FAULT_IMAGES";

} // namespace greenroom
