// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/result.h"

namespace greenroom {

inline constexpr qint64 kPasswordLeast = 8; ///< code points; fifteen are advised
inline constexpr qint64 kPasswordMost = 256;

/// Whether somebody may have this password: long enough, not one of those everybody tries, not the own name, not one
/// letter or row of keys over and over. Nothing is asked of its composition, and none has to be changed after a time.
/// Error invalidField "password" with the reason (of one too short, how long it must be as the limit), or tooLong.
Result<void> checkPassword(QStringView password, QStringView signInName);

} // namespace greenroom
