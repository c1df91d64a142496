// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

namespace greenroom {

struct FixedKey {
    QString what;
    QString keys;
};

/// As the system calls the keys, but arrows and Enter by what stands on them: some translations give them names that
/// nobody says.
QString keyText(const QKeySequence& keys);

/// The keys no action has: they belong to writing, to reading and to what has the keyboard, and nobody can change them.
QList<FixedKey> fixedKeys(bool enterSends);

} // namespace greenroom
