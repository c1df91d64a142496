// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace greenroom {

/// From a customer's first message to the conversation in an agent's list. Returns the exit code.
int benchOffer(const QStringList& arguments);

} // namespace greenroom
