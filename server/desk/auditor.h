// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <set>

#include "server/auth/signinhandler.h"
#include "server/log/audittable.h"

namespace greenroom {

/// Writes into the audit what the coordinator sees: who signed in or failed to, who asked for what a role forbids. Once an
/// hour the audit's head goes to the log, where somebody who changes the database does not reach it.
class Auditor {
public:
    /// A role's refusals of one request to one person: one entry in this time, however often it is asked.
    static constexpr Millis kDeniedOnce = std::chrono::minutes(1);
    static constexpr Millis kHeadEvery = std::chrono::hours(1);

    Auditor(Coordinator& coordinator, SignInHandler& signIn);
    /// Begins to tell the head. At the start and after a reload.
    void start();

private:
    void onSignIn(const SignInHandler::Event& event);
    void onDenied(const Principal& who, const QString& peer, QLatin1StringView request);
    void tellHead();

    Coordinator& m_coordinator;
    using Denial = std::pair<Uuid, QLatin1StringView>;
    std::set<Denial> m_denied; // written lately
    std::deque<std::pair<Instant, Denial>> m_deniedAt; // in the order they were
};

} // namespace greenroom
