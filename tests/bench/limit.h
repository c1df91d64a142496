// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace greenroom {

/// `greenroom-bench limit …`: the same traffic without a Greenroom. The exit code.
int benchLimit(const QStringList& arguments);

} // namespace greenroom
