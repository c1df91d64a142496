// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace greenroom {

// What is about connections and not about messages. Each returns the exit code.

int benchConnect(const QStringList& arguments); ///< how many come in a second, and what each costs
int benchIdle(const QStringList& arguments); ///< what each takes of memory
int benchResume(const QStringList& arguments); ///< all are cut and come back
int benchRestart(const QStringList& arguments); ///< kill -9, and serving again

} // namespace greenroom
