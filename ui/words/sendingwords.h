// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sending/sendingrule.h"

namespace greenroom {

/// What a rule before sending found, and what comes of it. `quoted`: the words in question; `own`: the shop's own sentence
/// about them, or empty.
QString sendingSentence(SendingTopic topic, SendingAction action, const QString& quoted, const QString& own);

} // namespace greenroom
