// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/routing/decision.h"

namespace greenroom {

/// How the router says what it does, in the person's language.
QString strategyWord(routing::Strategy strategy);
/// Why one person could not have it, for a table; empty: could.
QString exclusionWord(routing::Exclusion why);
/// Why it went to whom it went, or why it waits: one sentence.
QString whySentence(const RoutingDecision& decision);
/// What makes it as urgent as it is: "waited 12 · VIP 100 = 112 points".
QString scoreText(const RoutingScore& score);

} // namespace greenroom
