// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

#include "app/notifications/ownalerts.h"
#include "app/notifications/teamalerts.h"

namespace greenroom {

/// What whoever leads is told, in one line: "王敏 lost the connection with 3 conversations open (and 2 more)".
QString alertSentence(const TeamAlert& alert, Instant now);
QIcon alertIcon(const TeamAlert& alert);
/// What somebody else did to one: "李娜 changed your state to “Break: meal”".
QString ownAlertSentence(const OwnAlert& alert);

} // namespace greenroom
