// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace greenroom {

/// The one table from a refusal to a sentence in the person's language: what happened, what was kept, what to do.
QString errorSentence(const Error& error);
/// Why what needs the server cannot be done while there is no connection.
QString offlineSentence();

} // namespace greenroom
