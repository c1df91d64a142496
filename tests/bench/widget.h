// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace greenroom {

/// `greenroom-bench widget`: what the customer's widget weighs on the wire, and how soon it can be used; a real server, a real
/// Chromium. The exit code of the program.
int benchWidget(const QStringList& arguments);

} // namespace greenroom
