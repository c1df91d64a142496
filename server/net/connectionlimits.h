// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/limits.h"

namespace greenroom {

/// What one connection may do. Everything a stranger can make the server hold or wait for has its bound here.
struct ConnectionLimits {
    // ---- the door ----
    int backlog = 4096;
    int connections = 1'000'000; ///< open at once in all; below what the process may open, or files cannot be opened either
    int socketsPerSource = 64; ///< open at once from one address
    int connectsPerSource = 20; ///< a second, sustained; four times that at once
    bool limitLoopback = false; ///< a reverse proxy stands there: its clients are not told apart

    // ---- the head of a request ----
    qsizetype headBytes = 8 * 1024;
    int headFields = 64;
    Millis headWithin = 5s; ///< from its first byte (of a new connection: from the connect)

    // ---- HTTP ----
    qint64 apiBody = kMaxFrame;
    qint64 bodiesInFlight = 64 * 1024 * 1024; ///< of one edge thread and route, together; those up to apiBody are not counted
    Millis bodyWithin = 30s;
    Millis answerWithin = 60s;
    Millis idleFor = 60s; ///< between requests of a kept connection

    // ---- WebSocket ----
    Millis helloWithin = 5s;
    Limits beforeHello {.unanswered = 2, .perSecond = 4, .burst = 8};
    int framesPerSecond
        = 100; ///< parts, pings and pongs too, sustained, and at least five for a request; ten times that at once
    int refusals = 20; ///< requests refused for their rate within a minute; one more ends the connection
    Millis heartbeat = 20s; ///< ± a tenth
    Millis pongWithin = 10s;

    // ---- both ----
    qint64 readBuffer = 2 * kMaxFrame;
    qint64 unsentSoft = 256 * 1024; ///< may wait to be sent for stuckFor
    qint64 unsentHard = 1024 * 1024; ///< ends the connection at once
    Millis stuckFor = 10s;
    Millis unackedFor = 20s; ///< what was sent and the other end's kernel has not taken; one that is gone without a word
    Millis lingerFor = 2s; ///< for the last words of a connection that is being closed
    Millis tick = 1s; ///< how often the above times are looked at
};

} // namespace greenroom
