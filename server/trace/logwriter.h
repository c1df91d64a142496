// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include "server/config/config.h"

namespace greenroom {

/// One event as one line of JSON, with the newline: at, level, category, event. Control characters are escaped, so that
/// no text can begin another line or move a terminal's cursor; whatever has the form of a token is struck out.
QByteArray logLine(QtMsgType type, const char* category, const QString& event, Instant at);

/// From now on every log message of the process goes to standard error as such lines, those below `least` not at all.
void startLog(LogLevel least);

} // namespace greenroom
