// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/decision.h"
#include "core/domain/routing/trial.h"

namespace greenroom {

/// How the router says what it does, in the person's language.
QString strategyWord(routing::Strategy strategy);
/// Why one person could not have it, for a table; empty: could.
QString exclusionWord(routing::Exclusion why);
/// Why those of a queue wait: "12 everybody full · 3 nobody with the skill".
QString waitReasonsText(const QList<WaitReason>& reasons);
QString surgeText(Instant until);
/// Why it went to whom it went, or why it waits: one sentence.
QString whySentence(const RoutingDecision& decision);
/// What makes it as urgent as it is: "waited 12 · VIP 100 = 112 points".
QString scoreText(const RoutingScore& score);
/// How much would have gone differently: one sentence.
QString trialSentence(const RoutingTrial& trial);
/// "Lin after 00:40"; without a name: nobody.
QString trialFateText(const QString& name, Millis wait);
/// "00:40 longer", "00:40 shorter"; empty for less than a second.
QString waitDifferenceText(Millis longer);

} // namespace greenroom
