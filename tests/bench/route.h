// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace greenroom {

/// How fast and how small the router is (core/domain/routing). Returns the exit code.
int benchRoute(const QStringList& arguments);

} // namespace greenroom
