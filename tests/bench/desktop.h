// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace greenroom {

/// `greenroom-bench desktop …`: measures the real desktop program and prints one line of JSON. The exit code: 0 when every
/// figure asked for was measured, whatever it was; 1 when one could not be; 2 for wrong arguments.
int benchDesktop(const QStringList& arguments);

} // namespace greenroom
