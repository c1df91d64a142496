// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace greenroom {

/// One line an event: ids, addresses and codes; never what somebody wrote, never a token.
Q_DECLARE_LOGGING_CATEGORY(netLog)

/// Text from outside as one harmless word of a log line: printable ASCII in quotes, at most 120 characters.
QString logged(QStringView foreign);

} // namespace greenroom
